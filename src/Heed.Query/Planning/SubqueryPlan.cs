using Heed.Model.Time;
using Heed.Query.Execution;
using Heed.Query.Syntax;

namespace Heed.Query.Planning;

/// <summary>Windows over the steps of an inner expression.</summary>
internal sealed record SubqueryPlan(SubqueryExpression Subquery, StepGrid Grid, TimeShift Shift, long RangeMs, PlanNode Input)
    : PlanNode(Subquery, Grid)
{
    public override IReadOnlyList<PlanNode> Inputs => [Input];

    protected override string Title => $"windows of {PrometheusDuration.Format(TimeSpan.FromMilliseconds(RangeMs))} over steps of {PrometheusDuration.Format(TimeSpan.FromMilliseconds(Input.Grid.StepMs))}";
}
