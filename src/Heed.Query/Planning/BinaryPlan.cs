using Heed.Query.Execution;
using Heed.Query.Syntax;

namespace Heed.Query.Planning;

internal sealed record BinaryPlan(BinaryExpression Binary, StepGrid Grid, PlanNode Left, PlanNode Right) : PlanNode(Binary, Grid)
{
    public override IReadOnlyList<PlanNode> Inputs => [Left, Right];

    protected override string Title => $"binary {Binary.Operator.Text()}";
}
