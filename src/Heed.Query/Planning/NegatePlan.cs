using Heed.Query.Execution;
using Heed.Query.Syntax;

namespace Heed.Query.Planning;

internal sealed record NegatePlan(UnaryExpression Unary, StepGrid Grid, PlanNode Input) : PlanNode(Unary, Grid)
{
    public override IReadOnlyList<PlanNode> Inputs => [Input];

    protected override string Title => "negate";
}
