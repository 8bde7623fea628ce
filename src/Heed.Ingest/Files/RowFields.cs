using Heed.Model.Records;

namespace Heed.Ingest.Files;

/// <summary>The fields of one row, each name once: a repeated one replaces the former.</summary>
internal sealed class RowFields
{
    private readonly ColumnNames _columns = new();
    private readonly List<(int Row, int Field)> _last = [];
    private int _row;

    public IReadOnlyList<string> Names => _columns.Names;

    public void BeginRow(RawRow row)
    {
        row.Columns = _columns.Names;
        _row++;
    }

    public int Column(ReadOnlySpan<byte> name, int hint)
    {
        int column = _columns.Add(name, hint);
        while (_last.Count <= column) _last.Add(default);
        return column;
    }

    public void Add(RawRow row, RawField field)
    {
        (int lastRow, int index) = _last[field.Column];
        if (lastRow == _row)
        {
            row.Fields[index] = field;
            return;
        }

        _last[field.Column] = (_row, row.Fields.Count);
        row.Fields.Add(field);
    }
}
