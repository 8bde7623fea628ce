using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

using Heed.Model.Labels;

namespace Heed.Storage.Index;

/// <summary>
/// Finds series in the bytes that <see cref="IndexFile"/> wrote. Safe to use from any thread. Every method that looks at the bytes throws
/// <see cref="InvalidDataException"/> where they have been damaged since they were checked, and reads nothing outside of them.
/// </summary>
internal sealed class IndexReader
{
    /// <summary>Labels that are remembered, so that what asks for the same series again and again does not decode them anew.</summary>
    private const int MostHeldLabels = 4096;

    /// <summary>The values of a name with no more than this are kept as strings, which series then share.</summary>
    private const int MostHeldValues = 256;

    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly IndexName[] _names;
    private readonly HeldLabels?[] _held;
    private readonly FoundLists _found = new();

    private IndexReader(ReadOnlyMemory<byte> bytes, int count, int nameCount)
    {
        _bytes = bytes;
        Count = count;
        _held = new HeldLabels?[Math.Min(count, MostHeldLabels)];
        _names = new IndexName[nameCount];
        for (int i = 0; i < nameCount; i++) _names[i] = ReadName(i);
    }

    /// <summary>Of series.</summary>
    public int Count { get; }

    private ReadOnlySpan<byte> Bytes => _bytes.Span;

    private int SeriesTable => IndexFile.HeaderBytes + (_names.Length * IndexFile.NameEntryBytes);

    /// <param name="bytes">Checked against their checksum.</param>
    /// <param name="problem">What is wrong with the bytes, or null.</param>
    /// <returns>The reader, or null where there is a problem.</returns>
    public static IndexReader? Open(ReadOnlyMemory<byte> bytes, out string? problem)
    {
        ReadOnlySpan<byte> span = bytes.Span;
        problem = null;
        if (span.Length < IndexFile.HeaderBytes)
        {
            problem = $"expected an index of at least {IndexFile.HeaderBytes} bytes, found {span.Length}";
        }
        else if (span[0] != IndexFile.FormatVersion)
        {
            problem = $"expected an index of version {IndexFile.FormatVersion}, found {span[0]}";
        }

        if (problem is not null) return null;
        long count = BinaryPrimitives.ReadUInt32LittleEndian(span[4..]);
        long names = BinaryPrimitives.ReadUInt32LittleEndian(span[8..]);
        long tables = IndexFile.HeaderBytes + (names * IndexFile.NameEntryBytes) + ((count + 1) * sizeof(int));
        if (tables > span.Length)
        {
            problem = $"expected {tables} bytes for {count} series and {names} names of an index, found {span.Length}";
            return null;
        }

        try
        {
            return new IndexReader(bytes, (int)count, (int)names);
        }
        catch (InvalidDataException error)
        {
            problem = error.Message;
            return null;
        }
    }

    /// <summary>The label names, ordered.</summary>
    public IReadOnlyList<string> Names() => Array.ConvertAll(_names, static n => n.Text);

    /// <summary>The values of a name, ordered.</summary>
    public IReadOnlyList<string> Values(string name)
    {
        int place = PlaceOf(name);
        if (place < 0) return [];
        ValueWalk walk = Walk(_names[place]);
        string[] values = new string[_names[place].Count];
        for (int i = 0; walk.Next(); i++) values[i] = walk.Text.ToString();
        return values;
    }

    public LabelSet LabelsAt(int ordinal)
    {
        ref HeldLabels? held = ref _held[ordinal % _held.Length];
        if (held is { } known && known.Ordinal == ordinal) return known.Labels;
        LabelSet labels = ReadLabels(ordinal);
        held = new HeldLabels(ordinal, labels);
        return labels;
    }

    /// <summary>The ordinals of the series that satisfy every matcher, ascending. A missing label has the empty value.</summary>
    public int[] Find(IReadOnlyList<LabelMatcher> matchers, CancellationToken cancellation)
    {
        List<ReadOnlyMemory<int>> wanted = [];
        List<ReadOnlyMemory<int>> unwanted = [];
        foreach (LabelMatcher matcher in matchers)
        {
            bool acceptsMissing = matcher.MatchesEmpty;
            int[] ordinals = OrdinalsOf(matcher, accepted: !acceptsMissing, cancellation);
            (acceptsMissing ? unwanted : wanted).Add(ordinals);
            if (!acceptsMissing && ordinals.Length == 0) return [];
        }

        int[] found = wanted.Count > 0 ? Postings.Intersect(wanted) : Postings.UpTo(Count);
        foreach (ReadOnlyMemory<int> ordinals in unwanted) found = Postings.Subtract(found, ordinals.Span);
        return found;
    }

    private int[] OrdinalsOf(LabelMatcher matcher, bool accepted, CancellationToken cancellation)
    {
        int place = PlaceOf(matcher.Name);
        if (place < 0) return [];
        if (_found.TryGet(matcher, out int[]? known)) return known;
        ValuePattern pattern = new(matcher);
        ValueWalk walk = Walk(_names[place]);
        int[] ordinals = new OrdinalSearch(pattern, Count, cancellation).Find(ref walk, pattern.IsPositive == accepted);
        _found.Add(matcher, ordinals);
        return ordinals;
    }

    private LabelSet ReadLabels(int ordinal)
    {
        int entry = SeriesTable + (ordinal * sizeof(int));
        IndexBytes table = IndexBytes.Part(Bytes, entry, entry + (2 * sizeof(int)));
        IndexBytes series = IndexBytes.Part(Bytes, table.ReadInt32(), table.ReadInt32());
        List<Label> labels = [];
        int next = 0;
        while (!series.AtEnd)
        {
            int place = series.ReadCount();
            if (place < next || place >= _names.Length) throw series.Damage($"a name from {next} to {_names.Length - 1}", place);
            next = place + 1;
            labels.Add(new Label(_names[place].Text, ValueAt(_names[place], series.ReadCount())));
        }

        return LabelSet.FromOrdered(CollectionsMarshal.AsSpan(labels));
    }

    private string ValueAt(IndexName name, int value)
    {
        if (name.Held is { } held && value < held.Length && held[value] is { } known) return known;
        ValueWalk walk = Walk(name);
        walk.MoveTo(value);
        walk.Next();
        if (walk.Utf8.IsEmpty) throw walk.Postings.Damage("a text", 0);
        string text = walk.Text.ToString();
        if (name.Held is not null) name.Held[value] = text;
        return text;
    }

    private ValueWalk Walk(IndexName name) => new(Bytes, name.Table, name.Count);

    private IndexName ReadName(int place)
    {
        int at = IndexFile.HeaderBytes + (place * IndexFile.NameEntryBytes);
        IndexBytes entry = IndexBytes.Part(Bytes, at, at + IndexFile.NameEntryBytes);
        int textAt = entry.ReadInt32();
        int length = entry.ReadInt32();
        int table = entry.ReadInt32();
        int count = entry.ReadInt32();
        string text = Encoding.UTF8.GetString(IndexBytes.Part(Bytes, textAt, unchecked(textAt + length)).Take(length));
        if (place > 0 && string.CompareOrdinal(_names[place - 1].Text, text) >= 0) throw entry.Damage("names in order", place);

        // Every value takes three bytes at least, so that a number which fits cannot ask for more memory than the index has.
        if (count < 1 || count > Bytes.Length / 3) throw entry.Damage("a number of values that fits", count);
        return new IndexName(text, table, count, count <= MostHeldValues ? new string?[count] : null);
    }

    private int PlaceOf(string name)
    {
        int low = 0;
        int high = _names.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) >>> 1;
            int order = string.CompareOrdinal(_names[middle].Text, name);
            if (order == 0) return middle;
            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }

        return -1;
    }

    /// <param name="Text">The name.</param>
    /// <param name="Table">Where the table of its groups of values begins.</param>
    /// <param name="Count">Of its values.</param>
    /// <param name="Held">Values that were read, by place; null where there are too many.</param>
    private sealed record IndexName(string Text, int Table, int Count, string?[]? Held);

    private sealed record HeldLabels(int Ordinal, LabelSet Labels);
}
