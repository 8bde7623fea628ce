using System.Buffers;
using System.Buffers.Binary;
using System.Text;

using Heed.Model.Labels;

namespace Heed.Storage.Index;

/// <summary>
/// Writes which series a block has, so that they are found without reading all of them: for each label name its values in order, for each
/// value its series, for each series its labels. docs/formats/index.md draws the bytes.
/// </summary>
internal static class IndexFile
{
    public const byte FormatVersion = 1;

    /// <summary>Version, and the counts of series and names behind it.</summary>
    public const int HeaderBytes = 12;

    /// <summary>Of one name in the table of names: where its text and its values lie, and how many of these there are.</summary>
    public const int NameEntryBytes = 16;

    /// <summary>Of one value in the table of a name: where its text and its postings begin.</summary>
    public const int ValueEntryBytes = 8;

    /// <param name="ordered">By <see cref="LabelSet.CompareTo"/>; a series' place here is its ordinal.</param>
    /// <param name="target">Gets the whole index; offsets count from its first byte.</param>
    public static void Write(IReadOnlyList<LabelSet> ordered, ArrayBufferWriter<byte> target)
    {
        Name[] names = Collect(ordered);
        int start = target.WrittenCount;
        Span<byte> header = target.GetSpan(HeaderBytes)[..HeaderBytes];
        header.Clear();
        header[0] = FormatVersion;
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], ordered.Count);
        BinaryPrimitives.WriteInt32LittleEndian(header[8..], names.Length);
        target.Advance(HeaderBytes);

        // Tables have a fixed size and come first; what they point at follows and is patched in as it is written.
        int nameTable = Reserve(target, names.Length * NameEntryBytes);
        int seriesTable = Reserve(target, (ordered.Count + 1) * sizeof(int));
        Dictionary<Label, (int Name, int Value)> places = [];
        for (int i = 0; i < names.Length; i++) WriteName(names[i], i, places, target, start, nameTable + (i * NameEntryBytes));
        for (int i = 0; i < ordered.Count; i++)
        {
            Patch(target, seriesTable + (i * sizeof(int)), target.WrittenCount - start);
            foreach (Label label in ordered[i].Labels)
            {
                (int name, int value) = places[label];
                WriteVarint(target, (uint)name);
                WriteVarint(target, (uint)value);
            }
        }

        Patch(target, seriesTable + (ordered.Count * sizeof(int)), target.WrittenCount - start);
    }

    private static Name[] Collect(IReadOnlyList<LabelSet> ordered)
    {
        SortedDictionary<string, SortedDictionary<byte[], List<int>>> names = new(StringComparer.Ordinal);
        for (int ordinal = 0; ordinal < ordered.Count; ordinal++)
        {
            foreach (Label label in ordered[ordinal].Labels)
            {
                if (!names.TryGetValue(label.Name, out SortedDictionary<byte[], List<int>>? values))
                {
                    names.Add(label.Name, values = new SortedDictionary<byte[], List<int>>(ByteOrder.Instance));
                }

                byte[] value = Encoding.UTF8.GetBytes(label.Value);
                if (!values.TryGetValue(value, out List<int>? postings)) values.Add(value, postings = []);
                postings.Add(ordinal);
            }
        }

        return [.. names.Select(n => new Name(n.Key, n.Value))];
    }

    private static void WriteName(
        Name name, int place, Dictionary<Label, (int Name, int Value)> places, ArrayBufferWriter<byte> target, int start, int entry)
    {
        Patch(target, entry, target.WrittenCount - start);
        byte[] text = Encoding.UTF8.GetBytes(name.Text);
        Patch(target, entry + 4, text.Length);
        target.Write(text);
        int table = Reserve(target, (name.Values.Count + 1) * ValueEntryBytes);
        Patch(target, entry + 8, table - start);
        Patch(target, entry + 12, name.Values.Count);
        int at = table;
        int valuePlace = 0;
        foreach (byte[] value in name.Values.Keys)
        {
            Patch(target, at, target.WrittenCount - start);
            target.Write(value);
            at += ValueEntryBytes;
            places.Add(new Label(name.Text, Encoding.UTF8.GetString(value)), (place, valuePlace++));
        }

        Patch(target, at, target.WrittenCount - start);
        at = table + 4;
        foreach (List<int> postings in name.Values.Values)
        {
            Patch(target, at, target.WrittenCount - start);
            WritePostings(target, postings);
            at += ValueEntryBytes;
        }

        Patch(target, at, target.WrittenCount - start);
    }

    /// <summary>Ascending ordinals as their differences.</summary>
    private static void WritePostings(ArrayBufferWriter<byte> target, List<int> postings)
    {
        int last = -1;
        foreach (int ordinal in postings)
        {
            WriteVarint(target, (uint)(ordinal - last - 1));
            last = ordinal;
        }
    }

    private static void WriteVarint(ArrayBufferWriter<byte> target, uint value)
    {
        Span<byte> span = target.GetSpan(5);
        int length = 0;
        for (; value >= 0x80; value >>= 7) span[length++] = (byte)(value | 0x80);
        span[length++] = (byte)value;
        target.Advance(length);
    }

    /// <returns>Where the reserved bytes begin in the whole of the target.</returns>
    private static int Reserve(ArrayBufferWriter<byte> target, int bytes)
    {
        int at = target.WrittenCount;
        target.GetSpan(Math.Max(1, bytes))[..bytes].Clear();
        target.Advance(bytes);
        return at;
    }

    private static void Patch(ArrayBufferWriter<byte> target, int at, int value)
    {
        Span<byte> written = System.Runtime.InteropServices.MemoryMarshal.AsMemory(target.WrittenMemory).Span;
        BinaryPrimitives.WriteInt32LittleEndian(written[at..], value);
    }

    private readonly record struct Name(string Text, SortedDictionary<byte[], List<int>> Values);
}
