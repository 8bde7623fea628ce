namespace Heed.Query.Syntax;

public sealed record DurationLiteral(SourceSpan Span, double Value) : DurationExpression(Span)
{
    public override double Seconds(long stepMs, long rangeMs) => Value;
}
