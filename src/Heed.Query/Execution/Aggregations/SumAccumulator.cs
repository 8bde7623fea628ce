using Heed.Query.Functions;

namespace Heed.Query.Execution.Aggregations;

internal sealed class SumAccumulator(int steps) : Accumulator
{
    private readonly CompensatedSum[] _sums = new CompensatedSum[steps];
    private readonly bool[] _present = new bool[steps];

    public override void Clear()
    {
        Array.Clear(_sums);
        Array.Clear(_present);
    }

    public override void Add(ReadOnlySpan<double> column)
    {
        for (int step = 0; step < column.Length; step++)
        {
            if (Column.IsNothing(column[step])) continue;
            _sums[step].Add(column[step]);
            _present[step] = true;
        }
    }

    public override void Finish(Span<double> target)
    {
        for (int step = 0; step < target.Length; step++) target[step] = _present[step] ? _sums[step].Value : Column.Nothing;
    }
}
