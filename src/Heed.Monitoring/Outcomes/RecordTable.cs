using System.Runtime.InteropServices;

using Heed.Model.Records;

namespace Heed.Monitoring.Outcomes;

/// <summary>
/// Entries found by record id and dropped in order of arrival: a ring with an open-addressing index over it. Growing is the only
/// allocation; an empty table takes no space. Each entry carries the same number of extra bytes.
/// </summary>
internal sealed class RecordTable<T>(int extras)
    where T : unmanaged
{
    private const int LeastCapacity = 64;

    private static readonly ulong[] EmptyIndex = [0];

    private Entry[] _ring = [];
    private byte[] _extras = [];

    /// <summary>
    /// 0 where nothing is; else one more than the slot, and above it the low half of the id's low word: an entry in the ring, which lies
    /// anywhere, is touched when it is the one.
    /// </summary>
    private ulong[] _index = EmptyIndex;
    private long _head;
    private long _tail;

    /// <summary>Entries in the ring, removed ones included until they reach its head.</summary>
    public int Length => (int)(_tail - _head);

    /// <summary>Entries that can be found.</summary>
    public int Count { get; private set; }

    private int Mask => _ring.Length - 1;

    /// <summary>The slot of an id, or -1. Valid until the next <see cref="Add"/>.</summary>
    public int Find(RecordId id)
    {
        int mask = _index.Length - 1;
        uint word = (uint)id.Low;
        for (int at = (int)word & mask; _index[at] != 0; at = (at + 1) & mask)
        {
            ulong place = _index[at];
            if (WordOf(place) == word && _ring[SlotOf(place)].Id == id) return SlotOf(place);
        }

        return -1;
    }

    public RecordId IdAt(int slot) => _ring[slot].Id;

    public ref T At(int slot) => ref _ring[slot].Value;

    public Span<byte> ExtrasAt(int slot) => _extras.AsSpan(slot * extras, extras);

    /// <param name="id">Not in the table, and not "none".</param>
    /// <returns>The slot of the new entry; its extras are undefined.</returns>
    public int Add(RecordId id, in T value)
    {
        if (Length == _ring.Length) Grow();
        int slot = (int)_tail++ & Mask;
        _ring[slot] = new Entry { Id = id, Value = value };
        Link(slot);
        Count++;
        return slot;
    }

    /// <summary>The slot of the oldest entry that is still there, or -1.</summary>
    public int Oldest()
    {
        while (_head < _tail && _ring[(int)_head & Mask].Id.IsNone) _head++;
        return _head < _tail ? (int)_head & Mask : -1;
    }

    /// <summary>The slots of the oldest entries, as many as there are and fit.</summary>
    public int Oldest(Span<int> slots)
    {
        int found = 0;
        for (long at = _head; at < _tail && found < slots.Length; at++)
        {
            int slot = (int)at & Mask;
            if (!_ring[slot].Id.IsNone) slots[found++] = slot;
        }

        return found;
    }

    public void Remove(int slot)
    {
        Unlink(slot);
        _ring[slot].Id = default;
        Count--;
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(Count);
        for (long at = _head; at < _tail; at++)
        {
            int slot = (int)at & Mask;
            if (_ring[slot].Id.IsNone) continue;
            writer.Write(_ring[slot].Id.High);
            writer.Write(_ring[slot].Id.Low);
            writer.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in _ring[slot].Value)));
            writer.Write(ExtrasAt(slot));
        }
    }

    public void Load(BinaryReader reader)
    {
        _head = _tail = 0;
        Count = 0;
        if (_ring.Length > 0) Array.Clear(_index);
        int count = reader.ReadInt32();
        for (int i = 0; i < count; i++)
        {
            int slot = Add(new RecordId(reader.ReadUInt64(), reader.ReadUInt64()), default);
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(new Span<T>(ref _ring[slot].Value)));
            reader.BaseStream.ReadExactly(ExtrasAt(slot));
        }
    }

    private static uint WordOf(ulong place) => (uint)(place >> 32);

    private static int SlotOf(ulong place) => (int)(uint)place - 1;

    private void Grow()
    {
        // A ring that is mostly removed entries is packed, not grown.
        Entry[] ring = new Entry[Count > _ring.Length / 2 ? _ring.Length * 2 : Math.Max(_ring.Length, LeastCapacity)];
        byte[] wider = new byte[ring.Length * extras];
        long tail = 0;
        for (long at = _head; at < _tail; at++)
        {
            int slot = (int)at & Mask;
            if (_ring[slot].Id.IsNone) continue;
            ring[tail] = _ring[slot];
            ExtrasAt(slot).CopyTo(wider.AsSpan((int)tail * extras, extras));
            tail++;
        }

        _ring = ring;
        _extras = wider;
        _head = 0;
        _tail = tail;

        // Twice the ring, so that at most half of the places are taken.
        _index = new ulong[ring.Length * 2];
        for (int slot = 0; slot < tail; slot++) Link(slot);
    }

    private void Link(int slot)
    {
        int mask = _index.Length - 1;
        uint word = (uint)_ring[slot].Id.Low;
        int at = (int)word & mask;
        while (_index[at] != 0) at = (at + 1) & mask;
        _index[at] = ((ulong)word << 32) | ((uint)slot + 1);
    }

    private void Unlink(int slot)
    {
        int mask = _index.Length - 1;
        int hole = (int)(uint)_ring[slot].Id.Low & mask;
        while (SlotOf(_index[hole]) != slot) hole = (hole + 1) & mask;

        // Entries behind the hole move into it unless their own place lies between: a search never meets a false end.
        for (int at = (hole + 1) & mask; _index[at] != 0; at = (at + 1) & mask)
        {
            int home = (int)WordOf(_index[at]) & mask;
            if (((at - home) & mask) < ((at - hole) & mask)) continue;
            _index[hole] = _index[at];
            hole = at;
        }

        _index[hole] = 0;
    }

    private struct Entry
    {
        public RecordId Id;
        public T Value;
    }
}
