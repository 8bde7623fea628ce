using System.Buffers;
using System.Text.Json;

using Heed.Ingest.Events;
using Heed.Ingest.Files;
using Heed.Model.Records;

namespace Heed.Ingest.Tables;

/// <summary>
/// Flat objects, one a line or in an array, as a table: an object inside of one is flattened with dots between the names, an array is no
/// value. All rows go to the first lane.
/// </summary>
internal sealed class JsonTable(Stream stream, TableOptions options) : ITableSource
{
    private const int RowsBetweenReports = 4096;

    private readonly EventFile _file = new(stream, options.MaxRowBytes);
    private readonly TableRowBuffer _row = new();
    private readonly JsonScratch _scratch = new();

    public IReadOnlyList<string> Columns => _row.Names;

    public IReadOnlyList<RowColumn> Meanings => UsualColumns.Meanings(_row.Names, new RowOptions());

    public long BytesRead => _file.BytesRead;

    public IReadOnlyList<RowTally> Read(IReadOnlyList<TableRowHandler> lanes, IProgress<long>? progress, CancellationToken cancellation)
    {
        RowTally tally = new(options.ProblemsKept);
        for (EventFileStep step = _file.Next(out ReadOnlySpan<byte> json); step != EventFileStep.End; step = _file.Next(out json))
        {
            cancellation.ThrowIfCancellationRequested();
            string? problem = step switch
            {
                EventFileStep.TooLarge => RefusalDetails.UnfinishedTooLarge(options.MaxRowBytes).Detail,
                EventFileStep.Truncated => "expected more of the gzip stream, found its end",
                _ => ReadRow(json),
            };
            if (problem is not null)
            {
                tally.Refuse(_file.Line, problem);
                continue;
            }

            lanes[0](_row.Fields, _row.Text);
            if (++tally.Rows % RowsBetweenReports == 0) progress?.Report(BytesRead);
        }

        return [tally];
    }

    public void Dispose() => _file.Dispose();

    private string? ReadRow(ReadOnlySpan<byte> json)
    {
        _row.Begin();
        int length = 0;
        byte[]? quoted = NonFiniteWords.MayOccur(json) ? NonFiniteWords.QuoteBare(json, out length) : null;
        try
        {
            Utf8JsonReader reader = new(
                quoted is null ? json : quoted.AsSpan(0, length), new JsonReaderOptions { MaxDepth = EventLimits.MaxDepth });
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject) return "expected an object, found another value";
            ReadMembers(ref reader, default);
            return _row.IsOverfull ? $"expected at most {ColumnNames.Max} different names, found more" : null;
        }
        catch (JsonException error)
        {
            return BrokenJson.Refusal(json, error).Detail;
        }
        finally
        {
            if (quoted is not null) ArrayPool<byte>.Shared.Return(quoted);
        }
    }

    private void ReadMembers(ref Utf8JsonReader reader, scoped ReadOnlySpan<byte> prefix)
    {
        int expected = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadOnlySpan<byte> name = _scratch.Text(in reader);
            if (!prefix.IsEmpty) name = (byte[])[.. prefix, (byte)'.', .. name];
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                ReadMembers(ref reader, name.ToArray());
                continue;
            }

            int column = _row.Column(name, expected);
            expected = column + 1;
            AddField(in reader, column);
            reader.Skip();
        }
    }

    private void AddField(scoped ref readonly Utf8JsonReader reader, int column)
    {
        if (reader.TokenType is JsonTokenType.Null or JsonTokenType.StartArray)
        {
            _row.Add(column, RawFieldKind.Null, double.NaN, default);
            return;
        }

        ReadOnlySpan<byte> text = _scratch.Text(in reader);
        double number = double.NaN;
        bool isNumber = reader.TokenType == JsonTokenType.Number
            ? JsonNumber.TryParse(text, out number)
            : reader.TokenType == JsonTokenType.String && NonFiniteWords.TryParse(text, out number);
        RawFieldKind kind =
            isNumber ? RawFieldKind.Number : reader.TokenType == JsonTokenType.String ? RawFieldKind.Text : RawFieldKind.Bool;
        _row.Add(column, kind, number, text);
    }
}
