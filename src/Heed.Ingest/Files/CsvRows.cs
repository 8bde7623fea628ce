using Heed.Ingest.Events;
using Heed.Model.Records;
using Heed.Model.Time;

namespace Heed.Ingest.Files;

/// <summary>The rows of a CSV file. Its first row names the columns.</summary>
internal sealed class CsvRows(Stream stream, RowOptions options) : IRowSource
{
    private readonly CsvFile _file = new(new FileBytes(stream), options.MaxRowBytes);
    private readonly CsvFields _fields = new();
    private readonly JsonScratch _scratch = new();
    private string[]? _header;
    private RowColumn[] _meanings = [];
    private bool _hasNoHeader;

    public long BytesRead => _file.BytesRead;

    public bool Next(RawRow row, ref string? problem)
    {
        if (_hasNoHeader) return false;
        if (_header is null && ReadHeader() is { } wrong)
        {
            _hasNoHeader = true;
            row.Line = _file.Line;
            problem = wrong;
            return true;
        }

        row.Columns = _header!;
        EventFileStep step = _file.Next(out ReadOnlySpan<byte> bytes);
        if (step == EventFileStep.End) return false;
        row.Line = _file.Line;
        problem = ProblemOf(step);
        if (problem is not null) return true;
        _fields.Split(bytes, _file.Separator);
        problem = Read(row);
        return true;
    }

    public void Dispose() => _file.Dispose();

    private string? ProblemOf(EventFileStep step) => step switch
    {
        EventFileStep.TooLarge => RefusalDetails.UnfinishedTooLarge(options.MaxRowBytes).Detail,
        EventFileStep.Truncated => "expected more of the gzip stream, found its end",
        EventFileStep.Unclosed => "expected a closing quote, found the end of the file",
        _ => null,
    };

    private string? ReadHeader()
    {
        EventFileStep step = _file.Next(out ReadOnlySpan<byte> bytes);
        if (step == EventFileStep.End) return "expected a header row, found an empty file";
        if (ProblemOf(step) is { } broken) return broken;
        _fields.Split(bytes, _file.Separator);
        string[] header = new string[_fields.Count];
        for (int i = 0; i < header.Length; i++) header[i] = CsvHeader.Name(_fields.Field(i), i);
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
        if (_fields.Count != _header!.Length) return $"expected {_header.Length} fields as in the header, found {_fields.Count}";
        for (int i = 0; i < _header.Length; i++)
        {
            ReadOnlySpan<byte> field = _fields.Field(i);
            if (IsFeature(_meanings[i], field))
            {
                row.Fields.Add(CsvValue.Of(i, field, row.AddText(field).Start));
                continue;
            }

            string? problem = field.Length == 0 ? null : Keep(row, _meanings[i], field);
            if (problem is not null) return problem;
        }

        return null;
    }

    /// <summary>A column that is called as a list is, and has none, is a feature.</summary>
    private static bool IsFeature(RowColumn meaning, ReadOnlySpan<byte> field) => meaning == RowColumn.Feature
        || (meaning is RowColumn.Embedding or RowColumn.Scores && field.Length > 0 && !CsvList.BeginsLikeOne(field));

    private string? Keep(RawRow row, RowColumn meaning, ReadOnlySpan<byte> field)
    {
        switch (meaning)
        {
            case RowColumn.Time: return KeepTime(row, field);
            case RowColumn.Prediction when CsvList.IsArray(field):
                RawLists.ReadItems(field, row, _scratch);
                return null;
            case RowColumn.Prediction:
                row.Prediction = row.AddText(field);
                row.PredictionNumber = NumberOrNaN(field);
                return null;
            case RowColumn.Label when CsvList.Is(field):
                RawLists.ReadLabelItems(field, row, _scratch);
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
            case RowColumn.Embedding or RowColumn.Scores: return KeepList(row, meaning, field);
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

    private string? KeepList(RawRow row, RowColumn meaning, ReadOnlySpan<byte> field)
    {
        bool isEmbedding = meaning == RowColumn.Embedding;
        bool isRight = isEmbedding ? CsvList.IsArray(field) : CsvList.Is(field) && !CsvList.IsArray(field);
        string expected = isEmbedding ? "a JSON array" : "a JSON object";
        if (!isRight) return $"expected {expected} for {meaning}, found \"{RefusalDetails.Text(field)}\"";
        if (isEmbedding) RawLists.ReadEmbedding(field, row);
        else RawLists.ReadScores(field, row, _scratch);
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
