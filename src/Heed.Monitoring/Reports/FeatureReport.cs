using Heed.Model.Records;

namespace Heed.Monitoring.Reports;

/// <summary>One feature against its baseline: of the last closed window or, while none has closed, of the open one.</summary>
/// <param name="Score">Kolmogorov–Smirnov D of a number, total variation of a category; null without values, or when the window is outdated.</param>
/// <param name="ScoreKind"><c>ks</c> or <c>total_variation</c>.</param>
/// <param name="PValue">Of the score: the two-sample KS test, or a chi-square test with rare categories pooled.</param>
/// <param name="PsiThreshold">What the PSI exceeds once in a thousand windows when nothing changed.</param>
/// <param name="MissingRatio">Null, absent or not finite, of the window's records.</param>
/// <param name="OutOfRangeRatio">Of the window's records; 0 for a category.</param>
/// <param name="UnseenRatio">Of the window's records; 0 for a number.</param>
/// <param name="InvalidRatio">Of another type, of the window's records.</param>
/// <param name="N">Records of the window.</param>
/// <param name="Needed">Records that a window needs before it says anything.</param>
/// <param name="Sentence">What changed, in the feature's own units; of an outdated window, since when nothing is compared.</param>
/// <param name="FromMs">Event time of the window's first record, or its start; null where it is empty.</param>
/// <param name="ToMs">Event time of its last record, or its end.</param>
public sealed record FeatureReport(
    string Name,
    FeatureKind Kind,
    FeatureVerdict State,
    double? Score,
    string ScoreKind,
    double? PValue,
    double? Psi,
    double? PsiThreshold,
    double MissingRatio,
    double BaselineMissingRatio,
    double OutOfRangeRatio,
    double UnseenRatio,
    double InvalidRatio,
    long N,
    long Needed,
    string Sentence,
    long? FromMs,
    long? ToMs,
    FeatureDistribution Distribution);
