using Heed.Query.Execution;
using Heed.Query.Syntax;

namespace Heed.Query.Planning;

internal sealed record AggregatePlan(AggregateExpression Aggregate, StepGrid Grid, PlanNode Input, PlanNode? Parameter)
    : PlanNode(Aggregate, Grid)
{
    public override IReadOnlyList<PlanNode> Inputs => Parameter is null ? [Input] : [Parameter, Input];

    protected override string Title => $"aggregate {Aggregate.Operator.Name()}";
}
