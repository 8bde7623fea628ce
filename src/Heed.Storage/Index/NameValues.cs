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

    /// <summary>The values from the first to before the second that begin with a text.</summary>
    public (int From, int To) StartingWith(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> prefix)
    {
        int from = Partition(bytes, prefix, 0, beyond: false);
        return (from, Partition(bytes, prefix, from, beyond: true));
    }

    /// <summary>The ordinals of the series with a value, ascending.</summary>
    public int[] Postings(ReadOnlySpan<byte> bytes, int value)
    {
        int at = Number(bytes, value, 4);
        int end = Number(bytes, value + 1, 4);

        // A varint's last byte is the one without the high bit.
        int count = 0;
        foreach (byte one in bytes[at..end]) count += one < 0x80 ? 1 : 0;
        int[] ordinals = new int[count];
        int last = -1;
        for (int i = 0; i < ordinals.Length; i++)
        {
            last += (int)ReadVarint(bytes, ref at) + 1;
            ordinals[i] = last;
        }

        return ordinals;
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

    /// <summary>The first value that does not lie before the prefix; or, beyond it, the first that does not begin with it.</summary>
    private int Partition(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> prefix, int low, bool beyond)
    {
        int high = Count;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            ReadOnlySpan<byte> text = Text(bytes, middle);
            bool isBefore = beyond ? text.StartsWith(prefix) : text.SequenceCompareTo(prefix) < 0;
            if (isBefore) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private int Number(ReadOnlySpan<byte> bytes, int value, int field) =>
        BinaryPrimitives.ReadInt32LittleEndian(bytes[(Table + (value * IndexFile.ValueEntryBytes) + field)..]);
}
