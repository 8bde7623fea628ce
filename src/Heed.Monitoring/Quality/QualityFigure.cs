using Heed.Statistics.Intervals;

namespace Heed.Monitoring.Quality;

/// <summary>One figure that has enough labels.</summary>
/// <param name="Key">The segment's key; empty for the whole.</param>
/// <param name="Value">The segment's value; empty for the whole.</param>
/// <param name="Segment">The label <c>segment</c>.</param>
/// <param name="Metric">The label <c>metric</c>.</param>
/// <param name="Interval">The figure with its interval.</param>
/// <param name="Baseline">The same figure of the baseline; NaN where it has none.</param>
/// <param name="N">The records that it rests on.</param>
internal readonly record struct QualityFigure(
    string Key, string Value, string Segment, string Metric, Interval Interval, double Baseline, long N);
