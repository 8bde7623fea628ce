using Heed.Model.Records;
using Heed.Monitoring.Reports;

namespace Heed.Monitoring.Drift;

/// <summary>One column of the current table against the same one of the baseline.</summary>
/// <param name="Kind">As the baseline's values have it.</param>
/// <param name="Statistic">Kolmogorov–Smirnov D of a number, total variation of a category; null without values on one side.</param>
/// <param name="StatisticKind"><c>ks</c> or <c>total_variation</c>.</param>
/// <param name="StatisticError">The most by which the statistic may be wrong because large files are summarised; 0 where they are not.</param>
/// <param name="PValue">Of the statistic: the two-sample KS test, or a chi-square test with rare categories pooled.</param>
/// <param name="AdjustedPValue">The least adjusted p-value of the column's tests, to be held against the level of all columns together.</param>
/// <param name="Psi">Population stability index over the baseline's deciles or the categories, missing and invalid rows included.</param>
/// <param name="Wasserstein">In the column's own unit; null for a category.</param>
/// <param name="Sentence">What changed, in the column's own unit.</param>
/// <param name="Notes">What is odd about the column, in sentences.</param>
public sealed record ColumnDrift(
    string Name,
    FeatureKind Kind,
    DriftVerdict Verdict,
    DriftReason Reason,
    double? Statistic,
    string StatisticKind,
    double StatisticError,
    double? PValue,
    double? AdjustedPValue,
    double? Psi,
    double? Wasserstein,
    ColumnSide Baseline,
    ColumnSide Current,
    string Sentence,
    IReadOnlyList<string> Notes,
    FeatureDistribution Distribution);
