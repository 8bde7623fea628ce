using Heed.Model.Histograms;
using Heed.Model.Labels;
using Heed.Model.Samples;
using Heed.Storage;

namespace Heed.Server.Hosting;

/// <summary>
/// Writes to a remote store and remembers what is on its way. What memory refuses (older, another value) is not sent: the store would
/// refuse it as well, long after anybody could be told.
/// </summary>
internal sealed class RemoteSamples(IHistogramSink remote, SeriesStore recent) : IBatchSampleSink, IHistogramSink
{
    public AppendOutcome Append(LabelSet labels, long timeMs, double value)
    {
        AppendOutcome outcome = recent.Append(labels, timeMs, value);
        return outcome == AppendOutcome.Appended ? remote.Append(labels, timeMs, value) : outcome;
    }

    public AppendOutcome Append(LabelSet labels, long timeMs, NativeHistogram histogram)
    {
        AppendOutcome outcome = recent.Append(labels, timeMs, histogram);
        return outcome == AppendOutcome.Appended ? remote.Append(labels, timeMs, histogram) : outcome;
    }

    public void Append(ReadOnlySpan<SeriesSample> samples, Span<AppendOutcome> outcomes)
    {
        for (int i = 0; i < samples.Length; i++) outcomes[i] = Append(samples[i].Series.Labels, samples[i].TimeMs, samples[i].Value);
    }
}
