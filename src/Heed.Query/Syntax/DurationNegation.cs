namespace Heed.Query.Syntax;

public sealed record DurationNegation(SourceSpan Span, DurationExpression Operand) : DurationExpression(Span)
{
    public override double Seconds(long stepMs, long rangeMs) => -Operand.Seconds(stepMs, rangeMs);
}
