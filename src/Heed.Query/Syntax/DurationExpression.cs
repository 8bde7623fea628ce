namespace Heed.Query.Syntax;

/// <summary>A length of time in a range, offset or subquery step: a literal, or arithmetic over the query's step and range.</summary>
public abstract record DurationExpression(SourceSpan Span)
{
    /// <summary>In seconds; NaN where a division by zero leaves no length.</summary>
    /// <param name="stepMs">The step of the query; 0 for an instant query.</param>
    /// <param name="rangeMs">From the first step of the query to the last.</param>
    public abstract double Seconds(long stepMs, long rangeMs);

    public sealed override string ToString() => Printing.DurationPrinter.Print(this);
}
