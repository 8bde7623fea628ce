using System.Text;

using Heed.Model.Labels;

namespace Heed.Monitoring.Series;

/// <summary>
/// The values of one label, each with a position, in order of first appearance. Those beyond the limit share the position of
/// <see cref="LabelNames.Overflow"/>. Looking up a known name allocates nothing.
/// </summary>
internal sealed class NameTable(int limit)
{
    private static readonly byte[] OverflowName = Encoding.UTF8.GetBytes(LabelNames.Overflow);

    private readonly List<string> _names = [];
    private readonly List<byte[]> _utf8 = [];
    private readonly Dictionary<ulong, int> _positions = [];
    private int _last;
    private int _overflow = -1;

    public int Count => _names.Count;

    /// <summary>Lookups that went to the overflow.</summary>
    public long Overflowed { get; private set; }

    public string this[int position] => _names[position];

    public int FindOrAdd(string name) => FindOrAdd(Encoding.UTF8.GetBytes(name));

    public int FindOrAdd(ReadOnlySpan<byte> utf8)
    {
        if (_last < _utf8.Count && utf8.SequenceEqual(_utf8[_last])) return _last;
        ulong hash = Hash(utf8);
        if (_positions.TryGetValue(hash, out int position) && utf8.SequenceEqual(_utf8[position])) return _last = position;

        // A name whose hash belongs to another one, once in 2^64, shares the overflow too.
        bool full = _names.Count - (_overflow >= 0 ? 1 : 0) >= limit;
        if (!full && !utf8.SequenceEqual(OverflowName) && _positions.TryAdd(hash, _names.Count)) return _last = Append(Encoding.UTF8.GetString(utf8), utf8.ToArray());
        Overflowed++;
        if (_overflow < 0) _overflow = Append(LabelNames.Overflow, OverflowName);
        return _overflow;
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(_names.Count);
        foreach (string name in _names) writer.Write(name);
        writer.Write(_overflow);
        writer.Write(Overflowed);
    }

    public void Load(BinaryReader reader)
    {
        _names.Clear();
        _utf8.Clear();
        _positions.Clear();
        _last = 0;
        int count = reader.ReadInt32();
        List<string> names = [];
        for (int i = 0; i < count; i++) names.Add(reader.ReadString());
        _overflow = reader.ReadInt32();
        Overflowed = reader.ReadInt64();
        for (int i = 0; i < count; i++)
        {
            byte[] utf8 = Encoding.UTF8.GetBytes(names[i]);
            if (i != _overflow) _positions.TryAdd(Hash(utf8), i);
            Append(names[i], utf8);
        }
    }

    private int Append(string name, byte[] utf8)
    {
        _names.Add(name);
        _utf8.Add(utf8);
        return _names.Count - 1;
    }

    private static ulong Hash(ReadOnlySpan<byte> utf8)
    {
        StableHash hash = new(0);
        hash.Add(utf8);
        return hash.ToUInt64();
    }
}
