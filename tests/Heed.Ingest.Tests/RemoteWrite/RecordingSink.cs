using System.Globalization;

using Heed.Model.Histograms;
using Heed.Model.Labels;
using Heed.Model.Metadata;
using Heed.Model.Samples;

namespace Heed.Ingest.Tests.RemoteWrite;

/// <summary>A store that writes down what it is given, and answers what the test wants.</summary>
internal sealed class RecordingSink : IBatchSampleSink, IHistogramSink, IMetadataSink
{
    public List<string> Lines { get; } = [];

    public List<(LabelSet Labels, NativeHistogram Histogram)> Histograms { get; } = [];

    public List<MetricMetadata> Metadata { get; } = [];

    public List<(LabelSet Labels, long TimeMs, double Value)> Samples { get; } = [];

    public Func<LabelSet, long, AppendOutcome> Outcome { get; init; } = (_, _) => AppendOutcome.Appended;

    public void Append(ReadOnlySpan<SeriesSample> samples, Span<AppendOutcome> outcomes)
    {
        for (int i = 0; i < samples.Length; i++) outcomes[i] = Append(samples[i].Series.Labels, samples[i].TimeMs, samples[i].Value);
    }

    public AppendOutcome Append(LabelSet labels, long timeMs, double value)
    {
        string text = StaleMarker.IsStale(value) ? "stale" : value.ToString("R", CultureInfo.InvariantCulture);
        Lines.Add(string.Create(CultureInfo.InvariantCulture, $"{labels} {text} @{timeMs}"));
        Samples.Add((labels, timeMs, value));
        return Outcome(labels, timeMs);
    }

    public AppendOutcome Append(LabelSet labels, long timeMs, NativeHistogram histogram)
    {
        Lines.Add(string.Create(CultureInfo.InvariantCulture, $"{labels} histogram @{timeMs}"));
        Histograms.Add((labels, histogram));
        return Outcome(labels, timeMs);
    }

    public void Describe(MetricMetadata metadata) => Metadata.Add(metadata);
}
