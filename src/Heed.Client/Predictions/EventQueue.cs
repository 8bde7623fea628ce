namespace Heed.Client.Predictions;

/// <summary>
/// Slots that are free and slots that wait to be sent, together never more than the bound. Any thread may take and add; one reads.
/// Allocates
/// nothing once the slots exist.
/// </summary>
internal sealed class EventQueue(int limit)
{
    private readonly SlotRing _free = new(limit);
    private readonly SlotRing _waiting = new(limit);
    private int _made;
    private volatile bool _isClosed;

    /// <summary>Events that wait.</summary>
    public long Count => _waiting.Count;

    /// <summary>Events that were ever added.</summary>
    public long Taken => _waiting.Puts;

    public bool IsClosed => _isClosed;

    /// <summary>Null where every slot is in use, or the queue has been closed.</summary>
    public EventSlot? Take()
    {
        if (_isClosed) return null;
        if (_free.TryTake(out EventSlot slot)) return slot;
        if (Volatile.Read(ref _made) >= limit) return null;
        int made = Interlocked.Increment(ref _made);
        return made <= limit ? new EventSlot(made) : null;
    }

    /// <summary>The number of events that wait now.</summary>
    public long Add(EventSlot slot)
    {
        // There are no more slots than cells.
        _waiting.TryPut(slot, out long count);
        return count;
    }

    public bool TryRead(out EventSlot slot) => _waiting.TryTake(out slot);

    public void Release(EventSlot slot) => _free.TryPut(slot, out _);

    public void Close() => _isClosed = true;
}
