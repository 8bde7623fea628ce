namespace Heed.Statistics.Hypothesis;

/// <summary>The distance of two samples' empirical distribution functions.</summary>
/// <param name="N1">Values of the first sample, NaN left out.</param>
/// <param name="N2">Values of the second sample, NaN left out.</param>
/// <param name="D">sup |F1 − F2|, 0 to 1; NaN where a sample is empty.</param>
public readonly record struct KsComparison(long N1, long N2, double D)
{
    /// <summary>Whether a sample was empty.</summary>
    public Refusal Refusal => N1 == 0 || N2 == 0 ? Refusal.EmptySample : Refusal.None;
}
