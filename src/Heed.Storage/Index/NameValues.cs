using System.Buffers.Binary;

namespace Heed.Storage.Index;

/// <summary>The table of one label name's values in the bytes of an index.</summary>
/// <param name="Table">Where it begins.</param>
/// <param name="Count">Of values; the table has one entry more, which ends the last one.</param>
internal readonly record struct NameValues(int Table, int Count)
{
    public ReadOnlySpan<byte> Text(ReadOnlySpan<byte> bytes, int value) => bytes[Number(bytes, value, 0)..Number(bytes, value + 1, 0)];

    /// <summary>The place of a text by binary search, or -1.</summary>
    public int IndexOf(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> text)
    {
        int low = 0;
        int high = Count - 1;
        while (low <= high)
        {
            int middle = (low + high) >>> 1;
            int order = Text(bytes, middle).SequenceCompareTo(text);
            if (order == 0) return middle;
            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }

        return -1;
    }

    public void AddPostings(ReadOnlySpan<byte> bytes, int value, List<int> target)
    {
        int at = Number(bytes, value, 4);
        int end = Number(bytes, value + 1, 4);
        int last = -1;
        while (at < end)
        {
            last += (int)ReadVarint(bytes, ref at) + 1;
            target.Add(last);
        }
    }

    public static uint ReadVarint(ReadOnlySpan<byte> bytes, ref int at)
    {
        uint value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = bytes[at++];
            value |= (uint)(next & 0x7F) << shift;
            if (next < 0x80) return value;
        }
    }

    private int Number(ReadOnlySpan<byte> bytes, int value, int field) =>
        BinaryPrimitives.ReadInt32LittleEndian(bytes[(Table + (value * IndexFile.ValueEntryBytes) + field)..]);
}
