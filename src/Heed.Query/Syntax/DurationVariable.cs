namespace Heed.Query.Syntax;

/// <summary><c>step()</c> or <c>range()</c> in a duration.</summary>
public sealed record DurationVariable(SourceSpan Span, bool IsStep) : DurationExpression(Span)
{
    public override double Seconds(long stepMs, long rangeMs) => (IsStep ? stepMs : rangeMs) / 1000.0;
}
