namespace Heed.Query.Functions;

/// <summary>Population variance by Welford's update, with compensated sums.</summary>
internal struct CompensatedVariance
{
    private CompensatedSum _mean;
    private CompensatedSum _squares;
    private double _count;

    public readonly double Value => (_squares.Sum + _squares.Carry) / _count;

    public void Add(double value)
    {
        _count++;
        double before = value - (_mean.Sum + _mean.Carry);
        _mean.Add(before / _count);
        _squares.Add(before * (value - (_mean.Sum + _mean.Carry)));
    }
}
