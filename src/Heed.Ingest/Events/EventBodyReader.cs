using Heed.Model.Records;

namespace Heed.Ingest.Events;

/// <summary>
/// Reads the events of one body after another: NDJSON, one JSON array or objects that span lines, plain or gzip. Memory stays
/// within a few times <see cref="EventLimits.MaxLineBytes"/> whatever the body. It keeps its buffers, so that it is worth
/// pooling; one owner at a time.
/// </summary>
public sealed class EventBodyReader
{
    // A batch is handed on at the end of the read that fills it: this much and one buffer more is the most that it holds.
    private const int BatchBytes = 1 << 20;

    private readonly EventParser _parser;
    private readonly EventFramer _framer;
    private readonly RecordBatch _batch;
    private readonly CanonicalLines _canonical = new();
    private readonly List<LineRefusal> _rejected = [];
    private long _accepted;
    private long _rejectedCount;

    public EventBodyReader(EventParser parser)
    {
        _parser = parser;
        _framer = new EventFramer(parser.Limits.MaxLineBytes);
        _batch = new RecordBatch(parser.Models);
    }

    /// <summary>What it reads with; a reader of a former schema is to be given up.</summary>
    public EventParser Parser => _parser;

    /// <param name="body">Stays open.</param>
    /// <param name="compression">What the sender says.</param>
    /// <param name="nowMs">As for <see cref="EventParser.TryRead"/>; the journal has to keep the same as the time of acceptance.</param>
    /// <param name="onBatch">Its exceptions end the reading and pass through.</param>
    /// <param name="cancellation">Ends the reading with an exception; batches before it were handed on.</param>
    public async ValueTask<EventBodyResult> ReadAsync(
        Stream body, BodyCompression compression, long nowMs, EventBatchHandler onBatch, CancellationToken cancellation)
    {
        Reset();
        using BodySource source = new(body, compression);
        long total = 0;
        BodyProblem? problem = null;
        while (problem is null)
        {
            Memory<byte> room = _framer.Room();
            long left = _parser.Limits.MaxBodyBytes - total;
            int count = await source.ReadAsync(room[..(int)Math.Min(room.Length, left + 1)], cancellation);
            total += count;
            _framer.Advance((int)Math.Min(count, left));
            if (count == 0 || count > left) _framer.Complete();
            bool isCut = count > left || source.Problem is not null;
            while (TakeFrames(nowMs, isCut)) await HandOnAsync(onBatch, cancellation);
            problem = ProblemAfter(source, count > left);
            if (count == 0) break;
        }

        await HandOnAsync(onBatch, cancellation);
        return new EventBodyResult(_accepted, _rejectedCount, [.. _rejected], problem);
    }

    private void Reset()
    {
        _framer.Reset();
        _batch.Clear();
        _canonical.Clear();
        _rejected.Clear();
        _accepted = 0;
        _rejectedCount = 0;
    }

    /// <summary>Takes events until there are no more for now (false) or the batch is full (true).</summary>
    private bool TakeFrames(long nowMs, bool isCut)
    {
        while (_batch.Count < _parser.Limits.MaxBatchRecords && _canonical.Length < BatchBytes)
        {
            if (_rejectedCount > _parser.Limits.MaxRefusals || !_framer.TryNext(out EventFrame frame)) return false;
            if (frame.Kind == FrameKind.TooLarge)
            {
                Refuse(frame.Line, RefusalDetails.UnfinishedTooLarge(_parser.Limits.MaxLineBytes));
                continue;
            }

            EventRefusal? refusal = _parser.TryRead(frame.Bytes, nowMs, _batch, _canonical.Length);
            if (refusal is null) Accept(frame.Bytes);

            // What a cut leaves of an event is the cut's fault, which is reported as the body's problem.
            else if (frame.Kind == FrameKind.Event || !isCut) Refuse(frame.Line, refusal.Value);
        }

        return true;
    }

    private void Accept(ReadOnlySpan<byte> bytes)
    {
        _accepted++;
        _canonical.Add(bytes);
    }

    private void Refuse(int line, EventRefusal refusal)
    {
        _rejectedCount++;
        if (_rejected.Count < _parser.Limits.MaxListedRefusals) _rejected.Add(new LineRefusal(line, refusal.Reason, refusal.Detail));
    }

    private async ValueTask HandOnAsync(EventBatchHandler onBatch, CancellationToken cancellation)
    {
        if (_batch.Count == 0) return;
        await onBatch(_batch, _canonical.Bytes, cancellation);
        _batch.Clear();
        _canonical.Clear();
    }

    private BodyProblem? ProblemAfter(BodySource source, bool isTooLarge)
    {
        if (isTooLarge) return Problem(BodyProblemKind.BodyTooLarge, $"the body has more than {_parser.Limits.MaxBodyBytes} bytes");
        if (source.Problem == BodyProblemKind.TruncatedGzip) return Problem(BodyProblemKind.TruncatedGzip, "the gzip stream ends early");
        if (source.Problem == BodyProblemKind.BrokenGzip) return Problem(BodyProblemKind.BrokenGzip, "the gzip stream is broken");
        if (_rejectedCount > _parser.Limits.MaxRefusals)
        {
            string limit = $"more than {_parser.Limits.MaxRefusals} events were refused; the rest was not read";
            return Problem(BodyProblemKind.TooManyRefusals, limit);
        }

        return _framer is { IsComplete: true, IsArrayOpen: true }
            ? Problem(BodyProblemKind.UnfinishedArray, "the array has no closing bracket")
            : null;
    }

    private BodyProblem Problem(BodyProblemKind kind, string detail) => new(kind, _framer.Line, detail);
}
