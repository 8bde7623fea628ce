using Heed.Query.Syntax;

namespace Heed.Query.Planning;

/// <summary>An input on one step whose value holds at all of them.</summary>
internal sealed record RepeatPlan(Expression Source, Execution.StepGrid Grid, PlanNode Input) : PlanNode(Source, Grid)
{
    public override IReadOnlyList<PlanNode> Inputs => [Input];

    protected override string Title => "repeat";
}
