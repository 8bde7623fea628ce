using Heed.Model.Records;
using Heed.Monitoring.Baselines;

namespace Heed.Monitoring.Evidence;

/// <summary>
/// Where each count of a <see cref="PaneCounts"/> stands: first every feature in the baseline's order, then classes, score and
/// confidence, then embeddings. A feature's counts are its value bins and, after them, <see cref="Extras"/> counts in this order: missing, not finite,
/// invalid, out of range, repeats.
/// </summary>
public sealed class PaneLayout
{
    /// <summary>Counts of a feature beside its value bins.</summary>
    public const int Extras = 5;

    /// <summary>Counts of embeddings beside their shares: unusable ones, then usable ones.</summary>
    internal const int EmbeddingExtras = 2;

    private readonly int[] _starts;
    private readonly int[] _valueBins;

    private PaneLayout(Baseline baseline)
    {
        Baseline = baseline;
        _starts = new int[baseline.Features.Count + 1];
        _valueBins = new int[baseline.Features.Count];
        for (int i = 0; i < _valueBins.Length; i++)
        {
            _valueBins[i] = ValueBinsOf(baseline.Features[i]);
            _starts[i + 1] = _starts[i] + _valueBins[i] + Extras;
        }

        ClassStart = _starts[^1];
        ClassBins = baseline.Type == ModelType.Regression ? 0 : baseline.Answers.Classes.Count + 1;
        ScoreStart = ClassStart + ClassBins;
        ScoreBins = baseline.Answers.Numbers?.BinCounts.Length ?? 0;
        ConfidenceStart = ScoreStart + ScoreBins;
        EmbeddingStart = ConfidenceStart + Confidence.Bins;
        EmbeddingBins = baseline.Embedding is { } embedding ? embedding.Axes.Shares + EmbeddingExtras : 0;
        Length = EmbeddingStart + EmbeddingBins;
        Segments = [.. baseline.Quality.Where(q => q.SegmentKey.Length > 0).Select(q => (q.SegmentKey, q.SegmentValue)).Distinct()];
    }

    public Baseline Baseline { get; }

    /// <summary>All counts together.</summary>
    public int Length { get; }

    /// <summary>The baseline's classes in order, then all others: none for regression.</summary>
    public int ClassStart { get; }

    public int ClassBins { get; }

    /// <summary>Bins of <see cref="AnswerBaseline.Numbers"/>: below, each, above. None where the baseline has no such numbers.</summary>
    public int ScoreStart { get; }

    public int ScoreBins { get; }

    /// <summary>Ten bins of width 0.1.</summary>
    public int ConfidenceStart { get; }

    /// <summary>Embeddings beyond the fifths of each axis, and those that are usable or not: none where the baseline has none.</summary>
    public int EmbeddingStart { get; }

    public int EmbeddingBins { get; }

    /// <summary>The segments of which the baseline knows the quality, in the order of <see cref="PaneCounts.Segments"/>.</summary>
    public IReadOnlyList<(string Key, string Value)> Segments { get; }

    /// <summary>The size of an error from which on a predicted number counts as wrong; NaN for classes.</summary>
    public double LargeError => Baseline.Variation.LargeError;

    public static PaneLayout Of(Baseline baseline) => new(baseline);

    public int FeatureStart(int feature) => _starts[feature];

    /// <summary>
    /// Of a number below, each bin of <see cref="NumberSummary.BinEdges"/>, above; of a category each of the baseline's, then all others.
    /// </summary>
    public int ValueBins(int feature) => _valueBins[feature];

    internal static int ValueBinsOf(FeatureBaseline feature) => feature.Numbers?.BinCounts.Length ?? feature.Categories.Count + 1;
}
