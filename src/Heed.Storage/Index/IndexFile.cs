using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
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

    /// <summary>Values in a group: the first one is whole, the others lack what they share with the one before.</summary>
    public const int GroupSize = 16;

    /// <param name="ordered">By <see cref="LabelSet.CompareTo"/>; a series' place here is its ordinal.</param>
    /// <param name="target">Gets the whole index; offsets count from its first byte.</param>
    public static void Write(IReadOnlyList<LabelSet> ordered, ArrayBufferWriter<byte> target)
    {
        Name[] names = Collect(ordered);
        Dictionary<string, (int Place, Name Name)> places = new(names.Length, StringComparer.Ordinal);
        int start = target.WrittenCount;
        Span<byte> header = Reserve(target, HeaderBytes, out _);
        header[0] = FormatVersion;
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], ordered.Count);
        BinaryPrimitives.WriteInt32LittleEndian(header[8..], names.Length);

        // Tables have a fixed size and come first; what they point at follows and is patched in as it is written.
        Reserve(target, names.Length * NameEntryBytes, out int nameTable);
        Reserve(target, (ordered.Count + 1) * sizeof(int), out int seriesTable);
        for (int i = 0; i < names.Length; i++)
        {
            places.Add(names[i].Text, (i, names[i]));
            WriteName(names[i], target, start, nameTable + (i * NameEntryBytes));
        }

        for (int i = 0; i < ordered.Count; i++)
        {
            Patch(target, seriesTable + (i * sizeof(int)), target.WrittenCount - start);
            foreach (Label label in ordered[i].Labels)
            {
                (int place, Name name) = places[label.Name];
                Varint.Write(target, (uint)place);
                Varint.Write(target, (uint)name.Values[label.Value].Place);
            }
        }

        Patch(target, seriesTable + (ordered.Count * sizeof(int)), target.WrittenCount - start);
    }

    private static Name[] Collect(IReadOnlyList<LabelSet> ordered)
    {
        Dictionary<string, Name> names = new(StringComparer.Ordinal);
        for (int ordinal = 0; ordinal < ordered.Count; ordinal++)
        {
            foreach (Label label in ordered[ordinal].Labels)
            {
                ref Name? name = ref CollectionsMarshal.GetValueRefOrAddDefault(names, label.Name, out _);
                name ??= new Name(label.Name);
                ref Value? value = ref CollectionsMarshal.GetValueRefOrAddDefault(name.Values, label.Value, out _);
                value ??= new Value(label.Value);
                value.Ordinals.Add(ordinal);
            }
        }

        Name[] all = [.. names.Values];
        Array.Sort(all, static (a, b) => string.CompareOrdinal(a.Text, b.Text));
        return all;
    }

    private static void WriteName(Name name, ArrayBufferWriter<byte> target, int start, int entry)
    {
        Value[] values = [.. name.Values.Values];
        Array.Sort(values, static (a, b) => string.CompareOrdinal(a.Text, b.Text));
        byte[] text = Encoding.UTF8.GetBytes(name.Text);
        Patch(target, entry, target.WrittenCount - start);
        Patch(target, entry + 4, text.Length);
        target.Write(text);
        int groups = (values.Length + GroupSize - 1) / GroupSize;
        Reserve(target, (groups + 1) * sizeof(int), out int table);
        Patch(target, entry + 8, table - start);
        Patch(target, entry + 12, values.Length);
        byte[] last = [];
        ArrayBufferWriter<byte> postings = new();
        for (int i = 0; i < values.Length; i++)
        {
            if (i % GroupSize == 0)
            {
                Patch(target, table + (i / GroupSize * sizeof(int)), target.WrittenCount - start);
                last = [];
            }

            values[i].Place = i;
            byte[] value = Encoding.UTF8.GetBytes(values[i].Text);
            int shared = last.AsSpan().CommonPrefixLength(value);
            Varint.Write(target, (uint)shared);
            Varint.Write(target, (uint)(value.Length - shared));
            target.Write(value.AsSpan(shared));
            postings.ResetWrittenCount();
            PostingsCode.Write(CollectionsMarshal.AsSpan(values[i].Ordinals), postings);
            Varint.Write(target, (uint)postings.WrittenCount);
            target.Write(postings.WrittenSpan);
            last = value;
        }

        Patch(target, table + (groups * sizeof(int)), target.WrittenCount - start);
    }

    /// <param name="target">Gets so many zeros.</param>
    /// <param name="bytes">Their number.</param>
    /// <param name="at">Where they begin in the whole of the target.</param>
    private static Span<byte> Reserve(ArrayBufferWriter<byte> target, int bytes, out int at)
    {
        at = target.WrittenCount;
        Span<byte> reserved = target.GetSpan(Math.Max(1, bytes))[..bytes];
        reserved.Clear();
        target.Advance(bytes);
        return reserved;
    }

    private static void Patch(ArrayBufferWriter<byte> target, int at, int value)
    {
        Span<byte> written = MemoryMarshal.AsMemory(target.WrittenMemory).Span;
        BinaryPrimitives.WriteInt32LittleEndian(written[at..], value);
    }

    private sealed record Name(string Text)
    {
        public Dictionary<string, Value> Values { get; } = new(StringComparer.Ordinal);
    }

    private sealed record Value(string Text)
    {
        public List<int> Ordinals { get; } = new(1);

        /// <summary>Among the values of its name in their order.</summary>
        public int Place { get; set; }
    }
}
