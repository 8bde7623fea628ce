namespace Heed.Query.Syntax;

/// <summary>A range selector: the samples of each matching series in a window. Offset and anchor stand on the selector inside.</summary>
public sealed record RangeSelector(SourceSpan Span, VectorSelector Selector, DurationExpression Range) : Expression(Span)
{
    public override ExpressionType Type => ExpressionType.RangeVector;

    public override IReadOnlyList<Expression> Children => [Selector];
}
