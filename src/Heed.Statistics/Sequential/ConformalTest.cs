namespace Heed.Statistics.Sequential;

/// <summary>
/// An anytime-valid test that a stream comes from the distribution of its baseline, whatever that is: each value's rank among the baseline
/// and all values so far, ties broken by a seeded draw, is uniform and independent of the past when nothing changed; a betting game on
/// these ranks then has the chance α at most of ever reaching 1/α. Both samples are taken as samples, so a short baseline costs power, not
/// validity. Assumes that baseline and stream are exchangeable when nothing changed: autocorrelation and seasons break that. Infinities
/// are ordinary extreme values; NaN is left out. A rank costs a pass over one in 512 of the values. After a change the stream itself
/// dilutes the baseline, so a change is found soon or hardly at all. Source: V. Vovk, I. Nouretdinov and A. Gammerman, ICML (2003) 768; V.
/// Vovk et al., COPA (2021) 191. See docs/statistics/anytime-valid.md.
/// </summary>
public sealed class ConformalTest
{
    private readonly RankedValues _values;
    private readonly BettingTest _location = new(0.5);
    private readonly BettingTest _spread = new(0.5);
    private SeededRandom _random;

    /// <param name="baseline">NaN is left out.</param>
    /// <param name="seed">Of the draws that break ties.</param>
    public ConformalTest(ReadOnlySpan<double> baseline, ulong seed)
    {
        _values = new RankedValues(baseline);
        _random = new SeededRandom(seed);
    }

    public long Count { get; private set; }

    /// <summary>The logarithm of the mean capital of two games: on the rank, and on its distance from the middle. 0 at the start.</summary>
    public double LogEvidence { get; private set; }

    /// <summary>The largest so far.</summary>
    public double LargestLogEvidence { get; private set; }

    /// <summary>Valid at any time: min(1, 1/max capital).</summary>
    public double PValue => Math.Exp(-LargestLogEvidence);

    public void Add(double value)
    {
        if (double.IsNaN(value)) return;
        Count++;
        (long below, long equal) = _values.Insert(value);
        double rank = (below + (_random.NextDouble() * equal)) / _values.Count;
        _location.Add(rank);
        _spread.Add(Math.Abs((2 * rank) - 1));
        double larger = Math.Max(_location.LogEvidence, _spread.LogEvidence);
        double smaller = Math.Min(_location.LogEvidence, _spread.LogEvidence);
        LogEvidence = larger + Math.Log((1 + Math.Exp(smaller - larger)) / 2);
        LargestLogEvidence = Math.Max(LargestLogEvidence, LogEvidence);
    }

    /// <summary>Whether the capital has ever reached 1/α.</summary>
    public bool Rejects(double alpha) => LargestLogEvidence >= -Math.Log(alpha);
}
