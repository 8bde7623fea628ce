using System.Buffers.Binary;
using System.Text;

using Heed.Model.Labels;

namespace Heed.Storage.Index;

/// <summary>
/// Finds series in the bytes that <see cref="IndexFile"/> wrote. The bytes have been checked against their checksum. Safe to use from
/// any thread.
/// </summary>
internal sealed class IndexReader
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
        int place = Array.BinarySearch(_names, name, StringComparer.Ordinal);
        if (place < 0) return [];
        NameValues values = ValuesOf(place);
        string[] texts = new string[values.Count];
        for (int i = 0; i < texts.Length; i++) texts[i] = Encoding.UTF8.GetString(values.Text(Bytes, i));
        return texts;
    }

    /// <summary>The labels of a series; the same instance every time.</summary>
    public LabelSet LabelsAt(int ordinal) => _labels[ordinal] ??= ReadLabels(ordinal);

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

        int[] found = wanted.Count > 0 ? Postings.Intersect(wanted) : [.. Enumerable.Range(0, Count)];
        foreach (ReadOnlyMemory<int> ordinals in unwanted) found = Postings.Subtract(found, ordinals.Span);
        return found;
    }

    private int[] OrdinalsOf(LabelMatcher matcher, bool accepted, CancellationToken cancellation)
    {
        int place = Array.BinarySearch(_names, matcher.Name, StringComparer.Ordinal);
        if (place < 0) return [];
        NameValues values = ValuesOf(place);
        ValuePattern pattern = new(matcher);
        List<int> ordinals = [];
        if (pattern.Literals is { } literals && pattern.IsPositive == accepted)
        {
            foreach (string literal in literals)
            {
                int at = values.IndexOf(Bytes, Encoding.UTF8.GetBytes(literal));
                if (at >= 0) values.AddPostings(Bytes, at, ordinals);
            }
        }
        else
        {
            for (int i = 0; i < values.Count; i++)
            {
                if (i % ValuesBetweenCancellationChecks == 0) cancellation.ThrowIfCancellationRequested();
                if (pattern.Matches(Encoding.UTF8.GetString(values.Text(Bytes, i))) == accepted) values.AddPostings(Bytes, i, ordinals);
            }
        }

        ordinals.Sort();
        return [.. ordinals];
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
