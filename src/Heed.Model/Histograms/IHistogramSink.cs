using Heed.Model.Labels;
using Heed.Model.Samples;

namespace Heed.Model.Histograms;

/// <summary>A gate for series that have native histograms as well as floats.</summary>
public interface IHistogramSink : ISampleSink
{
    /// <param name="labels">With <see cref="LabelNames.MetricName"/>. The same instance every time is fastest.</param>
    /// <param name="timeMs">Milliseconds since the Unix epoch.</param>
    /// <param name="histogram">Kept as it is. A <see cref="StaleMarker"/> ends a series of histograms too.</param>
    AppendOutcome Append(LabelSet labels, long timeMs, NativeHistogram histogram);
}
