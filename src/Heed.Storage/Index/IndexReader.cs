using System.Buffers.Binary;
using System.Text;

using Heed.Model.Labels;

namespace Heed.Storage.Index;

/// <summary>
/// Finds series in the bytes that <see cref="IndexFile"/> wrote. The bytes have been checked against their checksum. Safe to use from
/// any thread.
/// </summary>
internal sealed class IndexReader : ILabelIndex
{
    private const int ValuesBetweenCancellationChecks = 1024;

    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly string[] _names;
    private readonly LabelSet?[] _labels;

    private IndexReader(ReadOnlyMemory<byte> bytes, int count, int nameCount)
    {
        _bytes = bytes;
        Count = count;
        _labels = new LabelSet?[count];
        _names = new string[nameCount];
        for (int i = 0; i < nameCount; i++) _names[i] = Text(Number(NameEntry(i)), Number(NameEntry(i) + 4));
    }

    /// <summary>Of series.</summary>
    public int Count { get; }

    private ReadOnlySpan<byte> Bytes => _bytes.Span;

    /// <returns>The reader, or null and what is wrong with the bytes.</returns>
    public static IndexReader? Open(ReadOnlyMemory<byte> bytes, out string? problem)
    {
        problem = null;
        ReadOnlySpan<byte> span = bytes.Span;
        if (span.Length < IndexFile.HeaderBytes)
        {
            problem = $"expected an index of at least {IndexFile.HeaderBytes} bytes, found {span.Length}";
        }
        else if (span[0] != IndexFile.FormatVersion)
        {
            problem = $"expected an index of version {IndexFile.FormatVersion}, found {span[0]}";
        }

        return problem is null
            ? new IndexReader(bytes, BinaryPrimitives.ReadInt32LittleEndian(span[4..]), BinaryPrimitives.ReadInt32LittleEndian(span[8..]))
            : null;
    }

    /// <summary>The label names, ordered.</summary>
    public IReadOnlyList<string> Names() => _names;

    /// <summary>The values of a name, in the order of their bytes.</summary>
    public IReadOnlyList<string> Values(string name)
    {
        if (!TryFind(name, out NameValues values)) return [];
        string[] texts = new string[values.Count];
        for (int i = 0; i < texts.Length; i++) texts[i] = Encoding.UTF8.GetString(values.Text(Bytes, i));
        return texts;
    }

    /// <summary>The labels of a series; the same instance every time.</summary>
    public LabelSet LabelsAt(int ordinal) => _labels[ordinal] ??= ReadLabels(ordinal);

    /// <summary>The ordinals of the series that satisfy every matcher, ascending.</summary>
    public int[] Find(IReadOnlyList<LabelMatcher> matchers, CancellationToken cancellation) => SeriesSearch.Find(this, matchers, cancellation);

    public int[] All()
    {
        int[] all = new int[Count];
        for (int i = 0; i < all.Length; i++) all[i] = i;
        return all;
    }

    public ReadOnlyMemory<int> With(string name, string value)
    {
        if (!TryFind(name, out NameValues values)) return default;
        int at = values.IndexOf(Bytes, Encoding.UTF8.GetBytes(value));
        return at < 0 ? default : values.Postings(Bytes, at);
    }

    public int CountValues(string name, string[]? prefixes)
    {
        if (!TryFind(name, out NameValues values)) return 0;
        if (prefixes is null) return values.Count;
        int count = 0;
        foreach (string prefix in prefixes)
        {
            (int from, int to) = values.StartingWith(Bytes, Encoding.UTF8.GetBytes(prefix));
            count += to - from;
        }

        return count;
    }

    public void Collect(
        string name, string[]? prefixes, in ValuePattern pattern, bool accepted, List<ReadOnlyMemory<int>> lists, CancellationToken cancellation)
    {
        if (!TryFind(name, out NameValues values)) return;
        if (prefixes is null)
        {
            Collect(values, (0, values.Count), pattern, accepted, lists, cancellation);
            return;
        }

        foreach (string prefix in prefixes)
        {
            Collect(values, values.StartingWith(Bytes, Encoding.UTF8.GetBytes(prefix)), pattern, accepted, lists, cancellation);
        }
    }

    LabelSet? ILabelIndex.LabelsAt(int series) => LabelsAt(series);

    private void Collect(
        NameValues values,
        (int From, int To) range,
        in ValuePattern pattern,
        bool accepted,
        List<ReadOnlyMemory<int>> lists,
        CancellationToken cancellation)
    {
        for (int i = range.From; i < range.To; i++)
        {
            if (i % ValuesBetweenCancellationChecks == 0) cancellation.ThrowIfCancellationRequested();
            if (pattern.Matches(Encoding.UTF8.GetString(values.Text(Bytes, i))) == accepted) lists.Add(values.Postings(Bytes, i));
        }
    }

    private bool TryFind(string name, out NameValues values)
    {
        int place = Array.BinarySearch(_names, name, StringComparer.Ordinal);
        values = place < 0 ? default : ValuesOf(place);
        return place >= 0;
    }

    private LabelSet ReadLabels(int ordinal)
    {
        int entry = IndexFile.HeaderBytes + (_names.Length * IndexFile.NameEntryBytes) + (ordinal * sizeof(int));
        int at = Number(entry);
        int end = Number(entry + sizeof(int));
        LabelSetBuilder labels = new();
        while (at < end)
        {
            int name = (int)NameValues.ReadVarint(Bytes, ref at);
            int value = (int)NameValues.ReadVarint(Bytes, ref at);
            labels.Set(_names[name], Encoding.UTF8.GetString(ValuesOf(name).Text(Bytes, value)));
        }

        return labels.Build();
    }

    private NameValues ValuesOf(int name) => new(Number(NameEntry(name) + 8), Number(NameEntry(name) + 12));

    private static int NameEntry(int name) => IndexFile.HeaderBytes + (name * IndexFile.NameEntryBytes);

    private int Number(int at) => BinaryPrimitives.ReadInt32LittleEndian(Bytes[at..]);

    private string Text(int at, int length) => Encoding.UTF8.GetString(Bytes.Slice(at, length));
}
