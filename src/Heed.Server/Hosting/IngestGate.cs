using System.Collections.Concurrent;

using Heed.Ingest.Events;
using Heed.Model.Records;
using Heed.Server.SelfMonitoring;

namespace Heed.Server.Hosting;

/// <summary>Takes in bodies of events: parses them on the caller's thread and hands them to the engine's owner, batch by batch.</summary>
public sealed class IngestGate
{
    /// <summary>Bodies that are read at a time; each holds one reader with its buffers. Beyond it a request is told to come back.</summary>
    public const int ConcurrentBodies = 128;

    private readonly Station _station;
    private readonly EngineLoop _loop;
    private readonly TimeProvider _clock;
    private readonly ConcurrentBag<EventBodyReader> _idle = [];
    private int _reading;

    public IngestGate(Station station, EngineLoop loop, TimeProvider clock)
    {
        _station = station;
        _loop = loop;
        _clock = clock;
    }

    private ServerFigures Figures => _station.Figures;

    /// <summary>
    /// Reads a body. When the receipt comes, every accepted event is durable and in the figures. The first batch is refused where the
    /// queue is full; later ones of the same body wait.
    /// </summary>
    public async Task<IngestReceipt> TakeAsync(Stream body, BodyCompression compression, CancellationToken cancellation)
    {
        if (Interlocked.Increment(ref _reading) > ConcurrentBodies)
        {
            Interlocked.Decrement(ref _reading);
            Figures.Overloaded.Increment();
            return IngestReceipt.Overloaded;
        }

        if (!_idle.TryTake(out EventBodyReader? reader) || reader.Parser != _station.Parser) reader = new EventBodyReader(_station.Parser);
        try
        {
            long nowMs = _clock.GetUtcNow().ToUnixTimeMilliseconds();
            BodyHandover handover = new(_loop, nowMs);
            EventBodyResult result = await reader.ReadAsync(body, compression, nowMs, handover.TakeAsync, cancellation).ConfigureAwait(false);
            Count(result, handover);
            return new IngestReceipt(handover.Accepted, result, handover.Failure, handover.IsOverloaded);
        }
        finally
        {
            _idle.Add(reader);
            Interlocked.Decrement(ref _reading);
        }
    }

    private void Count(EventBodyResult result, BodyHandover handover)
    {
        Figures.Accepted.Add(handover.Accepted);
        if (handover.IsOverloaded) Figures.Overloaded.Increment();
        foreach (LineRefusal refusal in result.Rejected) Figures.Rejected.Of(RefusalReasons.Word(refusal.Reason)).Increment();
        long unlisted = result.RejectedCount - result.Rejected.Count;
        if (unlisted > 0) Figures.Rejected.Of("unlisted").Add(unlisted);
    }

    /// <summary>The way of one body's batches to the engine. After the first failure nothing more is handed over.</summary>
    private sealed class BodyHandover(EngineLoop loop, long nowMs)
    {
        public long Accepted { get; private set; }

        public string? Failure { get; private set; }

        public bool IsOverloaded { get; private set; }

        public async ValueTask TakeAsync(RecordBatch batch, ReadOnlyMemory<byte> canonical, CancellationToken cancellation)
        {
            if (Failure is not null || IsOverloaded) return;
            if (Accepted > 0)
            {
                Failure = await loop.SubmitAsync(batch, canonical, nowMs, cancellation).ConfigureAwait(false);
            }
            else if (loop.TrySubmit(batch, canonical, nowMs, out Task<string?> done))
            {
                Failure = await done.ConfigureAwait(false);
            }
            else
            {
                IsOverloaded = true;
                return;
            }

            if (Failure is null) Accepted += batch.Count;
        }
    }
}
