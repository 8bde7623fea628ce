using Heed.Query.Execution;
using Heed.Query.Syntax;

namespace Heed.Query.Planning;

/// <summary>Windows over the steps of an inner expression.</summary>
internal sealed record SubqueryPlan(SubqueryExpression Subquery, StepGrid Grid, TimeShift Shift, long RangeMs, PlanNode Input)
    : PlanNode(Subquery, Grid)
{
    public override IReadOnlyList<PlanNode> Inputs => [Input];

    protected override string Title => $"windows of {Written(RangeMs)} over steps of {Written(Input.Grid.StepMs)}";
}
