using System.Buffers.Binary;
using System.Text;

namespace Heed.Monitoring.Drift;

/// <summary>
/// Counts texts by their UTF-8 bytes without a string for each. The first ones up to a limit of texts and of bytes have a count of their
/// own, which is exact; later ones share <see cref="Other"/>.
/// </summary>
internal sealed class TextCounts
{
    /// <summary>Texts with a count of their own.</summary>
    public const int Limit = 20_000;

    private const int LimitBytes = 4 << 20;
    private const int FirstSlots = 64;

    private int[] _slots = new int[FirstSlots];
    private Entry[] _entries = new Entry[FirstSlots / 2];
    private byte[] _text = new byte[256];
    private int _textLength;

    /// <summary>Texts that have a count.</summary>
    public int Count { get; private set; }

    /// <summary>Occurrences of all texts.</summary>
    public long Total { get; private set; }

    /// <summary>Occurrences of texts beyond the limit.</summary>
    public long Other { get; private set; }

    public void Add(ReadOnlySpan<byte> utf8, long times = 1)
    {
        Total += times;
        ulong hash = Hash(utf8);
        int mask = _slots.Length - 1;
        int slot = (int)(hash >> 32) & mask;
        for (; _slots[slot] != 0; slot = (slot + 1) & mask)
        {
            ref Entry entry = ref _entries[_slots[slot] - 1];
            if (entry.Hash != hash || !utf8.SequenceEqual(_text.AsSpan(entry.Start, entry.Length))) continue;
            entry.Times += times;
            return;
        }

        if (Count == Limit || _textLength + utf8.Length > LimitBytes) Other += times;
        else Insert(utf8, hash, slot, times);
    }

    public void MergeFrom(TextCounts other)
    {
        for (int i = 0; i < other.Count; i++)
        {
            Entry entry = other._entries[i];
            Add(other._text.AsSpan(entry.Start, entry.Length), entry.Times);
        }

        Total += other.Other;
        Other += other.Other;
    }

    public Dictionary<string, long> ToDictionary()
    {
        Dictionary<string, long> counts = new(Count, StringComparer.Ordinal);
        for (int i = 0; i < Count; i++)
        {
            // Bytes that are no UTF-8 read as replacement characters, so that two texts may become one.
            string text = Encoding.UTF8.GetString(_text, _entries[i].Start, _entries[i].Length);
            counts[text] = counts.GetValueOrDefault(text) + _entries[i].Times;
        }

        return counts;
    }

    private void Insert(ReadOnlySpan<byte> utf8, ulong hash, int slot, long times)
    {
        if (Count == _entries.Length) Array.Resize(ref _entries, _entries.Length * 2);
        if (_textLength + utf8.Length > _text.Length) Array.Resize(ref _text, Math.Max(_textLength + utf8.Length, _text.Length * 2));
        utf8.CopyTo(_text.AsSpan(_textLength));
        _entries[Count] = new Entry(hash, _textLength, utf8.Length, times);
        _textLength += utf8.Length;
        _slots[slot] = ++Count;
        if (Count * 2 > _slots.Length) Rehash();
    }

    private void Rehash()
    {
        _slots = new int[_slots.Length * 2];
        int mask = _slots.Length - 1;
        for (int i = 0; i < Count; i++)
        {
            int slot = (int)(_entries[i].Hash >> 32) & mask;
            while (_slots[slot] != 0) slot = (slot + 1) & mask;
            _slots[slot] = i + 1;
        }
    }

    /// <summary>Eight bytes at a time; of no use against texts that were chosen to collide, of which there are few by the limit.</summary>
    private static ulong Hash(ReadOnlySpan<byte> utf8)
    {
        const ulong multiplier = 0x9E3779B97F4A7C15;
        ulong hash = (ulong)utf8.Length * multiplier;
        while (utf8.Length >= 8)
        {
            hash = (hash ^ BinaryPrimitives.ReadUInt64LittleEndian(utf8)) * multiplier;
            hash ^= hash >> 29;
            utf8 = utf8[8..];
        }

        ulong rest = 0;
        foreach (byte b in utf8) rest = (rest << 8) | b;
        hash = (hash ^ rest) * multiplier;
        return hash ^ (hash >> 29);
    }

    private record struct Entry(ulong Hash, int Start, int Length, long Times);
}
