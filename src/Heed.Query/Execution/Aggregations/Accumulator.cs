namespace Heed.Query.Execution.Aggregations;

/// <summary>Takes the columns of a group's members one after the other and leaves one column.</summary>
internal abstract class Accumulator
{
    /// <summary>Forgets the last group.</summary>
    public abstract void Clear();

    public abstract void Add(ReadOnlySpan<double> column);

    public abstract void Finish(Span<double> target);
}
