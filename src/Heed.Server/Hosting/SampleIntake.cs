using Heed.Ingest.Exposition;
using Heed.Ingest.Otlp;
using Heed.Ingest.RemoteWrite;
using Heed.Ingest.Series;
using Heed.Server.SelfMonitoring;

namespace Heed.Server.Hosting;

/// <summary>Takes samples that others send, and answers once they are durable. Safe to use from any thread.</summary>
public sealed class SampleIntake
{
    /// <summary>The most bytes of a pushed text, decompressed.</summary>
    public const int MaxTextBytes = 256 << 20;

    private readonly SampleCommits _commits;
    private readonly SampleSinks _sinks;
    private readonly RemoteWriteReceiver _remoteWrite;
    private readonly OtlpReceiver _otlp;
    private readonly Counter _textSamples = new();
    private readonly Counter _textRefused = new();

    public SampleIntake(Station station, TimeProvider clock)
    {
        _commits = new SampleCommits(station.Series.Commit);
        PresentSamples present = new(station.Series.Samples, station.Series.Histograms, clock, station.Options.Ingest.MaxFuture);
        _sinks = new SampleSinks(present, present, station.Descriptions);

        // What senders do not know, so that nobody can make series collide; it decides nothing.
        ulong seed = unchecked(((ulong)TimeProvider.System.GetTimestamp() * 0x9E3779B97F4A7C15) ^ (ulong)Environment.ProcessId);
        _remoteWrite = new RemoteWriteReceiver(_sinks, new RemoteWriteLimits(), seed);
        _otlp = new OtlpReceiver(_sinks, new OtlpLimits());
        AddFigures(station.Figures);
    }

    public async Task<RemoteWriteAnswer> ReceiveRemoteWriteAsync(Stream body, string? contentType, string? encoding, CancellationToken cancellation)
    {
        RemoteWriteAnswer answer = await _remoteWrite.ReceiveAsync(body, contentType, encoding, cancellation).ConfigureAwait(false);
        bool wrote = answer.Tally.SamplesWritten + answer.Tally.HistogramsWritten > 0;
        return wrote && await FailureAsync().ConfigureAwait(false) is { } failure ? answer with { StatusCode = 503, Message = failure } : answer;
    }

    /// <summary>The second is why nothing is durable, or null.</summary>
    public async Task<(OtlpAnswer Answer, string? Failure)> ReceiveOtlpAsync(Stream body, string? contentType, string? encoding, CancellationToken cancellation)
    {
        OtlpAnswer answer = await _otlp.ReceiveAsync(body, contentType, encoding, cancellation).ConfigureAwait(false);
        return (answer, answer.Tally.PointsWritten > 0 ? await FailureAsync().ConfigureAwait(false) : null);
    }

    /// <summary>A text of samples. The second is why it could not be read or made durable, or null.</summary>
    /// <param name="body">Plain, or gzip.</param>
    /// <param name="format">The text's.</param>
    /// <param name="nowMs">The time of samples that have none.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async Task<(ExpositionLoad? Load, string? Failure)> ReceiveTextAsync(
        Stream body, ExpositionFormat format, long nowMs, CancellationToken cancellation)
    {
        using MemoryStream text = new();
        byte[] part = new byte[1 << 16];
        for (int read; (read = await body.ReadAsync(part, cancellation).ConfigureAwait(false)) > 0;)
        {
            if (text.Length + read > MaxTextBytes) return (null, $"expected at most {MaxTextBytes} bytes, found more");
            text.Write(part, 0, read);
        }

        ExpositionLoader loader = new(_sinks);
        ExpositionLoad load = loader.Load(ExpositionFormats.Open(format, text.GetBuffer().AsMemory(0, (int)text.Length)), nowMs);
        _textSamples.Add(load.Written);
        _textRefused.Add(load.Refused);
        return (load, load.Written > 0 ? await FailureAsync().ConfigureAwait(false) : null);
    }

    /// <summary>Lets go of what is remembered of series that nobody sends any more.</summary>
    public void ForgetUnused() => _remoteWrite.ForgetUnused();

    private async Task<string?> FailureAsync() =>
        await _commits.CommitAsync().ConfigureAwait(false) is { } failure ? $"the samples could not be made durable ({failure}); send them again" : null;

    private void AddFigures(ServerFigures figures)
    {
        figures.Add("heed_ingest_remote_write_samples_total", () => _remoteWrite.Totals.SamplesWritten);
        figures.Add("heed_ingest_remote_write_histograms_total", () => _remoteWrite.Totals.HistogramsWritten);
        figures.Add("heed_ingest_remote_write_exemplars_dropped_total", () => _remoteWrite.Totals.ExemplarsDropped);
        figures.Add("heed_ingest_remote_write_out_of_order_samples_total", () => _remoteWrite.Totals.OutOfOrder);
        figures.Add("heed_ingest_remote_write_conflicting_samples_total", () => _remoteWrite.Totals.Conflicting);
        figures.Add("heed_ingest_remote_write_far_future_samples_total", () => _remoteWrite.Totals.TooFarAhead);
        figures.Add("heed_ingest_remote_write_limited_samples_total", () => _remoteWrite.Totals.Limited);
        figures.Add("heed_ingest_remote_write_invalid_series_total", () => _remoteWrite.Totals.Invalid);
        figures.Add("heed_ingest_remote_write_cached_series", () => _remoteWrite.CachedSeries);
        figures.Add("heed_ingest_otlp_points_total", () => _otlp.Totals.PointsWritten);
        figures.Add("heed_ingest_otlp_refused_points_total", () => _otlp.Totals.Refused);
        figures.Add("heed_ingest_text_samples_total", () => _textSamples.Value);
        figures.Add("heed_ingest_text_refused_samples_total", () => _textRefused.Value);
    }
}
