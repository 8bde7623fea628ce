using Heed.Model.Labels;

namespace Heed.Model.Samples;

/// <summary>The gate through which derived figures become time series.</summary>
public interface ISampleSink
{
    /// <param name="labels">With <see cref="LabelNames.MetricName"/>. The same instance every time is fastest.</param>
    /// <param name="timeMs">Milliseconds since the Unix epoch.</param>
    /// <param name="value">Any double.</param>
    AppendOutcome Append(LabelSet labels, long timeMs, double value);
}
