using Heed.Query.Functions;

namespace Heed.Query.Execution.Aggregations;

internal sealed class AverageAccumulator(int steps) : Accumulator
{
    private readonly CompensatedMean[] _means = new CompensatedMean[steps];
    private readonly bool[] _present = new bool[steps];

    public override void Clear()
    {
        Array.Clear(_means);
        Array.Clear(_present);
    }

    public override void Add(ReadOnlySpan<double> column)
    {
        for (int step = 0; step < column.Length; step++)
        {
            if (Column.IsNothing(column[step])) continue;
            _means[step].Add(column[step]);
            _present[step] = true;
        }
    }

    public override void Finish(Span<double> target)
    {
        for (int step = 0; step < target.Length; step++) target[step] = _present[step] ? _means[step].Value : Column.Nothing;
    }
}
