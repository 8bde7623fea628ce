using System.Text;
using System.Text.Json;

using Heed.Ingest.Files;
using Heed.Model.Records;

namespace Heed.Ingest.Tables;

/// <summary>
/// The predictions of a file of events as a table: features and segments under their names, and <c>prediction</c>, <c>score</c> and
/// <c>latency_ms</c>. Other events are no rows. All rows go to the first lane.
/// </summary>
internal sealed class EventTable(RowReader rows, TableOptions options) : ITableSource
{
    private const int RowsBetweenReports = 4096;

    private readonly TableRowBuffer _row = new();

    public IReadOnlyList<string> Columns => _row.Names;

    public IReadOnlyList<RowColumn> Meanings => UsualColumns.Meanings(_row.Names, new RowOptions());

    public long BytesRead => rows.BytesRead;

    /// <summary>Whether the first row of a JSON file is an event: it names its type beside its features or its model.</summary>
    public static bool IsOf(string path)
    {
        using EventFile file = EventFile.Open(path);
        if (file.Next(out ReadOnlySpan<byte> json) != EventFileStep.Event) return false;
        try
        {
            using JsonDocument row = JsonDocument.Parse(Encoding.UTF8.GetString(json));
            return row.RootElement.ValueKind == JsonValueKind.Object
                && row.RootElement.TryGetProperty("type", out JsonElement type)
                && type.ValueKind == JsonValueKind.String
                && type.GetString() is "prediction" or "label" or "correction" or "deployment"
                && (row.RootElement.TryGetProperty("model", out _) || row.RootElement.TryGetProperty("features", out _));
        }
        catch (JsonException)
        {
            return false;
        }
    }

    public IReadOnlyList<RowTally> Read(IReadOnlyList<TableRowHandler> lanes, IProgress<long>? progress, CancellationToken cancellation)
    {
        RowTally tally = new(options.ProblemsKept);
        RawRow row = new();
        for (RowStep step = rows.Next(row); step != RowStep.End; step = rows.Next(row))
        {
            cancellation.ThrowIfCancellationRequested();
            if (step == RowStep.Problem)
            {
                tally.Refuse(rows.Problem!.Line, rows.Problem.Message);
                continue;
            }

            if (row.Kind != RecordKind.Prediction) continue;
            Fill(row);
            if (_row.IsOverfull)
            {
                tally.Refuse(row.Line, $"expected at most {ColumnNames.Max} different names, found more");
                continue;
            }

            lanes[0](_row.Fields, _row.Text);
            if (++tally.Rows % RowsBetweenReports == 0) progress?.Report(BytesRead);
        }

        return [tally];
    }

    public void Dispose() => rows.Dispose();

    private void Fill(RawRow row)
    {
        _row.Begin();
        foreach (RawField field in row.Fields)
        {
            int column = _row.Column(Encoding.UTF8.GetBytes(row.Columns[field.Column]), field.Column);
            _row.Add(column, field.Kind, field.Number, row.Utf8(field.Text));
        }

        foreach (RawSegment segment in row.Segments)
        {
            int column = _row.Column(Encoding.UTF8.GetBytes(row.Columns[segment.Column]), segment.Column);
            _row.Add(column, RawFieldKind.Text, double.NaN, row.Utf8(segment.Value));
        }

        bool isNumber = !double.IsNaN(row.PredictionNumber);
        RawFieldKind kind = isNumber ? RawFieldKind.Number : RawFieldKind.Text;
        if (!row.Prediction.IsEmpty) _row.Add(_row.Column("prediction"u8, -1), kind, row.PredictionNumber, row.Utf8(row.Prediction));
        AddNumber("score"u8, row.Score);
        AddNumber("latency_ms"u8, row.LatencySeconds * 1000);
    }

    private void AddNumber(ReadOnlySpan<byte> name, double value)
    {
        if (!double.IsNaN(value)) _row.Add(_row.Column(name, -1), RawFieldKind.Number, value, default);
    }
}
