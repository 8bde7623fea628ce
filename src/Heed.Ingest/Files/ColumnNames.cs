using System.Text;

namespace Heed.Ingest.Files;

/// <summary>The names that rows have brought so far, found by their bytes; rows repeat their order, which is tried first.</summary>
internal sealed class ColumnNames
{
    /// <summary>More names than this mean that something else than names stands in their place.</summary>
    public const int Max = 10_000;

    private readonly List<string> _names = [];
    private readonly List<byte[]> _utf8 = [];
    private readonly Dictionary<string, int> _positions = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Names => _names;

    /// <summary>The position of a name, added where it is new; -1 where there are too many.</summary>
    public int Add(ReadOnlySpan<byte> utf8, int hint)
    {
        if ((uint)hint < (uint)_utf8.Count && utf8.SequenceEqual(_utf8[hint])) return hint;
        string name = Encoding.UTF8.GetString(utf8);
        if (_positions.TryGetValue(name, out int position)) return position;
        if (_names.Count == Max) return -1;
        _positions.Add(name, _names.Count);
        _names.Add(name);
        _utf8.Add(utf8.ToArray());
        return _names.Count - 1;
    }
}
