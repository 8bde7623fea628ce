namespace Heed.Statistics.Sequential;

/// <summary>
/// Adaptive windowing: keeps as long a window as its mean is constant, in buckets of doubling size, and drops the oldest bucket while two
/// parts of the window differ by more than ε = √(2/m·σ²·ln(2·ln n/δ)) + 2/(3m)·ln(2·ln n/δ) with 1/m = 1/n₀ + 1/n₁ and σ² the window's
/// variance. Holds for values within [0, 1]: scale others. Memory and time logarithmic in the window. Assumes independent values; values
/// that are not finite are left out. No cut is tried before 10 values and with a part of fewer than 5. Source: A. Bifet and R. Gavaldà,
/// SDM (2007) 443. See docs/statistics/change-detectors.md.
/// </summary>
public sealed class Adwin
{
    private const int BucketsPerRow = 5;
    private const int LeastWindow = 10;
    private const int LeastPart = 5;

    // Row r holds buckets of 2^r values, the oldest first; 48 rows outlast any stream.
    private readonly Bucket[] _buckets = new Bucket[48 * (BucketsPerRow + 1)];
    private readonly int[] _filled = new int[48];
    private readonly double _delta;
    private readonly int _stride;
    private int _rows = 1;
    private int _sinceLook;

    /// <param name="delta">Confidence of a cut, inside (0, 1).</param>
    /// <param name="stride">Values between two looks for a cut.</param>
    public Adwin(double delta = 0.002, int stride = 32)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(delta, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(delta, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, 1);
        (_delta, _stride) = (delta, stride);
    }

    /// <summary>Values in the window.</summary>
    public long Count { get; private set; }

    /// <summary>Of the window; NaN while it is empty.</summary>
    public double Mean => Sum / Count;

    private double Sum { get; set; }

    public ChangeSignal Add(double value)
    {
        if (!double.IsFinite(value)) return ChangeSignal.None;
        Count++;
        Sum += value;
        Push(0, new Bucket(value, value * value));
        if (++_sinceLook < _stride) return ChangeSignal.None;
        _sinceLook = 0;
        bool cut = false;
        while (Count >= LeastWindow && MustCut())
        {
            DropOldest();
            cut = true;
        }

        return cut ? ChangeSignal.Change : ChangeSignal.None;
    }

    private void Push(int row, Bucket bucket)
    {
        Span<Bucket> buckets = _buckets.AsSpan(row * (BucketsPerRow + 1), BucketsPerRow + 1);
        buckets[_filled[row]++] = bucket;
        _rows = Math.Max(_rows, row + 1);
        if (_filled[row] <= BucketsPerRow) return;
        Bucket oldest = buckets[0] + buckets[1];
        buckets[2..].CopyTo(buckets);
        _filled[row] -= 2;
        Push(row + 1, oldest);
    }

    /// <summary>Whether some cut between two buckets shows a difference of the means.</summary>
    private bool MustCut()
    {
        double n = Count;
        double squares = 0;
        for (int row = 0; row < _rows; row++)
        {
            for (int i = 0; i < _filled[row]; i++) squares += At(row, i).Squares;
        }

        double variance = Math.Max(0, (squares / n) - (Mean * Mean));
        double log = Math.Log(2 * Math.Log(n) / _delta);
        double oldCount = 0;
        double oldSum = 0;
        for (int row = _rows - 1; row >= 0; row--)
        {
            for (int i = 0; i < _filled[row]; i++)
            {
                oldCount += 1L << row;
                oldSum += At(row, i).Sum;
                double newCount = n - oldCount;
                if (oldCount < LeastPart || newCount < LeastPart) continue;
                double inverse = (1 / oldCount) + (1 / newCount);
                double bound = Math.Sqrt(2 * inverse * variance * log) + (2.0 / 3 * inverse * log);
                if (Math.Abs((oldSum / oldCount) - ((Sum - oldSum) / newCount)) > bound) return true;
            }
        }

        return false;
    }

    private void DropOldest()
    {
        int row = _rows - 1;
        Count -= 1L << row;
        Sum -= At(row, 0).Sum;
        Span<Bucket> buckets = _buckets.AsSpan(row * (BucketsPerRow + 1), BucketsPerRow + 1);
        buckets[1..].CopyTo(buckets);
        _filled[row]--;
        while (_rows > 1 && _filled[_rows - 1] == 0) _rows--;
    }

    private Bucket At(int row, int i) => _buckets[(row * (BucketsPerRow + 1)) + i];

    private readonly record struct Bucket(double Sum, double Squares)
    {
        public static Bucket operator +(Bucket left, Bucket right) => new(left.Sum + right.Sum, left.Squares + right.Squares);
    }
}
