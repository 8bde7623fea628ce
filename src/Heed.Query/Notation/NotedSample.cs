using Heed.Model.Histograms;

namespace Heed.Query.Notation;

/// <summary>A value in a test's text.</summary>
/// <param name="Value">NaN where there is a histogram.</param>
/// <param name="Histogram">Null where the value is a float.</param>
/// <param name="HasHint">The text says what the histogram's reset hint is.</param>
public readonly record struct NotedSample(double Value, NativeHistogram? Histogram = null, bool HasHint = false);
