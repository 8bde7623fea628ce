using Heed.Query.Execution;
using Heed.Query.Syntax;

namespace Heed.Query.Planning;

internal sealed record CallPlan(CallExpression Call, StepGrid Grid, IReadOnlyList<PlanNode> Arguments) : PlanNode(Call, Grid)
{
    public override IReadOnlyList<PlanNode> Inputs => Arguments;

    protected override string Title => $"call {Call.Function.Name}";
}
