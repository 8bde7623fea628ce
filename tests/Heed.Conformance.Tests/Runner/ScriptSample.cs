using Heed.Model.Histograms;

namespace Heed.Conformance.Tests.Runner;

/// <param name="Value">Means nothing where there is a histogram.</param>
/// <param name="HasHint">The script says what the hint of the histogram has to be.</param>
internal readonly record struct ScriptSample(double Value, NativeHistogram? Histogram = null, bool HasHint = false);
