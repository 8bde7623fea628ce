using System.Collections.Frozen;
using System.Text;

using Heed.Model.Labels;

namespace Heed.Model.Records;

/// <summary>A fixed list of names that is looked up by UTF-8 bytes without an allocation.</summary>
public sealed class Utf8Names
{
    private readonly byte[][] _utf8;
    private readonly FrozenDictionary<ulong, int[]> _positions;

    /// <param name="names">Without repeats.</param>
    public Utf8Names(IEnumerable<string> names)
    {
        Names = [.. names];
        _utf8 = [.. Names.Select(Encoding.UTF8.GetBytes)];
        _positions = Enumerable.Range(0, _utf8.Length).GroupBy(i => Hash(_utf8[i])).ToFrozenDictionary(g => g.Key, g => g.ToArray());
    }

    public IReadOnlyList<string> Names { get; }

    public int Count => _utf8.Length;

    public ReadOnlySpan<byte> Utf8(int position) => _utf8[position];

    /// <summary>The position of a name, or -1. Records repeat their order: the hint, tried first, is usually right.</summary>
    public int Find(ReadOnlySpan<byte> utf8, int hint = -1)
    {
        if ((uint)hint < (uint)_utf8.Length && utf8.SequenceEqual(_utf8[hint])) return hint;
        if (!_positions.TryGetValue(Hash(utf8), out int[]? candidates)) return -1;
        foreach (int candidate in candidates)
        {
            if (utf8.SequenceEqual(_utf8[candidate])) return candidate;
        }

        return -1;
    }

    private static ulong Hash(ReadOnlySpan<byte> utf8)
    {
        StableHash hash = new(0);
        hash.Add(utf8);
        return hash.ToUInt64();
    }
}
