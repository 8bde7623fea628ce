using Heed.Statistics.Hypothesis;
using Heed.Statistics.Quantiles;

namespace Heed.Statistics.Sequential;

/// <summary>
/// Kolmogorov–Smirnov windowing: holds the last values of a window and compares the newest of them with as many drawn from the rest, by a
/// seed; a change where Stephens' p-value is below α. Then only the newest values stay. Sees any change of the distribution. A look comes
/// after every <c>stride</c> values, and each look has chance α of a false alarm: choose α for the number of looks. Assumes independent
/// values. NaN and infinities are left out. Source: C. Raab, M. Heusinger and F.-M. Schleif, Neurocomputing 416 (2020) 340. See
/// docs/statistics/change-detectors.md.
/// </summary>
public sealed class Kswin
{
    private readonly double[] _window;
    private readonly double[] _recent;
    private readonly double[] _older;
    private readonly double _alpha;
    private readonly int _stride;
    private SeededRandom _random;
    private int _next;
    private int _sinceLook;

    /// <param name="alpha">Of one look, inside (0, 1).</param>
    /// <param name="window">Values held; at least twice <paramref name="recent"/>.</param>
    /// <param name="recent">Values of each side of the comparison; at least 5.</param>
    /// <param name="stride">Values between two looks.</param>
    public Kswin(ulong seed, double alpha = 1e-4, int window = 300, int recent = 50, int stride = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(alpha, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(alpha, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(recent, 5);
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 2 * recent);
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, 1);
        (_alpha, _stride, _random) = (alpha, stride, new SeededRandom(seed));
        (_window, _recent, _older) = (new double[window], new double[recent], new double[recent]);
    }

    /// <summary>Values held.</summary>
    public int Count { get; private set; }

    /// <summary>Of the last look; 1 before the first.</summary>
    public double PValue { get; private set; } = 1;

    public ChangeSignal Add(double value)
    {
        if (!double.IsFinite(value)) return ChangeSignal.None;
        _window[_next] = value;
        _next = (_next + 1) % _window.Length;
        Count = Math.Min(Count + 1, _window.Length);
        if (++_sinceLook < _stride || Count < _window.Length) return ChangeSignal.None;
        _sinceLook = 0;
        Draw();
        PValue = KolmogorovSmirnov.PValueStephens(KolmogorovSmirnov.CompareSorted(_older, _recent));
        if (PValue >= _alpha) return ChangeSignal.None;
        Keep();
        return ChangeSignal.Change;
    }

    /// <summary>Fills both sides: the newest values, and a sample of the older ones without repetition.</summary>
    private void Draw()
    {
        int rest = _window.Length - _recent.Length;
        int taken = 0;
        for (int i = 0; i < rest && taken < _older.Length; i++)
        {
            // Each older value is taken with the chance that leaves the sample full at the end.
            if (_random.Next(rest - i) < _older.Length - taken) _older[taken++] = _window[(_next + i) % _window.Length];
        }

        for (int i = 0; i < _recent.Length; i++) _recent[i] = _window[(_next + rest + i) % _window.Length];
        RadixSort.Sort(_older);
        RadixSort.Sort(_recent);
    }

    private void Keep()
    {
        // The newest values were sorted for the look; their order no longer matters as the old side of later looks.
        _recent.CopyTo(_window, 0);
        (_next, Count) = (_recent.Length % _window.Length, _recent.Length);
    }
}
