namespace Heed.Query.Syntax;

/// <param name="Parameter">Only for the aggregations that take one.</param>
/// <param name="Without">Groups by all labels but <paramref name="Grouping"/>; else by these only.</param>
public sealed record AggregateExpression(
    SourceSpan Span, AggregationOperator Operator, Expression Inner, Expression? Parameter, bool Without, IReadOnlyList<string> Grouping)
    : Expression(Span)
{
    public override ExpressionType Type => ExpressionType.InstantVector;

    public override IReadOnlyList<Expression> Children => Parameter is null ? [Inner] : [Parameter, Inner];
}
