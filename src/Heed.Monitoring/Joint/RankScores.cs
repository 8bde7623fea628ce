using Heed.Monitoring.Baselines;
using Heed.Monitoring.Outcomes;

using MathNet.Numerics.Distributions;

namespace Heed.Monitoring.Joint;

/// <summary>
/// The number features of a record by rank: each cell stands for the normal quantile of the middle of its share of the baseline. One wild
/// value is no farther out than the outermost cell, and how a feature is scaled does not matter.
/// </summary>
internal sealed class RankScores
{
    /// <summary>Number features that take part: the first ones.</summary>
    public const int MostFeatures = 32;

    // Where no baseline row is, a cell lies beyond all that are.
    private const double Farthest = 3;

    private readonly int[] _features;
    private readonly int[] _starts;
    private readonly float[] _scores;

    public RankScores(Baseline baseline)
    {
        List<int> features = [];
        List<int> starts = [0];
        List<float> scores = [];
        for (int i = 0; i < baseline.Features.Count && i < OutcomeLayout.MostCells && features.Count < MostFeatures; i++)
        {
            // A constant goes together with nothing.
            if (baseline.Features[i].Numbers is not { } numbers || !(numbers.Min < numbers.Max)) continue;
            features.Add(i);
            scores.AddRange(ScoresOf(numbers.BinCounts));
            starts.Add(scores.Count);
        }

        _features = [.. features];
        _starts = [.. starts];
        _scores = [.. scores];
    }

    /// <summary>Features that take part.</summary>
    public int Count => _features.Length;

    /// <summary>Overwrites one score a feature; 0, the middle, where there is no value.</summary>
    /// <param name="cells">As <see cref="FeatureCells"/> finds them.</param>
    /// <param name="scores">As many as take part.</param>
    public void Find(ReadOnlySpan<byte> cells, Span<double> scores)
    {
        for (int i = 0; i < _features.Length; i++)
        {
            int at = _starts[i] + cells[_features[i]];
            scores[i] = at < _starts[i + 1] ? _scores[at] : 0;
        }
    }

    private static float[] ScoresOf(long[] counts)
    {
        float[] scores = new float[counts.Length];
        double total = counts.Sum();
        double below = 0;
        for (int cell = 0; cell < counts.Length; cell++)
        {
            double middle = (below + (counts[cell] / 2.0)) / total;
            scores[cell] = (float)(middle <= 0 ? -Farthest : middle >= 1 ? Farthest : Normal.InvCDF(0, 1, middle));
            below += counts[cell];
        }

        return scores;
    }
}
