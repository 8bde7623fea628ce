using Heed.Monitoring.Rankings;

namespace Heed.Monitoring.Baselines;

/// <summary>What the baseline knows of the model's answers.</summary>
public sealed class AnswerBaseline
{
    /// <summary>Of a ranking how popular its items are; else empty.</summary>
    internal ItemPopularity Items { get; init; } = ItemPopularity.Empty;

    /// <summary>
    /// The predicted classes, or first items of a ranking, most frequent first, then labelled ones that were never predicted; empty for
    /// regression.
    /// </summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>Predictions of each of <see cref="Classes"/>.</summary>
    public IReadOnlyList<long> ClassCounts { get; init; } = [];

    /// <summary>Predictions of the classes beyond the limit.</summary>
    public long OtherCount { get; init; }

    /// <summary>The class whose probability <c>score</c> is; null unless the model answers one of two classes.</summary>
    public string? PositiveClass { get; init; }

    /// <summary>
    /// The distribution of <c>score</c>, of the predicted number for regression, or of the popularity of ranked lists; null where there is
    /// none.
    /// </summary>
    public NumberSummary? Numbers { get; init; }

    /// <summary>Predictions by confidence: ten bins of width 0.1 from 0 to 1, the last one closed.</summary>
    public IReadOnlyList<long> ConfidenceCounts { get; init; } = new long[10];
}
