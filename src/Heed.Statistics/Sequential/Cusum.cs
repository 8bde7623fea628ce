namespace Heed.Statistics.Sequential;

/// <summary>
/// The two-sided cumulative sum of a known mean: S⁺ ← max(0, S⁺ + z − k), S⁻ ← max(0, S⁻ − z − k) with z = (x − mean)/deviation, and a
/// change where one passes h. Finds a shift of 2k deviations fastest. Assumes independent values with the given mean and deviation: with k
/// = ½ and h = 5 a false alarm comes every 465 normal values on average, so it is a detector, not a test. Values that are not finite are
/// left out. Source: E. S. Page, Biometrika 41 (1954) 100. See docs/statistics/change-detectors.md.
/// </summary>
/// <param name="mean">Of the values when nothing changed.</param>
/// <param name="deviation">Their standard deviation, above 0.</param>
/// <param name="slack">k, in deviations.</param>
/// <param name="threshold">h, in deviations.</param>
public sealed class Cusum(double mean, double deviation, double slack = 0.5, double threshold = 5)
{
    /// <summary>S⁺, in deviations.</summary>
    public double High { get; private set; }

    /// <summary>S⁻, in deviations.</summary>
    public double Low { get; private set; }

    public ChangeSignal Add(double value)
    {
        if (!double.IsFinite(value)) return ChangeSignal.None;
        double z = (value - mean) / deviation;
        High = Math.Max(0, High + z - slack);
        Low = Math.Max(0, Low - z - slack);
        if (High <= threshold && Low <= threshold) return ChangeSignal.None;
        (High, Low) = (0, 0);
        return ChangeSignal.Change;
    }
}
