namespace Heed.Ingest.Files;

/// <summary>
/// The fields of one row of CSV, without the quotes around them: fields in double quotes may hold separators, line breaks and doubled
/// quotes. They last until the next row.
/// </summary>
internal sealed class CsvFields
{
    private readonly List<(int Start, int Length)> _fields = [];
    private byte[] _row = new byte[4096];
    private int _rowLength;

    public int Count => _fields.Count;

    /// <summary>All fields, one behind the other.</summary>
    public ReadOnlySpan<byte> Text => _row.AsSpan(0, _rowLength);

    public ReadOnlySpan<byte> Field(int index) => _row.AsSpan(_fields[index].Start, _fields[index].Length);

    /// <summary>Where a field starts in <see cref="Text"/>.</summary>
    public int StartOf(int index) => _fields[index].Start;

    /// <param name="row">Without its line break.</param>
    public void Split(ReadOnlySpan<byte> row, byte separator)
    {
        if (row.Length > _row.Length) _row = new byte[row.Length * 2];
        _fields.Clear();
        _rowLength = 0;
        int at = 0;
        while (true)
        {
            at = row[at..].StartsWith("\""u8) ? QuotedField(row, at + 1, separator) : PlainField(row, at, separator);
            if (at >= row.Length) break;
            at++;
            if (at == row.Length)
            {
                _fields.Add((_rowLength, 0));
                break;
            }
        }
    }

    private int PlainField(ReadOnlySpan<byte> row, int at, byte separator)
    {
        int length = row[at..].IndexOf(separator);
        if (length < 0) length = row.Length - at;
        row.Slice(at, length).CopyTo(_row.AsSpan(_rowLength));
        _fields.Add((_rowLength, length));
        _rowLength += length;
        return at + length;
    }

    /// <summary>Bytes between the closing quote and the separator are kept, as most readers do.</summary>
    private int QuotedField(ReadOnlySpan<byte> row, int at, byte separator)
    {
        int start = _rowLength;
        bool open = true;
        for (; at < row.Length && (open || row[at] != separator); at++)
        {
            if (open && row[at] == '"')
            {
                if (at + 1 < row.Length && row[at + 1] == '"') at++;
                else
                {
                    open = false;
                    continue;
                }
            }

            _row[_rowLength++] = row[at];
        }

        _fields.Add((start, _rowLength - start));
        return at;
    }
}
