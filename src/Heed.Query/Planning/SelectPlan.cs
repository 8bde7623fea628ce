using Heed.Query.Execution;
using Heed.Query.Syntax;

namespace Heed.Query.Planning;

/// <summary>The newest sample within the lookback.</summary>
internal sealed record SelectPlan(VectorSelector Selector, StepGrid Grid, TimeShift Shift) : PlanNode(Selector, Grid)
{
    protected override string Title => $"select {Selector}";
}
