using System.Numerics;

namespace Heed.Client.Predictions;

/// <summary>
/// A ring of slots that any thread puts into and takes from without a lock (D. Vyukov's bounded queue): a cell's turn says whose it is.
/// Allocates nothing
/// after its making, as a queue that grows would.
/// </summary>
internal sealed class SlotRing
{
    private readonly Cell[] _cells;
    private readonly int _mask;
    private PaddedLong _head;
    private PaddedLong _tail;

    public SlotRing(int capacity)
    {
        int size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(2, capacity));
        _mask = size - 1;
        _cells = new Cell[size];
        for (int i = 0; i < size; i++) _cells[i].Turn = i;
    }

    /// <summary>Slots that were ever put in; it counts one whose putting is under way.</summary>
    public long Puts => Volatile.Read(ref _tail.Value);

    /// <summary>Slots in the ring, likewise. The head is read first: the other way round more could be taken than were put.</summary>
    public long Count
    {
        get
        {
            long head = Volatile.Read(ref _head.Value);
            return Volatile.Read(ref _tail.Value) - head;
        }
    }

    /// <summary>False where every cell is full.</summary>
    /// <param name="count">Slots in the ring with this one, before any later one.</param>
    public bool TryPut(EventSlot slot, out long count)
    {
        count = 0;
        for (long at = Volatile.Read(ref _tail.Value); ; at = Volatile.Read(ref _tail.Value))
        {
            ref Cell cell = ref _cells[at & _mask];
            long ahead = Volatile.Read(ref cell.Turn) - at;
            if (ahead < 0) return false;
            if (ahead > 0 || Interlocked.CompareExchange(ref _tail.Value, at + 1, at) != at) continue;
            cell.Slot = slot;
            Volatile.Write(ref cell.Turn, at + 1);
            count = at + 1 - Volatile.Read(ref _head.Value);
            return true;
        }
    }

    public bool TryTake(out EventSlot slot)
    {
        for (long at = Volatile.Read(ref _head.Value); ; at = Volatile.Read(ref _head.Value))
        {
            ref Cell cell = ref _cells[at & _mask];
            long ahead = Volatile.Read(ref cell.Turn) - (at + 1);
            slot = null!;
            if (ahead < 0) return false;
            if (ahead > 0 || Interlocked.CompareExchange(ref _head.Value, at + 1, at) != at) continue;
            slot = cell.Slot!;
            cell.Slot = null;
            Volatile.Write(ref cell.Turn, at + _cells.Length);
            return true;
        }
    }

    private struct Cell
    {
        public long Turn;
        public EventSlot? Slot;
    }
}
