using Heed.Model.Histograms;
using Heed.Model.Labels;
using Heed.Model.Samples;

namespace Heed.Server.Hosting;

/// <summary>
/// Lets samples through whose time is at most some minutes ahead of the clock, as Prometheus does: one from the far future would make all others
/// too old for the retention.
/// </summary>
internal sealed class PresentSamples(IBatchSampleSink samples, IHistogramSink histograms, TimeProvider clock, TimeSpan maxFuture)
    : IBatchSampleSink, IHistogramSink
{
    private readonly long _maxFutureMs = (long)maxFuture.TotalMilliseconds;

    private long NewestMs => clock.GetUtcNow().ToUnixTimeMilliseconds() + _maxFutureMs;

    public AppendOutcome Append(LabelSet labels, long timeMs, double value) =>
        timeMs > NewestMs ? AppendOutcome.TooFarAhead : samples.Append(labels, timeMs, value);

    public AppendOutcome Append(LabelSet labels, long timeMs, NativeHistogram histogram) =>
        timeMs > NewestMs ? AppendOutcome.TooFarAhead : histograms.Append(labels, timeMs, histogram);

    public void Append(ReadOnlySpan<SeriesSample> batch, Span<AppendOutcome> outcomes)
    {
        long newestMs = NewestMs;
        int start = 0;
        for (int i = 0; i < batch.Length; i++)
        {
            if (batch[i].TimeMs <= newestMs) continue;
            if (i > start) samples.Append(batch[start..i], outcomes[start..i]);
            outcomes[i] = AppendOutcome.TooFarAhead;
            start = i + 1;
        }

        if (start < batch.Length) samples.Append(batch[start..], outcomes[start..]);
    }
}
