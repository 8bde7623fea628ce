using System.Buffers;

using Heed.Ingest.Events;

namespace Heed.Server.Hosting;

/// <summary>
/// Plays recorded events into a running server through the same gate as requests, at a multiple of their own pace. The stream
/// moves the clock; nothing is left out if the machine is slow, the stream is then late.
/// </summary>
public sealed class StreamPlayer
{
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(50);

    private readonly HeedServer _server;
    private readonly RecordedEvents _events;
    private readonly PacedClock _clock;
    private readonly ServerMode _mode;

    public StreamPlayer(HeedServer server, RecordedEvents events, PacedClock clock, ServerMode mode)
    {
        _server = server;
        _events = events;
        _clock = clock;
        _mode = mode;
    }

    /// <summary>Until the last event, or until cancelled.</summary>
    /// <param name="wallClock">The pace is a multiple of this clock's.</param>
    /// <param name="cancellation">Ends it early.</param>
    public async Task PlayAsync(TimeProvider wallClock, CancellationToken cancellation)
    {
        long startMs = _clock.GetUtcNow().ToUnixTimeMilliseconds();
        long start = wallClock.GetTimestamp();
        try
        {
            while (_events.NextTimeMs is not null)
            {
                await Task.Delay(Turn, wallClock, cancellation).ConfigureAwait(false);
                long targetMs = startMs + (long)(wallClock.GetElapsedTime(start).TotalMilliseconds * _mode.Speed);
                await PlayUntilAsync(targetMs, cancellation).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return;
        }

        _mode.End();
    }

    private async Task PlayUntilAsync(long targetMs, CancellationToken cancellation)
    {
        ArrayBufferWriter<byte> body = new();
        while (_events.NextTimeMs is long timeMs && timeMs <= targetMs)
        {
            body.ResetWrittenCount();
            while (_events.NextTimeMs == timeMs && _events.Next())
            {
                body.Write(_events.Json.Span);
                body.Write("\n"u8);
            }

            _clock.MoveTo(timeMs);
            using MemoryStream stream = new(body.WrittenSpan.ToArray(), writable: false);
            await _server.Gate.TakeAsync(stream, BodyCompression.Detect, cancellation).ConfigureAwait(false);
        }

        if (_events.NextTimeMs is null) return;
        _clock.MoveTo(targetMs);
        await _server.Loop.TickAsync(targetMs, cancellation).ConfigureAwait(false);
    }
}
