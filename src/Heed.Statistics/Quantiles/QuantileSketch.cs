namespace Heed.Statistics.Quantiles;

/// <summary>
/// A mergeable summary of a stream in bounded space, for quantiles within 1 % of rank (KLL): levels of buffers, where a value of level h
/// stands for 2^h values; a full level is sorted and every second value, even or odd by a seeded coin, moves up. Exact up to the capacity
/// of the lowest level; minimum, maximum and count always exact. With the default capacity the tests hold the rank error below 1 % at all
/// quantiles together, in any order of the stream, after merges, for a hundred seeds. NaN is left out and counted; ±∞ are ordinary extreme
/// values. Source: Z. Karnin, K. Lang and E. Liberty, FOCS (2016) 71. See docs/statistics/sketches.md.
/// </summary>
public sealed class QuantileSketch
{
    /// <summary>Values of the highest level: about 12 KB for a long stream.</summary>
    public const int DefaultCapacity = 512;

    private const int LeastCapacity = 8;
    private const double Shrink = 2.0 / 3;

    private readonly int _capacity;
    private SeededRandom _random;
    private Level[] _levels = [];

    /// <param name="seed">Of the coins: the same seed and stream give the same summary.</param>
    /// <param name="capacity">At least 8; the rank error falls as its inverse.</param>
    public QuantileSketch(ulong seed, int capacity = DefaultCapacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, LeastCapacity);
        _capacity = capacity;
        _random = new SeededRandom(seed);
        Grow();
    }

    /// <summary>Values summarised.</summary>
    public long Count { get; private set; }

    /// <summary>NaN that were left out.</summary>
    public long Skipped { get; private set; }

    /// <summary>NaN before the first value.</summary>
    public double Minimum { get; private set; } = double.NaN;

    /// <summary>NaN before the first value.</summary>
    public double Maximum { get; private set; } = double.NaN;

    /// <summary>Values held now.</summary>
    public int Retained
    {
        get
        {
            int sum = 0;
            foreach (Level level in _levels) sum += level.Count;
            return sum;
        }
    }

    public void Add(double value)
    {
        if (double.IsNaN(value))
        {
            Skipped++;
            return;
        }

        Count++;
        if (!(value >= Minimum)) Minimum = value;
        if (!(value <= Maximum)) Maximum = value;
        _levels[0].Add(value);
        if (_levels[0].Count >= _levels[0].Capacity) Compress();
    }

    public void Add(ReadOnlySpan<double> values)
    {
        foreach (double value in values) Add(value);
    }

    /// <summary>Takes in what another summary of the same capacity has seen, and leaves that one as it is.</summary>
    public void MergeFrom(QuantileSketch other)
    {
        if (other._capacity != _capacity) throw new ArgumentException($"expected a capacity of {_capacity}, found {other._capacity}",
            nameof(other));
        if (ReferenceEquals(other, this)) throw new ArgumentException("expected another summary, found this one", nameof(other));
        Skipped += other.Skipped;
        if (other.Count == 0) return;
        while (_levels.Length < other._levels.Length) Grow();
        for (int h = 0; h < other._levels.Length; h++)
        {
            foreach (double value in other._levels[h].Values) _levels[h].Add(value);
        }

        Count += other.Count;
        if (!(other.Minimum >= Minimum)) Minimum = other.Minimum;
        if (!(other.Maximum <= Maximum)) Maximum = other.Maximum;
        Compress();
    }

    /// <summary>
    /// A value whose rank is within 1 % of <paramref name="level"/>, 0 to 1; the minimum at 0 and the maximum at 1. NaN while empty.
    /// </summary>
    public double Quantile(double level)
    {
        Span<double> answer = [0];
        Quantiles([level], answer);
        return answer[0];
    }

    /// <summary>Several quantiles at the cost of one sort of what is held.</summary>
    /// <param name="levels">Each 0 to 1, in any order.</param>
    public void Quantiles(ReadOnlySpan<double> levels, Span<double> values)
    {
        if (Count == 0)
        {
            values[..levels.Length].Fill(double.NaN);
            return;
        }

        (double[] sorted, long[] upTo) = Cumulative();
        for (int i = 0; i < levels.Length; i++)
        {
            if (!(levels[i] is >= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(levels), levels[i], "expected 0 to 1");
            long rank = (long)(levels[i] * (Count - 1));
            int at = Array.BinarySearch(upTo, rank + 1);
            values[i] = levels[i] == 0 ? Minimum : levels[i] == 1 ? Maximum : sorted[Math.Min(at >= 0 ? at : ~at, sorted.Length - 1)];
        }
    }

    /// <summary>The share of values at or below one, within 1 %; NaN while empty and at NaN.</summary>
    public double Rank(double value)
    {
        if (Count == 0 || double.IsNaN(value)) return double.NaN;
        long below = 0;
        for (int h = 0; h < _levels.Length; h++)
        {
            foreach (double held in _levels[h].Values) below += held <= value ? 1L << h : 0;
        }

        return below / (double)Count;
    }

    private (double[] Sorted, long[] UpTo) Cumulative()
    {
        double[] sorted = new double[Retained];
        long[] weights = new long[sorted.Length];
        int next = 0;
        for (int h = 0; h < _levels.Length; h++)
        {
            foreach (double value in _levels[h].Values)
            {
                sorted[next] = value;
                weights[next++] = 1L << h;
            }
        }

        Array.Sort(sorted, weights);
        for (int i = 1; i < weights.Length; i++) weights[i] += weights[i - 1];
        return (sorted, weights);
    }

    /// <summary>Moves half of every overfull level up, from the lowest on. The weights of all values together stay the count.</summary>
    private void Compress()
    {
        for (int h = 0; h < _levels.Length; h++)
        {
            if (_levels[h].Count < _levels[h].Capacity) continue;
            if (h + 1 == _levels.Length) Grow();
            _levels[h].MoveHalfUp(_levels[h + 1], (_random.NextBits() >> 63) == 1);
        }
    }

    private void Grow()
    {
        Array.Resize(ref _levels, _levels.Length + 1);
        _levels[^1] = new Level();
        double capacity = _capacity;
        for (int h = _levels.Length - 1; h >= 0; h--, capacity *= Shrink) _levels[h].Capacity = Math.Max(LeastCapacity, (int)capacity);
    }

    /// <summary>Values of one weight.</summary>
    private sealed class Level
    {
        private double[] _values = [];

        public int Capacity { get; set; }

        public int Count { get; private set; }

        public ReadOnlySpan<double> Values => _values.AsSpan(0, Count);

        public void Add(double value)
        {
            if (Count == _values.Length) Array.Resize(ref _values, Math.Max(16, 2 * Count));
            _values[Count++] = value;
        }

        /// <summary>An odd value out stays.</summary>
        public void MoveHalfUp(Level above, bool odd)
        {
            Span<double> values = _values.AsSpan(0, Count);
            values.Sort();
            int even = Count & ~1;
            for (int i = odd ? 1 : 0; i < even; i += 2) above.Add(values[i]);
            if (even < Count) values[0] = values[^1];
            Count -= even;
        }
    }
}
