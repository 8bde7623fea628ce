using Heed.Query.Execution;
using Heed.Query.Syntax;

namespace Heed.Query.Planning;

/// <summary>The same number at every step.</summary>
internal sealed record ConstantPlan(Expression Source, StepGrid Grid, double Value) : PlanNode(Source, Grid)
{
    protected override string Title => $"constant {Value}";
}
