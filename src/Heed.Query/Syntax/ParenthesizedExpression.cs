namespace Heed.Query.Syntax;

public sealed record ParenthesizedExpression(SourceSpan Span, Expression Inner) : Expression(Span)
{
    public override ExpressionType Type => Inner.Type;

    public override IReadOnlyList<Expression> Children => [Inner];
}
