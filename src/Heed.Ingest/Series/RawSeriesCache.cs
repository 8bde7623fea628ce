namespace Heed.Ingest.Series;

/// <summary>
/// Remembers series by the bytes that a source writes for them, so that labels are read, checked and looked up once. Bounded: what
/// does not fit is counted and resolved anew each time. Looking up takes no lock and may be done by any thread.
/// </summary>
/// <param name="maxSeries">The most series that are remembered.</param>
/// <param name="seed">Of the hash; any number that senders do not know.</param>
public sealed class RawSeriesCache<T>(int maxSeries, ulong seed)
{
    private const int FirstSlots = 256;

    private readonly Lock _writer = new();

    // Open addressing, at most half full. Replaced as a whole when it grows or forgets; whoever still reads the old one misses at
    // worst what was added since.
    private volatile RawSeries<T>?[] _slots = new RawSeries<T>?[FirstSlots];
    private volatile int _round;
    private volatile int _count;
    private long _overflowCount;

    public int Count => _count;

    /// <summary>Times that a series was not remembered because the cache was full.</summary>
    public long OverflowCount => Interlocked.Read(ref _overflowCount);

    /// <param name="raw">The series as the source writes it.</param>
    /// <param name="previous">The series before it in the same body, or null: its successor is tried first.</param>
    public RawSeries<T>? Find(ReadOnlySpan<byte> raw, RawSeries<T>? previous)
    {
        RawSeries<T>? found = previous?.Successor;
        if (found is null || !raw.SequenceEqual(found.Raw))
        {
            found = FindIn(_slots, raw, RawHash.Of(raw, seed));
            if (found is null) return null;
            if (previous is not null) previous.Successor = found;
        }

        found.Round = _round;
        return found;
    }

    /// <summary>Says that a series was seen which the caller has compared itself: a <see cref="RawSeries{T}.Successor"/>.</summary>
    public void Touch(RawSeries<T> series) => series.Round = _round;

    /// <summary>The entry of the series: a new one, or that of the thread that was first to add it; null where the cache is full.</summary>
    public RawSeries<T>? Add(ReadOnlySpan<byte> raw, T value, RawSeries<T>? previous)
    {
        ulong hash = RawHash.Of(raw, seed);
        lock (_writer)
        {
            RawSeries<T>? entry = FindIn(_slots, raw, hash);
            if (entry is null)
            {
                if (_count >= maxSeries)
                {
                    Interlocked.Increment(ref _overflowCount);
                    return null;
                }

                if (_count >= _slots.Length / 2) Rebuild_NeedsLock(_slots.Length * 2);
                entry = new RawSeries<T>(raw.ToArray(), hash, value) { Round = _round };
                Insert(_slots, entry);
                _count++;
            }

            if (previous is not null) previous.Successor = entry;
            return entry;
        }
    }

    /// <summary>Ends a round: forgets the series that nobody asked for since the last call.</summary>
    /// <param name="forgotten">Where they are added, if anyone wants to know.</param>
    public void EndRound(ICollection<RawSeries<T>>? forgotten = null)
    {
        lock (_writer)
        {
            int gone = 0;
            foreach (RawSeries<T>? entry in _slots)
            {
                if (entry is null || entry.Round == _round) continue;
                forgotten?.Add(entry);
                gone++;
            }

            if (gone > 0) Rebuild_NeedsLock(_slots.Length);
            _round++;
        }
    }

    private static RawSeries<T>? FindIn(RawSeries<T>?[] slots, ReadOnlySpan<byte> raw, ulong hash)
    {
        ulong mask = (ulong)(slots.Length - 1);
        for (ulong at = hash & mask; Volatile.Read(ref slots[at]) is { } entry; at = (at + 1) & mask)
        {
            if (entry.Hash == hash && raw.SequenceEqual(entry.Raw)) return entry;
        }

        return null;
    }

    private static void Insert(RawSeries<T>?[] slots, RawSeries<T> entry)
    {
        ulong mask = (ulong)(slots.Length - 1);
        ulong at = entry.Hash & mask;
        while (slots[at] is not null) at = (at + 1) & mask;
        Volatile.Write(ref slots[at], entry);
    }

    /// <summary>Takes over the series of this round and, where it only grows, those of the last one.</summary>
    private void Rebuild_NeedsLock(int length)
    {
        bool forgets = length == _slots.Length;
        RawSeries<T>?[] slots = new RawSeries<T>?[length];
        int count = 0;
        foreach (RawSeries<T>? entry in _slots)
        {
            if (entry is null || (forgets && entry.Round != _round)) continue;

            // A forgotten series must not live on as the successor of one that stays.
            if (entry.Successor is { } next && next.Round != _round && forgets) entry.Successor = null;
            Insert(slots, entry);
            count++;
        }

        _count = count;
        _slots = slots;
    }
}
