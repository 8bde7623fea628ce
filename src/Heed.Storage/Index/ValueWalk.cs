using System.Text;

namespace Heed.Storage.Index;

/// <summary>Goes through the values of one name in the bytes of an index, in their order.</summary>
internal ref struct ValueWalk
{
    private readonly ReadOnlySpan<byte> _all;
    private readonly int _table;
    private readonly int _count;
    private IndexBytes _group;
    private IndexBytes _postings;
    private byte[] _text = new byte[64];
    private char[] _characters = [];
    private int _length;
    private int _next;

    /// <param name="all">The whole index.</param>
    /// <param name="table">Where the table of the name's groups begins.</param>
    /// <param name="count">Of the name's values.</param>
    public ValueWalk(ReadOnlySpan<byte> all, int table, int count)
    {
        _all = all;
        _table = table;
        _count = count;
    }

    /// <summary>Of the value that <see cref="Next"/> came to.</summary>
    public readonly ReadOnlySpan<byte> Utf8 => _text.AsSpan(0, _length);

    /// <summary>As <see cref="Utf8"/>; where its bytes are no UTF-8, replacement characters stand for them.</summary>
    public ReadOnlySpan<char> Text
    {
        get
        {
            if (_characters.Length < _length) _characters = new char[Math.Max(64, _length * 2)];
            return _characters.AsSpan(0, Encoding.UTF8.GetChars(Utf8, _characters));
        }
    }

    /// <summary>Of the value that <see cref="Next"/> came to.</summary>
    public readonly IndexBytes Postings => _postings;

    private readonly int Groups => (_count + IndexFile.GroupSize - 1) / IndexFile.GroupSize;

    /// <summary>The next value is this one.</summary>
    public void MoveTo(int place)
    {
        if ((uint)place >= (uint)_count) throw new InvalidDataException($"expected a value below {_count} in an index, found {place}");
        Enter(place / IndexFile.GroupSize);
        while (_next < place) Next();
    }

    /// <summary>The next value is the first of a group, and those before the group are all below the text.</summary>
    public void MoveNear(ReadOnlySpan<byte> text)
    {
        int low = 0;
        int high = Groups - 1;
        while (low < high)
        {
            int middle = (low + high + 1) >>> 1;
            if (Utf8Order.Compare(FirstOf(middle), text) <= 0) low = middle;
            else high = middle - 1;
        }

        Enter(low);
    }

    public bool Next()
    {
        if (_next == _count) return false;
        if (_next % IndexFile.GroupSize == 0) Enter(_next / IndexFile.GroupSize);
        int shared = _group.ReadCount();
        if (shared > _length) throw _group.Damage($"at most {_length} shared bytes", shared);
        ReadOnlySpan<byte> rest = _group.Take(_group.ReadCount());
        _length = shared + rest.Length;
        if (_length > _text.Length) Array.Resize(ref _text, _length * 2);
        rest.CopyTo(_text.AsSpan(shared));
        _postings = _group.TakePart(_group.ReadCount());
        _next++;
        return true;
    }

    private readonly IndexBytes Group(int group)
    {
        IndexBytes entry = IndexBytes.Part(_all, _table + (group * sizeof(int)), _table + ((group + 2) * sizeof(int)));
        return IndexBytes.Part(_all, entry.ReadInt32(), entry.ReadInt32());
    }

    private readonly ReadOnlySpan<byte> FirstOf(int group)
    {
        IndexBytes bytes = Group(group);
        bytes.ReadVarint();
        return bytes.Take(bytes.ReadCount());
    }

    private void Enter(int group)
    {
        _group = Group(group);
        _next = group * IndexFile.GroupSize;
        _length = 0;
    }
}
