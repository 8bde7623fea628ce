using System.Globalization;
using System.Text;

using Heed.Ingest.Events;
using Heed.Ingest.Files;
using Heed.Ingest.Sources.Files;
using Heed.Ingest.Sources.Mapping;
using Heed.Model.Time;

namespace Heed.Ingest.Sources.Mlflow;

/// <summary>The first line names the columns; every other one is a prediction, a label, or both.</summary>
internal sealed class MlflowLines(SourceModels models, SourceModel? model) : ISourceLineReader
{
    private readonly InferenceWriter _writer = new();
    private readonly SourceLines _features = new();
    private readonly SourceLines _answer = new();
    private readonly SourceLines _label = new();
    private readonly List<byte> _scratch = [];
    private readonly Dictionary<RowColumn, string> _texts = [];
    private byte[][] _names = [];
    private RowColumn[] _meanings = [];

    public SourceRefusal Read(ReadOnlySpan<byte> line, int number, SourceLines lines)
    {
        if (_names.Length == 0) return ReadHeader(line);
        if (!ReadFields(line)) return SourceRefusal.WrongColumns;
        SourceModel? owner = _texts.TryGetValue(RowColumn.Model, out string? name) ? models.Find(name) : model;
        if (owner is null) return SourceRefusal.UnknownModel;
        if (!TryReadTime(out long? timeMs)) return SourceRefusal.UnknownLine;
        InferenceContext context = new(Text(RowColumn.Id, LineId.Of(line, number)), timeMs)
        {
            Endpoint = Text(RowColumn.Endpoint, []),
            Version = Text(RowColumn.Version, []),
            LatencyMs = JsonNumber.TryParse(Text(RowColumn.LatencyMs, []), out double latency) ? latency : double.NaN,
        };
        (int length, int count) = (lines.Length, lines.Count);
        SourceRefusal refusal = SourceRefusal.None;
        if (_texts.TryGetValue(RowColumn.Error, out string? error)) _writer.WriteError(owner, in context, Encoding.UTF8.GetBytes(error), lines);
        else if (_answer.Length > 0) refusal = _writer.WritePredictions(owner, in context, _features.Bytes.Span, _answer.Bytes.Span, lines);
        else if (_label.Length == 0) refusal = SourceRefusal.NoPrediction;
        if (refusal == SourceRefusal.None && _label.Length > 0) refusal = _writer.WriteLabels(owner, in context, _label.Bytes.Span, lines);
        if (refusal != SourceRefusal.None) lines.Rollback(length, count);
        return refusal;
    }

    private SourceRefusal ReadHeader(ReadOnlySpan<byte> line)
    {
        List<string> names = [];
        for (int at = 0; at <= line.Length;) names.Add(Encoding.UTF8.GetString(CsvJson.NextField(line, ref at, _scratch)).Trim());
        SourceMapping mapping = model?.Mapping ?? SourceMapping.Default;
        Dictionary<RowColumn, string> columns = [];
        if (mapping.Id is { } id) columns[RowColumn.Id] = id;
        if (mapping.Time is { } time) columns[RowColumn.Time] = time;
        if (mapping.Label is { } label) columns[RowColumn.Label] = label;
        if (mapping.Prediction is { } prediction) columns[RowColumn.Prediction] = prediction;
        if (mapping.Score is { } score) columns[RowColumn.Score] = score;
        _meanings = UsualColumns.Meanings(names, new RowOptions { Columns = columns });
        _names = [.. names.Select(Encoding.UTF8.GetBytes)];
        bool isTold = _meanings.Contains(RowColumn.Prediction) || _meanings.Contains(RowColumn.Score) || _meanings.Contains(RowColumn.Label);
        return isTold ? SourceRefusal.None : SourceRefusal.NoPrediction;
    }

    /// <summary>False for a row of another number of fields than the header.</summary>
    private bool ReadFields(ReadOnlySpan<byte> line)
    {
        _features.Clear();
        _answer.Clear();
        _label.Clear();
        _texts.Clear();
        int column = 0;
        for (int at = 0; at <= line.Length; column++)
        {
            ReadOnlySpan<byte> field = CsvJson.NextField(line, ref at, _scratch);
            if (column == _names.Length) return false;
            Add(column, field);
        }

        _features.Write(_features.Length == 0 ? "{}"u8 : "}"u8);
        if (_answer.Length > 0) _answer.Write("}"u8);
        if (_label.Length > 0) _label.Write("]"u8);
        return column == _names.Length;
    }

    private void Add(int column, ReadOnlySpan<byte> field)
    {
        switch (_meanings[column])
        {
            case RowColumn.Feature:
                AddMember(_features, _names[column], field);
                break;
            case RowColumn.Prediction or RowColumn.Score when !field.Trim((byte)' ').IsEmpty:
                AddMember(_answer, _names[column], field);
                break;
            case RowColumn.Label when !field.Trim((byte)' ').IsEmpty:
                _label.Write("["u8);
                CsvJson.WriteValue(field, _label);
                break;
            case RowColumn.Prediction or RowColumn.Score or RowColumn.Label:
                break;
            default:
                if (!field.IsEmpty) _texts[_meanings[column]] = Encoding.UTF8.GetString(field);
                break;
        }
    }

    private static void AddMember(SourceLines json, byte[] name, ReadOnlySpan<byte> field)
    {
        json.Write(json.Length == 0 ? "{"u8 : ","u8);
        json.WriteText(name);
        json.Write(":"u8);
        CsvJson.WriteValue(field, json);
    }

    /// <summary>RFC 3339, Unix milliseconds, or a date and time without a zone, which is taken as UTC.</summary>
    private bool TryReadTime(out long? timeMs)
    {
        timeMs = null;
        if (!_texts.TryGetValue(RowColumn.Time, out string? text)) return true;
        if (Rfc3339.TryParse(text, out long time) || long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out time))
        {
            timeMs = time;
            return true;
        }

        bool isDate = DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset date);
        if (isDate) timeMs = date.ToUnixTimeMilliseconds();
        return isDate;
    }

    private byte[] Text(RowColumn column, byte[] fallback) => _texts.TryGetValue(column, out string? text) ? Encoding.UTF8.GetBytes(text) : fallback;
}
