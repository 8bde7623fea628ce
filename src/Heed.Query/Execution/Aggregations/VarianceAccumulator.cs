using Heed.Query.Functions;

namespace Heed.Query.Execution.Aggregations;

internal sealed class VarianceAccumulator(int steps, bool deviation) : Accumulator
{
    private readonly CompensatedVariance[] _variances = new CompensatedVariance[steps];
    private readonly bool[] _present = new bool[steps];

    public override void Clear()
    {
        Array.Clear(_variances);
        Array.Clear(_present);
    }

    public override void Add(ReadOnlySpan<double> column)
    {
        for (int step = 0; step < column.Length; step++)
        {
            if (Column.IsNothing(column[step])) continue;
            _variances[step].Add(column[step]);
            _present[step] = true;
        }
    }

    public override void Finish(Span<double> target)
    {
        for (int step = 0; step < target.Length; step++)
        {
            double variance = _variances[step].Value;
            target[step] = !_present[step] ? Column.Nothing : deviation ? Math.Sqrt(variance) : variance;
        }
    }
}
