namespace Heed.Query.Execution.Aggregations;

/// <summary><c>count</c>, and <c>group</c>, which is 1 for any number.</summary>
internal sealed class CountAccumulator(int steps, bool group) : Accumulator
{
    private readonly int[] _counts = new int[steps];

    public override void Clear() => Array.Clear(_counts);

    public override void Add(ReadOnlySpan<double> column)
    {
        for (int step = 0; step < column.Length; step++)
        {
            if (!Column.IsNothing(column[step])) _counts[step]++;
        }
    }

    public override void Finish(Span<double> target)
    {
        for (int step = 0; step < target.Length; step++) target[step] = _counts[step] == 0 ? Column.Nothing : group ? 1 : _counts[step];
    }
}
