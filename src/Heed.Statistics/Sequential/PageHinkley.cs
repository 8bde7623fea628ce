namespace Heed.Statistics.Sequential;

/// <summary>
/// The Page–Hinkley test for a rise of the mean: m ← m + x − mean − δ, and a change where m is more than λ above its minimum; with the
/// mean of what came since the last change. For a fall feed −x. Assumes a known scale: δ is half the shift that matters and λ sets the
/// mean time between false alarms, both in the unit of x. Values that are not finite are left out. The first <see cref="Warmup"/> values
/// never signal. Source: E. S. Page, Biometrika 41 (1954) 100; D. V. Hinkley, Biometrika 58 (1971) 509. See
/// docs/statistics/change-detectors.md.
/// </summary>
/// <param name="delta">Tolerated drift, at least 0.</param>
/// <param name="lambda">Threshold, above 0.</param>
/// <param name="warmup">Values before the first signal.</param>
public sealed class PageHinkley(double delta, double lambda, int warmup = PageHinkley.DefaultWarmup)
{
    public const int DefaultWarmup = 30;

    private double _sum;
    private double _least;

    /// <summary>Values before the first signal.</summary>
    public int Warmup => warmup;

    /// <summary>Values since the last change.</summary>
    public long Count { get; private set; }

    /// <summary>Of the values since the last change.</summary>
    public double Mean { get; private set; }

    public ChangeSignal Add(double value)
    {
        if (!double.IsFinite(value)) return ChangeSignal.None;
        Count++;
        Mean += (value - Mean) / Count;
        _sum += value - Mean - delta;
        _least = Math.Min(_least, _sum);
        if (Count < warmup || _sum - _least <= lambda) return ChangeSignal.None;
        Reset();
        return ChangeSignal.Change;
    }

    public void Reset()
    {
        (_sum, _least, Count, Mean) = (0, 0, 0, 0);
    }
}
