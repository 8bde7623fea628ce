using System.Buffers;

using Heed.Model.Records;

namespace Heed.Ingest.Sources.CloudEvents;

/// <summary>
/// Brings requests and answers together, in whatever order they come, in bounded memory: beyond a limit the oldest go, and are
/// counted. Safe to use from any thread.
/// </summary>
public sealed class InferenceJoin(JoinLimits limits)
{
    private const int MostSpare = 4096;

    private readonly Lock _gate = new();
    private readonly Dictionary<RecordId, WaitingMessage> _waiting = [];
    private readonly Stack<WaitingMessage> _spare = [];
    private WaitingMessage? _oldest;
    private WaitingMessage? _newest;
    private long _bytes;
    private long _evictedRequests;
    private long _evictedAnswers;
    private long _repeated;

    /// <summary>Messages that wait.</summary>
    public int Count
    {
        get
        {
            lock (_gate) return _waiting.Count;
        }
    }

    /// <summary>Bytes of the bodies that wait.</summary>
    public long WaitingBytes => Interlocked.Read(ref _bytes);

    /// <summary>Requests that no answer came for in time.</summary>
    public long EvictedRequests => Interlocked.Read(ref _evictedRequests);

    /// <summary>Answers whose request did not come in time.</summary>
    public long EvictedAnswers => Interlocked.Read(ref _evictedAnswers);

    /// <summary>Messages that came twice; the second was passed over.</summary>
    public long Repeated => Interlocked.Read(ref _repeated);

    /// <summary>The other half, which is then the caller's until <see cref="Return"/>; null where this one has to wait for it.</summary>
    /// <param name="key">What both halves have in common.</param>
    /// <param name="part">Request or answer.</param>
    /// <param name="message">Its data are copied where they have to wait.</param>
    /// <param name="nowMs">When it came.</param>
    public WaitingMessage? Join(RecordId key, MessagePart part, in CloudEvent message, long nowMs)
    {
        lock (_gate)
        {
            Expire_NeedsLock(nowMs);
            if (!_waiting.TryGetValue(key, out WaitingMessage? other))
            {
                Wait_NeedsLock(key, part, in message, nowMs);
                return null;
            }

            if (other.Part == part)
            {
                _repeated++;
                return null;
            }

            Remove_NeedsLock(other);
            return other;
        }
    }

    public void Return(WaitingMessage message)
    {
        ArrayPool<byte>.Shared.Return(message.Bytes);
        message.Bytes = [];
        lock (_gate)
        {
            if (_spare.Count < MostSpare) _spare.Push(message);
        }
    }

    /// <summary>Lets go of what has waited too long.</summary>
    public void Expire(long nowMs)
    {
        lock (_gate) Expire_NeedsLock(nowMs);
    }

    private void Wait_NeedsLock(RecordId key, MessagePart part, in CloudEvent message, long nowMs)
    {
        if (!_spare.TryPop(out WaitingMessage? waiting)) waiting = new WaitingMessage();
        waiting.Bytes = ArrayPool<byte>.Shared.Rent(message.Data.Length);
        message.Data.Span.CopyTo(waiting.Bytes);
        waiting.Length = message.Data.Length;
        waiting.Part = part;
        waiting.TimeMs = message.TimeMs;
        waiting.IsTimeOfOccurrence = message.IsTimeOfOccurrence;
        waiting.ArrivedMs = nowMs;
        waiting.Key = key;
        waiting.Older = _newest;
        waiting.Newer = null;
        if (_newest is null) _oldest = waiting;
        else _newest.Newer = waiting;
        _newest = waiting;
        _waiting.Add(key, waiting);
        _bytes += waiting.Bytes.Length;
        while (_waiting.Count > limits.MaxMessages || _bytes > limits.MaxBytes) Evict_NeedsLock(_oldest!);
    }

    private void Expire_NeedsLock(long nowMs)
    {
        long oldestMs = nowMs - (long)limits.MaxWait.TotalMilliseconds;
        while (_oldest is { } oldest && oldest.ArrivedMs < oldestMs) Evict_NeedsLock(oldest);
    }

    private void Evict_NeedsLock(WaitingMessage message)
    {
        if (message.Part == MessagePart.Request) _evictedRequests++;
        else _evictedAnswers++;
        Remove_NeedsLock(message);
        ArrayPool<byte>.Shared.Return(message.Bytes);
        message.Bytes = [];
        if (_spare.Count < MostSpare) _spare.Push(message);
    }

    private void Remove_NeedsLock(WaitingMessage message)
    {
        _waiting.Remove(message.Key);
        _bytes -= message.Bytes.Length;
        if (message.Older is null) _oldest = message.Newer;
        else message.Older.Newer = message.Newer;
        if (message.Newer is null) _newest = message.Older;
        else message.Newer.Older = message.Older;
        message.Older = null;
        message.Newer = null;
    }
}
