using Heed.Ingest.Events;
using Heed.Ingest.Files;
using Heed.Model.Records;

namespace Heed.Ingest.Tables;

/// <summary>
/// Reads the rows of blocks of CSV. A row without quotes is read where it lies, in one pass that finds the end of a number by parsing it;
/// other rows go through <see cref="CsvFields"/>. One for each lane.
/// </summary>
internal sealed class CsvRowParser(int columns, byte separator, int maxRowBytes, TableRowHandler handler, RowTally tally)
{
    private readonly RawField[] _fields = new RawField[columns];
    private readonly CsvFields _quoted = new();

    public void Parse(CsvBlock block)
    {
        ReadOnlySpan<byte> bytes = block.Bytes.AsSpan(0, block.End);
        bool quotes = block.Rows.Contains((byte)'"');
        for (int at = block.Start; at < bytes.Length;)
        {
            ReadOnlySpan<byte> rest = bytes[at..];
            bool inQuotes = false;
            int stop = quotes ? CsvRowEnd.Find(rest, separator, out inQuotes) : rest.IndexOf((byte)'\n');
            int length = stop < 0 ? rest.Length : stop;
            int next = at + length + 1;
            if (length > 0 && rest[length - 1] == '\r') length--;
            if (length > 0) ParseRow(bytes, at, length, quotes, inQuotes, block);
            at = next;
        }
    }

    private void ParseRow(ReadOnlySpan<byte> bytes, int at, int length, bool quotes, bool inQuotes, CsvBlock block)
    {
        string? problem = null;
        if (length > maxRowBytes) problem = RefusalDetails.UnfinishedTooLarge(maxRowBytes).Detail;
        else if (inQuotes) problem = "expected a closing quote, found the end of the file";
        else if (quotes && bytes.Slice(at, length).Contains((byte)'"')) problem = Quoted(bytes.Slice(at, length));
        else if (!TryPlain(bytes, at, at + length)) problem = WrongCount(bytes.Slice(at, length).Count(separator) + 1);
        if (problem is null) tally.Rows++;
        else tally.Refuse(block.Line + bytes[block.Start..at].Count((byte)'\n'), problem);
    }

    /// <summary>False where the row has more or fewer fields than the header.</summary>
    private bool TryPlain(ReadOnlySpan<byte> bytes, int at, int end)
    {
        RawField[] fields = _fields;
        int count = 0;
        while (true)
        {
            if (count == fields.Length) return false;
            int stop = JsonNumber.ReadUntil(bytes, at, end, separator, out double number);
            if (stop >= 0)
            {
                fields[count] = new RawField(count, RawFieldKind.Number, number, new TextSlice(at, stop - at));
            }
            else
            {
                int length = bytes[at..end].IndexOf(separator);
                stop = length < 0 ? end : at + length;
                fields[count] = CsvValue.Of(count, bytes[at..stop], at);
            }

            count++;
            if (stop == end) break;
            at = stop + 1;
        }

        if (count != fields.Length) return false;
        handler(fields, bytes);
        return true;
    }

    private string? Quoted(ReadOnlySpan<byte> row)
    {
        _quoted.Split(row, separator);
        if (_quoted.Count != columns) return WrongCount(_quoted.Count);
        for (int i = 0; i < columns; i++) _fields[i] = CsvValue.Of(i, _quoted.Field(i), _quoted.StartOf(i));
        handler(_fields, _quoted.Text);
        return null;
    }

    private string WrongCount(int found) => $"expected {columns} fields as in the header, found {found}";
}
