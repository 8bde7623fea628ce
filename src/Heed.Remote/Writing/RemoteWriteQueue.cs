using System.Buffers.Binary;

using Heed.Ingest.Journal;

namespace Heed.Remote.Writing;

/// <summary>
/// Requests that wait on disk, the oldest first: a journal whose records are ready to be sent, and a mark of what was. When it is full,
/// the oldest ones are given up. The format is <c>docs/remote-storage.md</c>. Safe to call from any thread.
/// </summary>
internal sealed class RemoteWriteQueue : IDisposable
{
    private const int HeaderBytes = sizeof(int);
    private const long LeastSegmentBytes = 1 << 20;
    private const long MostSegmentBytes = 64 << 20;
    private const string MarkName = "acknowledged";

    private readonly Lock _gate = new();
    private readonly long _maxBytes;
    private readonly EventJournal _journal;
    private readonly AcknowledgedMark _mark;
    private readonly Queue<(ulong Sequence, int Samples, int Bytes)> _waiting = [];
    private readonly List<(int Samples, int Bytes)> _uncommitted = [];
    private JournalReader? _reader;
    private ulong _readerAt;

    public RemoteWriteQueue(string directory, long maxBytes)
    {
        _maxBytes = maxBytes;
        Directory.CreateDirectory(directory);
        _mark = new AcknowledgedMark(Path.Combine(directory, MarkName));
        long segmentBytes = Math.Clamp(maxBytes / 16, LeastSegmentBytes, MostSegmentBytes);
        _journal = EventJournal.Open(directory, new JournalOptions { SegmentBytes = segmentBytes, LeastNextSequence = _mark.Sequence + 1 });
        using JournalReader reader = _journal.Read(_mark.Sequence + 1);
        while (reader.Next()) Count_NeedsLock(reader.Sequence, SamplesOf(reader.Payload), reader.Payload.Length);
    }

    public long WaitingSamples { get; private set; }

    public long WaitingBytes { get; private set; }

    public long DroppedSamples { get; private set; }

    /// <summary>Keeps all of the requests or none. The result is null, or why none is kept.</summary>
    public string? Add(IReadOnlyList<(int Samples, byte[] Body)> requests, long nowMs)
    {
        lock (_gate)
        {
            ulong first = _journal.NextSequence;
            _uncommitted.Clear();
            foreach ((int samples, byte[] body) in requests)
            {
                byte[] payload = new byte[HeaderBytes + body.Length];
                BinaryPrimitives.WriteInt32LittleEndian(payload, samples);
                body.CopyTo(payload, HeaderBytes);
                _journal.Append(payload, nowMs);
                _uncommitted.Add((samples, payload.Length));
            }

            CommitOutcome outcome = _journal.Commit();
            if (!outcome.IsKept) return outcome.Detail ?? outcome.Status.ToString();
            foreach ((int samples, int bytes) in _uncommitted) Count_NeedsLock(first++, samples, bytes);
            while (WaitingBytes > _maxBytes && _waiting.Count > 1) DropOldest_NeedsLock();
            return null;
        }
    }

    /// <summary>The oldest request that was not acknowledged; null where there is none.</summary>
    public QueuedRequest? Peek()
    {
        lock (_gate)
        {
            if (_waiting.Count == 0) return null;
            ulong wanted = _waiting.Peek().Sequence;
            bool fits = _reader is not null && _readerAt < wanted;
            if (!fits || !Advance_NeedsLock(wanted))
            {
                _reader?.Dispose();
                _reader = _journal.Read(wanted);
                _readerAt = 0;
                Advance_NeedsLock(wanted);
            }

            // A record that the disk damaged cannot be sent; it is counted with those that were given up.
            while (_waiting.Count > 0 && _waiting.Peek().Sequence < Math.Max(_readerAt, 1)) GiveUpOldest_NeedsLock();
            if (_readerAt < wanted)
            {
                while (_waiting.Count > 0) GiveUpOldest_NeedsLock();
                return null;
            }

            ReadOnlySpan<byte> payload = _reader!.Payload;
            return new QueuedRequest(_reader.Sequence, SamplesOf(payload), payload[HeaderBytes..].ToArray());
        }
    }

    /// <summary>The store has the request, or will never take it.</summary>
    public void Remove(ulong sequence)
    {
        lock (_gate)
        {
            while (_waiting.Count > 0 && _waiting.Peek().Sequence <= sequence) Forget_NeedsLock();
            if (sequence <= _mark.Sequence) return;
            _mark.Move(sequence);
            _journal.DeleteBefore(sequence + 1);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _reader?.Dispose();
            _journal.Dispose();
            _mark.Dispose();
        }
    }

    private bool Advance_NeedsLock(ulong wanted)
    {
        while (_reader!.Next())
        {
            _readerAt = _reader.Sequence;
            if (_readerAt >= wanted) return true;
        }

        return false;
    }

    private void DropOldest_NeedsLock()
    {
        ulong sequence = GiveUpOldest_NeedsLock();
        _mark.Move(sequence);
        _journal.DeleteBefore(sequence + 1);
    }

    private ulong GiveUpOldest_NeedsLock()
    {
        (ulong sequence, int samples, _) = _waiting.Peek();
        Forget_NeedsLock();
        DroppedSamples += samples;
        return sequence;
    }

    private void Forget_NeedsLock()
    {
        (_, int samples, int bytes) = _waiting.Dequeue();
        WaitingSamples -= samples;
        WaitingBytes -= bytes;
    }

    private void Count_NeedsLock(ulong sequence, int samples, int bytes)
    {
        _waiting.Enqueue((sequence, samples, bytes));
        WaitingSamples += samples;
        WaitingBytes += bytes;
    }

    private static int SamplesOf(ReadOnlySpan<byte> payload) => BinaryPrimitives.ReadInt32LittleEndian(payload);
}
