using Heed.Ingest.RemoteWrite;
using Heed.Model.Histograms;
using Heed.Model.Samples;
using Heed.Server.SelfMonitoring;
using Heed.Storage;

namespace Heed.Server.Hosting;

/// <summary>Takes samples that others send, and answers once they are durable. Safe to use from any thread.</summary>
public sealed class SampleIntake
{
    private readonly SampleCommits _commits;
    private readonly RemoteWriteReceiver _remoteWrite;

    public SampleIntake(Station station)
    {
        _commits = new SampleCommits(station.Series.Commit);
        RemoteWriteSinks sinks = new(station.Series, (ISampleSink)station.Series as IHistogramSink, Descriptions);

        // What senders do not know, so that nobody can make series collide; it decides nothing.
        ulong seed = unchecked(((ulong)TimeProvider.System.GetTimestamp() * 0x9E3779B97F4A7C15) ^ (ulong)Environment.ProcessId);
        _remoteWrite = new RemoteWriteReceiver(sinks, new RemoteWriteLimits(), seed);
        AddFigures(station.Figures);
    }

    public MetricDescriptions Descriptions { get; } = new();

    public async Task<RemoteWriteAnswer> ReceiveRemoteWriteAsync(Stream body, string? contentType, string? encoding, CancellationToken cancellation)
    {
        RemoteWriteAnswer answer = await _remoteWrite.ReceiveAsync(body, contentType, encoding, cancellation).ConfigureAwait(false);
        if (answer.Tally.SamplesWritten + answer.Tally.HistogramsWritten == 0) return answer;
        CommitOutcome outcome = await _commits.CommitAsync().ConfigureAwait(false);
        return outcome is CommitOutcome.Committed or CommitOutcome.InMemory
            ? answer
            : answer with { StatusCode = 503, Message = $"the samples could not be made durable ({outcome}); send them again" };
    }

    /// <summary>Lets go of what is remembered of series that nobody sends any more.</summary>
    public void ForgetUnused() => _remoteWrite.ForgetUnused();

    private void AddFigures(ServerFigures figures)
    {
        figures.Add("heed_ingest_remote_write_samples_total", () => _remoteWrite.Totals.SamplesWritten);
        figures.Add("heed_ingest_remote_write_histograms_total", () => _remoteWrite.Totals.HistogramsWritten);
        figures.Add("heed_ingest_remote_write_exemplars_dropped_total", () => _remoteWrite.Totals.ExemplarsDropped);
        figures.Add("heed_ingest_remote_write_out_of_order_samples_total", () => _remoteWrite.Totals.OutOfOrder);
        figures.Add("heed_ingest_remote_write_conflicting_samples_total", () => _remoteWrite.Totals.Conflicting);
        figures.Add("heed_ingest_remote_write_limited_samples_total", () => _remoteWrite.Totals.Limited);
        figures.Add("heed_ingest_remote_write_invalid_series_total", () => _remoteWrite.Totals.Invalid);
        figures.Add("heed_ingest_remote_write_cached_series", () => _remoteWrite.CachedSeries);
        figures.Add("heed_ingest_metric_descriptions_refused_total", () => Descriptions.Refused);
    }
}
