using System.Runtime.InteropServices;

using Heed.Ingest.Files;
using Heed.Model.Records;

namespace Heed.Ingest.Tables;

/// <summary>One row whose columns become known by name, with the names that rows have brought so far.</summary>
internal sealed class TableRowBuffer
{
    private readonly ColumnNames _names = new();
    private readonly List<RawField> _fields = [];
    private readonly List<(int Row, int Field)> _last = [];
    private byte[] _text = new byte[4096];
    private int _textLength;
    private int _row;

    public IReadOnlyList<string> Names => _names.Names;

    public ReadOnlySpan<RawField> Fields => CollectionsMarshal.AsSpan(_fields);

    public ReadOnlySpan<byte> Text => _text.AsSpan(0, _textLength);

    /// <summary>Whether the row brought more names than a table may have.</summary>
    public bool IsOverfull { get; private set; }

    public void Begin()
    {
        _fields.Clear();
        _textLength = 0;
        _row++;
        IsOverfull = false;
    }

    /// <summary>The number of a column; -1 where there are too many.</summary>
    /// <param name="hint">The number that is tried first.</param>
    public int Column(ReadOnlySpan<byte> name, int hint)
    {
        int column = _names.Add(name, hint);
        IsOverfull |= column < 0;
        while (_last.Count <= column) _last.Add(default);
        return column;
    }

    /// <summary>A repeated name replaces the former.</summary>
    /// <param name="column">-1 is passed over.</param>
    public void Add(int column, RawFieldKind kind, double number, ReadOnlySpan<byte> text)
    {
        if (column < 0) return;
        RawField field = new(column, kind, number, Append(text));
        (int row, int index) = _last[column];
        if (row == _row)
        {
            _fields[index] = field;
            return;
        }

        _last[column] = (_row, _fields.Count);
        _fields.Add(field);
    }

    private TextSlice Append(ReadOnlySpan<byte> utf8)
    {
        if (_textLength + utf8.Length > _text.Length) Array.Resize(ref _text, Math.Max(_textLength + utf8.Length, _text.Length * 2));
        utf8.CopyTo(_text.AsSpan(_textLength));
        TextSlice slice = new(_textLength, utf8.Length);
        _textLength += utf8.Length;
        return slice;
    }
}
