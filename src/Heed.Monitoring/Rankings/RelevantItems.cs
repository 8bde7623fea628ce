using System.Buffers.Binary;

using Heed.Model.Labels;
using Heed.Model.Records;

namespace Heed.Monitoring.Rankings;

/// <summary>
/// The relevant items of one label, the most relevant first. Used again and again by one owner; an item that a label names twice has the
/// grade that it names last, and one of grade 0 is not relevant.
/// </summary>
internal sealed class RelevantItems
{
    /// <summary>Items of a label that waits for its prediction: of more, the least relevant are forgotten, but still counted.</summary>
    public const int MostStored = 64;

    /// <summary>Bytes of a label that waits: how many items are relevant, then key and grade of the first of them.</summary>
    public const int StoredBytes = sizeof(int) + (MostStored * ItemSize);

    private const int ItemSize = sizeof(uint) + sizeof(float);

    private (uint Key, int Place, float Grade)[] _written = [];
    private uint[] _keys = [];
    private float[] _grades = [];
    private int _count;

    /// <summary>Relevant items, forgotten ones included.</summary>
    public int Total { get; private set; }

    /// <summary>Falling; without forgotten ones.</summary>
    public ReadOnlySpan<float> Grades => _grades.AsSpan(0, _count);

    /// <summary>By the same positions.</summary>
    public ReadOnlySpan<uint> Keys => _keys.AsSpan(0, _count);

    public void Read(RecordBatch batch, in EventRecord record)
    {
        ReadOnlySpan<ClassScore> items = batch.ScoresOf(record);
        Begin(items.Length);
        for (int i = 0; i < items.Length; i++) _written[i] = (ItemKey.Of(batch.Utf8(items[i].Class)), i, (float)items[i].Score);
        Finish(items.Length);
    }

    /// <summary>A grade that is no number of at least 0 makes its item not relevant.</summary>
    public void Read(IReadOnlyList<(uint Key, float Grade)> items)
    {
        Begin(items.Count);
        for (int i = 0; i < items.Count; i++) _written[i] = (items[i].Key, i, items[i].Grade);
        Finish(items.Count);
    }

    /// <summary>The same for equal sets of items and grades, however they were written.</summary>
    public ulong ToHash()
    {
        StableHash hash = new(0);
        hash.Add((ulong)Total);
        for (int i = 0; i < _count; i++) hash.Add(((ulong)_keys[i] << 32) | BitConverter.SingleToUInt32Bits(_grades[i]));
        return hash.ToUInt64();
    }

    public void Store(Span<byte> bytes)
    {
        bytes.Clear();
        BinaryPrimitives.WriteInt32LittleEndian(bytes, Total);
        for (int i = 0; i < Math.Min(_count, MostStored); i++)
        {
            Span<byte> item = bytes.Slice(sizeof(int) + (i * ItemSize), ItemSize);
            BinaryPrimitives.WriteUInt32LittleEndian(item, _keys[i]);
            BinaryPrimitives.WriteSingleLittleEndian(item[sizeof(uint)..], _grades[i]);
        }
    }

    public void Restore(ReadOnlySpan<byte> bytes)
    {
        Begin(MostStored);
        Total = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        _count = Math.Min(Total, MostStored);
        for (int i = 0; i < _count; i++)
        {
            ReadOnlySpan<byte> item = bytes.Slice(sizeof(int) + (i * ItemSize), ItemSize);
            _keys[i] = BinaryPrimitives.ReadUInt32LittleEndian(item);
            _grades[i] = BinaryPrimitives.ReadSingleLittleEndian(item[sizeof(uint)..]);
        }
    }

    private void Begin(int count)
    {
        if (_written.Length >= count) return;
        int capacity = Math.Max(count, MostStored);
        _written = new (uint, int, float)[capacity];
        _keys = new uint[capacity];
        _grades = new float[capacity];
    }

    /// <summary>Of each key what was written last, the most relevant first.</summary>
    private void Finish(int written)
    {
        Span<(uint Key, int Place, float Grade)> items = _written.AsSpan(0, written);
        items.Sort();
        int kept = 0;
        for (int i = 0; i < items.Length; i++)
        {
            bool isLast = i + 1 == items.Length || items[i + 1].Key != items[i].Key;
            if (isLast && items[i].Grade > 0 && float.IsFinite(items[i].Grade)) items[kept++] = items[i];
        }

        items = items[..kept];
        items.Sort(static (a, b) => a.Grade != b.Grade ? b.Grade.CompareTo(a.Grade) : a.Key.CompareTo(b.Key));
        for (int i = 0; i < kept; i++)
        {
            _keys[i] = items[i].Key;
            _grades[i] = items[i].Grade;
        }

        _count = Total = kept;
    }
}
