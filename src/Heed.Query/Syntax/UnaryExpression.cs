namespace Heed.Query.Syntax;

/// <param name="Negative">A minus; else a plus, which changes nothing.</param>
public sealed record UnaryExpression(SourceSpan Span, bool Negative, Expression Operand) : Expression(Span)
{
    public override ExpressionType Type => Operand.Type;

    public override IReadOnlyList<Expression> Children => [Operand];
}
