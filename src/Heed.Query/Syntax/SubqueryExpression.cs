namespace Heed.Query.Syntax;

/// <summary>An expression evaluated at many times, as a range vector: <c>rate(x[5m])[1h:1m]</c>.</summary>
/// <param name="Step">Null for the engine's default.</param>
public sealed record SubqueryExpression(SourceSpan Span, Expression Inner, DurationExpression Range, DurationExpression? Step)
    : Expression(Span)
{
    public DurationExpression? Offset { get; init; }

    public AtModifier At { get; init; }

    public override ExpressionType Type => ExpressionType.RangeVector;

    public override IReadOnlyList<Expression> Children => [Inner];
}
