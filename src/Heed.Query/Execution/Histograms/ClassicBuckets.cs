namespace Heed.Query.Execution.Histograms;

/// <summary>The cumulative buckets of one classic histogram at one step.</summary>
internal sealed class ClassicBuckets
{
    /// <summary>Counts that differ by less than this part are rounding, not a fall.</summary>
    private const double Tolerance = 1e-12;

    private double[] _bounds = new double[16];
    private double[] _counts = new double[16];
    private int _length;

    /// <summary>A count below that of a smaller bucket had to be raised.</summary>
    public bool WasForced { get; private set; }

    public void Clear()
    {
        _length = 0;
        WasForced = false;
    }

    /// <summary>Bounds come in ascending order; equal ones are added up.</summary>
    public void Add(double upperBound, double count)
    {
        if (_length > 0 && _bounds[_length - 1] == upperBound)
        {
            _counts[_length - 1] += count;
            return;
        }

        if (_length == _bounds.Length)
        {
            Array.Resize(ref _bounds, _length * 2);
            Array.Resize(ref _counts, _length * 2);
        }

        _bounds[_length] = upperBound;
        _counts[_length++] = count;
    }

    /// <summary>Raises falling counts; false where the buckets are no histogram: no +Inf at the end, or nothing observed.</summary>
    public bool Complete()
    {
        if (_length == 0 || !double.IsPositiveInfinity(_bounds[_length - 1])) return false;
        double previous = _counts[0];
        for (int i = 1; i < _length; i++)
        {
            double current = _counts[i];
            if (AlmostEqual(previous, current)) _counts[i] = previous;
            else if (current < previous)
            {
                _counts[i] = previous;
                WasForced = true;
            }
            else previous = current;
        }

        return _counts[_length - 1] != 0;
    }

    /// <summary>
    /// Interpolates within the bucket of the rank; the lowest bucket starts at 0, or is its bound where that is not positive.
    /// </summary>
    public double Quantile(double quantile)
    {
        if (double.IsNaN(quantile)) return double.NaN;
        if (quantile < 0) return double.NegativeInfinity;
        if (quantile > 1) return double.PositiveInfinity;
        if (_length < 2) return double.NaN;
        double rank = quantile * _counts[_length - 1];
        int bucket = 0;
        while (bucket < _length - 1 && !(_counts[bucket] >= rank)) bucket++;
        if (bucket == _length - 1) return _bounds[_length - 2];
        if (bucket == 0 && _bounds[0] <= 0) return _bounds[0];
        double start = bucket > 0 ? _bounds[bucket - 1] : 0;
        double below = bucket > 0 ? _counts[bucket - 1] : 0;
        return start + ((_bounds[bucket] - start) * ((rank - below) / (_counts[bucket] - below)));
    }

    /// <summary>The share of observations between two values.</summary>
    public double Fraction(double lower, double upper)
    {
        if (double.IsNaN(lower) || double.IsNaN(upper)) return double.NaN;
        return lower >= upper ? 0 : (RankOf(upper) - RankOf(lower)) / _counts[_length - 1];
    }

    private double RankOf(double value)
    {
        double rank = 0;
        for (int i = 0; i < _length; i++)
        {
            double start = i > 0 ? _bounds[i - 1] : _bounds[0] > 0 ? 0 : double.NegativeInfinity;
            if (start >= value) return rank;
            if (_bounds[i] > value)
            {
                // An infinitely wide bucket cannot be divided: all of it lies below.
                return double.IsInfinity(start) ? _counts[i] : rank + ((_counts[i] - rank) * ((value - start) / (_bounds[i] - start)));
            }

            rank = _counts[i];
        }

        return _counts[_length - 1];
    }

    private static bool AlmostEqual(double a, double b) =>
        a == b || Math.Abs(a - b) / Math.Min(Math.Abs(a) + Math.Abs(b), double.MaxValue) < Tolerance;
}
