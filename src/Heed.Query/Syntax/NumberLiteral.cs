namespace Heed.Query.Syntax;

/// <param name="IsDuration">Written with units, as <c>5m</c>; the value is in seconds.</param>
public sealed record NumberLiteral(SourceSpan Span, double Value, bool IsDuration = false) : Expression(Span)
{
    public override ExpressionType Type => ExpressionType.Scalar;

    public override IReadOnlyList<Expression> Children => [];
}
