namespace Heed.Statistics.Sequential;

/// <summary>
/// An anytime-valid test that the mean of values within [0, 1] is the one given, by betting: half of the capital bets that the mean is
/// above, half that it is below, each spread over a grid of stakes λ, and K ← K·(1 + λ(x − mean)). When nothing changed capital is a
/// non-negative martingale from 1, so the chance that it ever reaches 1/α is at most α, however often it is looked at (Ville). No
/// assumption on the shape of the distribution; values may depend on each other as long as each one's conditional mean is the one given.
/// Values outside [0, 1] and NaN are left out and counted. Source: I. Waudby-Smith and A. Ramdas, JRSS B 86 (2024) 1. See
/// docs/statistics/anytime-valid.md.
/// </summary>
public sealed class BettingTest
{
    private const int Stakes = 12;

    private readonly double[] _lambdas = new double[2 * Stakes];
    private readonly double[] _logCapitals = new double[2 * Stakes];
    private readonly double _mean;

    /// <param name="mean">When nothing changed; inside (0, 1).</param>
    public BettingTest(double mean)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(mean, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(mean, 1);
        _mean = mean;
        double share = 0.75;
        for (int i = 0; i < Stakes; i++, share /= 1.6)
        {
            // Stakes below the one that could lose everything: 1/mean upwards, 1/(1 − mean) downwards.
            _lambdas[i] = share / mean;
            _lambdas[Stakes + i] = -share / (1 - mean);
        }
    }

    public long Count { get; private set; }

    /// <summary>Values outside [0, 1], and NaN.</summary>
    public long Skipped { get; private set; }

    /// <summary>The logarithm of the capital: the evidence against no change. 0 at the start.</summary>
    public double LogEvidence { get; private set; }

    /// <summary>The largest so far.</summary>
    public double LargestLogEvidence { get; private set; }

    /// <summary>Valid at any time: min(1, 1/max capital).</summary>
    public double PValue => Math.Exp(-LargestLogEvidence);

    public void Add(double value)
    {
        if (!(value is >= 0 and <= 1))
        {
            Skipped++;
            return;
        }

        Count++;
        double largest = double.NegativeInfinity;
        for (int i = 0; i < _lambdas.Length; i++)
        {
            _logCapitals[i] += Math.Log(1 + (_lambdas[i] * (value - _mean)));
            largest = Math.Max(largest, _logCapitals[i]);
        }

        double sum = 0;
        foreach (double capital in _logCapitals) sum += Math.Exp(capital - largest);
        LogEvidence = largest + Math.Log(sum / _lambdas.Length);
        LargestLogEvidence = Math.Max(LargestLogEvidence, LogEvidence);
    }

    /// <summary>Whether the capital has ever reached 1/α.</summary>
    public bool Rejects(double alpha) => LargestLogEvidence >= -Math.Log(alpha);
}
