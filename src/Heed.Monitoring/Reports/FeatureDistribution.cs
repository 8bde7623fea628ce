namespace Heed.Monitoring.Reports;

/// <summary>
/// The baseline's and the current values of one feature in the same bins, as shares that add up to 1. Of a number, what lies outside
/// of the edges is in the first or last bin. Of a category, the last one is <c>__other__</c> where values fell outside of the known ones.
/// </summary>
/// <param name="Edges">One more than bins; empty for a category.</param>
/// <param name="Categories">Empty for a number.</param>
public sealed record FeatureDistribution(
    IReadOnlyList<double> Edges, IReadOnlyList<string> Categories, IReadOnlyList<double> Baseline, IReadOnlyList<double> Current);
