namespace Heed.Query.Execution.Aggregations;

/// <summary><c>min</c> and <c>max</c>: NaN only where there is nothing else.</summary>
internal sealed class ExtremeAccumulator(int steps, bool max) : Accumulator
{
    private readonly double[] _best = new double[steps];

    public override void Clear() => _best.AsSpan().Fill(Column.Nothing);

    public override void Add(ReadOnlySpan<double> column)
    {
        for (int step = 0; step < column.Length; step++)
        {
            double value = column[step];
            double best = _best[step];
            if (Column.IsNothing(value)) continue;
            if (double.IsNaN(best) || (max ? value > best : value < best)) _best[step] = value;
        }
    }

    public override void Finish(Span<double> target) => _best.CopyTo(target);
}
