using Heed.Ingest.Events;
using Heed.Model.Records;
using Heed.Model.Time;

namespace Heed.Ingest.Files;

/// <summary>The rows of a CSV file. Its first row names the columns.</summary>
internal sealed class CsvRows(Stream stream, RowOptions options) : IRowSource
{
    private readonly BodySource _source = new(stream, BodyCompression.Detect);
    private readonly CsvSplitter _splitter = new(options.MaxRowBytes);
    private string[]? _header;
    private RowColumn[] _meanings = [];
    private bool _isCutTold;
    private bool _hasNoHeader;

    public long BytesRead => _source.InputBytes;

    public bool Next(RawRow row, ref string? problem)
    {
        if (_header is null)
        {
            problem = ReadHeader();
            row.Line = Math.Max(1, _splitter.Line);
            _hasNoHeader = problem is not null;
            if (_hasNoHeader) return true;
        }

        if (_hasNoHeader) return false;
        row.Columns = _header!;
        if (!Fill()) return End(row, ref problem);
        row.Line = _splitter.Line;
        problem = Read(row);
        return true;
    }

    public void Dispose()
    {
        _source.Dispose();
        stream.Dispose();
    }

    private bool End(RawRow row, ref string? problem)
    {
        if (_source.Problem is null || _isCutTold) return false;
        _isCutTold = true;
        row.Line = Math.Max(1, _splitter.Line);
        problem = "expected more of the gzip stream, found its end";
        return true;
    }

    private bool Fill()
    {
        while (true)
        {
            if (_splitter.TryNext()) return true;
            if (_splitter.IsComplete) return false;
            ReadMore();
        }
    }

    private void ReadMore()
    {
        int count = _source.Read(_splitter.Room().Span);
        _splitter.Advance(count);
        if (count == 0) _splitter.Complete();
    }

    private string? ReadHeader()
    {
        ReadOnlySpan<byte> first;
        while (!_splitter.TryPeekRow(out first) && !_splitter.IsComplete) ReadMore();
        _splitter.Separator = CsvHeader.SeparatorOf(first);
        _header = [];
        if (!Fill()) return "expected a header row, found an empty file";
        if (_splitter.IsTooLarge) return RefusalDetails.UnfinishedTooLarge(options.MaxRowBytes).Detail;
        string[] header = new string[_splitter.Count];
        for (int i = 0; i < header.Length; i++) header[i] = CsvHeader.Name(_splitter.Field(i), i);
        string? problem = CsvHeader.Check(header) ?? CheckMeanings(header);
        if (problem is not null) return problem;
        _header = header;
        _meanings = UsualColumns.Meanings(header, options);
        return null;
    }

    private string? CheckMeanings(string[] header)
    {
        foreach ((RowColumn meaning, string name) in options.Columns)
        {
            if (!header.Contains(name)) return $"expected a column {name} for {meaning}, found {string.Join(", ", header.Take(20))}";
        }

        return null;
    }

    private string? Read(RawRow row)
    {
        if (_splitter.IsTooLarge) return RefusalDetails.UnfinishedTooLarge(options.MaxRowBytes).Detail;
        if (_splitter.EndsInQuotes) return "expected a closing quote, found the end of the file";
        if (_splitter.Count != _header!.Length) return $"expected {_header.Length} fields as in the header, found {_splitter.Count}";
        for (int i = 0; i < _header.Length; i++)
        {
            ReadOnlySpan<byte> field = _splitter.Field(i);
            if (_meanings[i] == RowColumn.Feature)
            {
                row.Fields.Add(CsvValue.Of(i, field, row.AddText(field).Start));
                continue;
            }

            string? problem = field.Length == 0 ? null : Keep(row, _meanings[i], field);
            if (problem is not null) return problem;
        }

        return null;
    }

    private static string? Keep(RawRow row, RowColumn meaning, ReadOnlySpan<byte> field)
    {
        switch (meaning)
        {
            case RowColumn.Time: return KeepTime(row, field);
            case RowColumn.Prediction:
                row.Prediction = row.AddText(field);
                row.PredictionNumber = NumberOrNaN(field);
                return null;
            case RowColumn.Label:
                row.Label = row.AddText(field);
                row.LabelNumber = NumberOrNaN(field);
                return null;
            case RowColumn.Id: row.Id = row.AddText(field); return null;
            case RowColumn.Model: row.Model = row.AddText(field); return null;
            case RowColumn.Version: row.Version = row.AddText(field); return null;
            case RowColumn.Endpoint: row.Endpoint = row.AddText(field); return null;
            case RowColumn.Error: row.Error = row.AddText(field); return null;
            default: return KeepNumber(row, meaning, field);
        }
    }

    private static string? KeepNumber(RawRow row, RowColumn meaning, ReadOnlySpan<byte> field)
    {
        bool isNumber = JsonNumber.TryParse(field, out double number) || NonFiniteWords.TryParse(field, out number);
        if (!isNumber) return $"expected a number for {meaning}, found \"{RefusalDetails.Text(field)}\"";
        if (meaning == RowColumn.Score) row.Score = number;
        else if (meaning == RowColumn.LatencyMs) row.LatencySeconds = number / 1000;
        else row.Cost = number;
        return null;
    }

    private static string? KeepTime(RawRow row, ReadOnlySpan<byte> field)
    {
        if (Rfc3339.TryParse(field, out long timeMs) || TryParseWithoutZone(field, out timeMs)) row.TimeMs = timeMs;
        else if (JsonNumber.TryParse(field, out double number) && Math.Abs(number) < 1e15) row.TimeMs = (long)Math.Floor(number);
        else return $"expected a time as RFC 3339 or Unix milliseconds, found \"{RefusalDetails.Text(field)}\"";
        return null;
    }

    /// <summary>Data frames write times without a zone: they are taken as UTC, and a date alone as its midnight.</summary>
    private static bool TryParseWithoutZone(ReadOnlySpan<byte> field, out long timeMs)
    {
        timeMs = 0;
        ReadOnlySpan<byte> rest = field.Length == 10 ? "T00:00:00Z"u8 : "Z"u8;
        if (field.Length is < 10 or > 40) return false;
        Span<byte> whole = stackalloc byte[field.Length + rest.Length];
        field.CopyTo(whole);
        rest.CopyTo(whole[field.Length..]);
        return Rfc3339.TryParse(whole, out timeMs);
    }

    private static double NumberOrNaN(ReadOnlySpan<byte> field) => JsonNumber.TryParse(field, out double number) ? number : double.NaN;
}
