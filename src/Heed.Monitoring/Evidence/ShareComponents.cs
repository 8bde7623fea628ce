using System.Globalization;

using Heed.Monitoring.Baselines;
using Heed.Monitoring.Embeddings;

namespace Heed.Monitoring.Evidence;

/// <summary>
/// The shares that one group of counts is watched by. Ordered bins are watched by every cumulative share and every inner bin, which see
/// a change of shape, and by the mean rank among the baseline's values, which sees a shift soonest; classes and categories by the shares of
/// the most frequent ones and of the rest together. A feature has four more: missing, invalid or not finite, outside (out of range, unseen), repeats.
/// </summary>
internal sealed class ShareComponents
{
    public const int FeatureExtras = 4;

    // More categories than these share one component: their own shares are too small to matter alone.
    private const int MostSingles = 31;

    private readonly int _bins;
    private readonly bool _ordered;
    private readonly bool _isFeature;
    private readonly bool _isEmbedding;
    private readonly double[] _ranks;

    // Words are made when they are asked for: a model has hundreds of components. One of the two is empty.
    private readonly double[] _edges;
    private readonly IReadOnlyList<string> _names;

    /// <param name="baseline">Of the bins between and beside the edges.</param>
    private ShareComponents(IReadOnlyList<long> baseline, double[] edges, bool isFeature)
        : this(baseline.Count, baseline, edges, [], isFeature)
    {
        Count = (2 * edges.Length) + Extras;
    }

    private ShareComponents(IReadOnlyList<string> names, bool isFeature)
        : this(names.Count + 1, [], [], names, isFeature)
    {
        int singles = Math.Min(MostSingles, names.Count);
        bool hasRest = !isFeature || names.Count > singles;
        Count = singles + (hasRest ? 1 : 0) + Extras;
    }

    private ShareComponents(EmbeddingAxes axes)
        : this(axes.Shares + PaneLayout.EmbeddingExtras, [], [], [], isFeature: false)
    {
        _isEmbedding = true;
        Count = (2 * axes.Count) + 1;
    }

    private ShareComponents(int bins, IReadOnlyList<long> baseline, double[] edges, IReadOnlyList<string> names, bool isFeature)
    {
        _ranks = RanksOf(baseline, out double variance);
        RankVariance = variance;
        _bins = bins;
        _ordered = baseline.Count > 0;
        _isFeature = isFeature;
        _edges = edges;
        _names = names;
    }

    public int Count { get; }

    private int Extras => _isFeature ? FeatureExtras : 0;

    /// <summary>Components of the distribution; a feature's others follow.</summary>
    public int Distribution => Count - Extras;

    /// <summary>The component that is a mean of ranks in [0, 1] and no share; -1 where there is none.</summary>
    public int Rank => _ordered ? Distribution - 1 : -1;

    /// <summary>Of one record's rank.</summary>
    public double RankVariance { get; }

    /// <summary>Whether the first <see cref="CumulativeCount"/> components are cumulative shares of ordered bins.</summary>
    public bool IsOrdered => _ordered;

    public int CumulativeCount => _ordered ? _bins - 1 : 0;

    public static ShareComponents OfFeature(FeatureBaseline feature) =>
        feature.Numbers is { } numbers ? new(numbers.BinCounts, numbers.BinEdges, isFeature: true) : new(feature.Categories, isFeature: true);

    public static ShareComponents OfClasses(AnswerBaseline answers) => new(answers.Classes, isFeature: false);

    public static ShareComponents OfNumbers(NumberSummary numbers) => new(numbers.BinCounts, numbers.BinEdges, isFeature: false);

    public static ShareComponents OfConfidence(AnswerBaseline answers)
    {
        double[] edges = new double[Confidence.Bins - 1];
        for (int i = 0; i < edges.Length; i++) edges[i] = (i + 1) / (double)Confidence.Bins;
        return new ShareComponents(answers.ConfidenceCounts, edges, isFeature: false);
    }

    /// <summary>Both ends of each axis, and the records whose embedding is not usable.</summary>
    public static ShareComponents OfEmbedding(EmbeddingAxes axes) => new(axes);

    /// <summary>What the component is of, as words: <c>below 12.5</c>, <c>12.5 to 20</c>, a category, <c>missing</c>.</summary>
    public string Subject(int component)
    {
        if (component >= Distribution) return ExtraOf(component - Distribution);
        if (_isEmbedding) return EndOf(component);
        if (!_ordered) return component < Math.Min(MostSingles, _names.Count) ? _names[component] : "all others";
        if (component == Rank) return "level";
        int inner = component - _edges.Length;
        return inner < 0 ? "below " + Text(_edges[component]) : $"{Text(_edges[inner])} to {Text(_edges[inner + 1])}";
    }

    /// <summary>Turns counts into successes and trials of every component.</summary>
    /// <param name="bins">As <see cref="PaneLayout"/> lays them out; of a feature with its extras.</param>
    /// <param name="records">Answered requests.</param>
    public void Fill(ReadOnlySpan<long> bins, long records, Span<double> successes, Span<double> trials)
    {
        ReadOnlySpan<long> values = bins[.._bins];
        if (_isEmbedding)
        {
            FillEmbedding(values, successes, trials);
            return;
        }

        long total = 0;
        foreach (long count in values) total += count;
        trials[..Distribution].Fill(total);
        if (_ordered) FillOrdered(values, successes);
        else FillSingles(values, successes[..Distribution]);
        if (!_isFeature) return;
        ReadOnlySpan<long> extras = bins.Slice(_bins, PaneLayout.Extras);
        int at = Distribution;
        (successes[at], trials[at]) = (extras[0], records);
        (successes[at + 1], trials[at + 1]) = (extras[1] + extras[2], records);
        (successes[at + 2], trials[at + 2]) = (_ordered ? extras[3] : values[^1], total);
        (successes[at + 3], trials[at + 3]) = (extras[4], total);
    }

    /// <summary>Of each bin the part of the baseline's values that lies below its middle: ties share their mean rank.</summary>
    private static double[] RanksOf(IReadOnlyList<long> baseline, out double variance)
    {
        double[] ranks = new double[baseline.Count];
        double total = 0;
        foreach (long count in baseline) total += count;
        double below = 0;
        variance = 0;
        for (int i = 0; i < ranks.Length && total > 0; i++)
        {
            ranks[i] = (below + (baseline[i] / 2.0)) / total;
            below += baseline[i];
            variance += baseline[i] / total * (ranks[i] - 0.5) * (ranks[i] - 0.5);
        }

        return ranks;
    }

    private void FillOrdered(ReadOnlySpan<long> values, Span<double> successes)
    {
        long below = 0;
        int cumulative = values.Length - 1;
        for (int i = 0; i < cumulative; i++)
        {
            below += values[i];
            successes[i] = below;
        }

        for (int i = 1; i < cumulative; i++) successes[cumulative + i - 1] = values[i];
        double ranks = 0;
        for (int i = 0; i < values.Length; i++) ranks += values[i] * _ranks[i];
        successes[Rank] = ranks;
    }

    private static void FillEmbedding(ReadOnlySpan<long> values, Span<double> successes, Span<double> trials)
    {
        for (int i = 0; i < successes.Length; i++) successes[i] = values[i];
        trials.Fill(values[^1]);
        trials[^1] = values[^1] + values[^2];
    }

    private static void FillSingles(ReadOnlySpan<long> values, Span<double> successes)
    {
        int singles = Math.Min(MostSingles, values.Length - 1);
        for (int i = 0; i < singles; i++) successes[i] = values[i];
        if (successes.Length == singles) return;
        long rest = 0;
        foreach (long count in values[singles..]) rest += count;
        successes[singles] = rest;
    }

    private string EndOf(int component)
    {
        if (component == Count - 1) return "unusable";
        int axes = (Count - 1) / 2;
        int axis = component / 2;
        string name = axis < axes - EmbeddingAxes.Extras ? string.Create(CultureInfo.InvariantCulture, $"axis {axis + 1}")
            : axis == axes - EmbeddingAxes.Extras ? "distance" : "length";
        return name + (component % 2 == 0 ? " low" : " high");
    }

    private string ExtraOf(int extra) => extra switch
    {
        0 => "missing",
        1 => "invalid",
        2 => _ordered ? "out_of_range" : "unseen",
        _ => "repeats",
    };

    private static string Text(double edge) => edge.ToString("G4", CultureInfo.InvariantCulture);
}
