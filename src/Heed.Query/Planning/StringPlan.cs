using Heed.Query.Execution;
using Heed.Query.Syntax;

namespace Heed.Query.Planning;

internal sealed record StringPlan(Expression Source, StepGrid Grid, string Value) : PlanNode(Source, Grid)
{
    protected override string Title => "string";
}
