namespace Heed.Statistics.Sequential;

/// <summary>
/// An anytime-valid test that the mean of a stream is the one given, for values that are normal or sub-Gaussian with at most the given
/// deviation: the mixture of likelihood ratios E = √(1/(1 + nρ²))·exp(ρ²S²/(2(1 + nρ²))), S = Σ(x − mean)/deviation, is a non-negative
/// supermartingale from 1 when nothing changed, so the chance that it ever reaches 1/α is at most α, however often it is looked at
/// (Ville). Assumes that each value's conditional mean is the one given: with autocorrelation it is wrong. Values that are not finite are
/// left out. Source: H. Robbins, Annals of Mathematical Statistics 41 (1970) 1397. See docs/statistics/anytime-valid.md.
/// </summary>
/// <param name="mean">When nothing changed.</param>
/// <param name="deviation">At least the sub-Gaussian scale, above 0.</param>
/// <param name="shift">ρ: the size of shift, in deviations, that is found fastest.</param>
public sealed class NormalMixtureTest(double mean, double deviation, double shift = 0.25)
{
    private double _sum;

    public long Count { get; private set; }

    /// <summary>ln E: the evidence against no change. 0 at the start.</summary>
    public double LogEvidence { get; private set; }

    /// <summary>The largest ln E so far.</summary>
    public double LargestLogEvidence { get; private set; }

    /// <summary>Valid at any time: min(1, 1/max E).</summary>
    public double PValue => Math.Exp(-LargestLogEvidence);

    public void Add(double value)
    {
        if (!double.IsFinite(value)) return;
        Count++;
        _sum += (value - mean) / deviation;
        double spread = 1 + (Count * shift * shift);
        LogEvidence = (shift * shift * _sum * _sum / (2 * spread)) - (0.5 * Math.Log(spread));
        LargestLogEvidence = Math.Max(LargestLogEvidence, LogEvidence);
    }

    /// <summary>Whether the evidence has ever reached 1/α.</summary>
    public bool Rejects(double alpha) => LargestLogEvidence >= -Math.Log(alpha);
}
