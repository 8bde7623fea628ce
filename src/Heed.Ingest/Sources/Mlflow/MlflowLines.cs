using System.Globalization;
using System.Text;

using Heed.Ingest.Events;
using Heed.Ingest.Files;
using Heed.Ingest.Sources.Files;
using Heed.Ingest.Sources.Mapping;
using Heed.Model.Records;
using Heed.Model.Time;

namespace Heed.Ingest.Sources.Mlflow;

/// <summary>The first row names the columns; every other one is a prediction, a label, or both.</summary>
internal sealed class MlflowLines(SourceModels models, SourceModel? model) : ISourceLineReader
{
    private readonly InferenceWriter _writer = new();
    private readonly CsvFields _fields = new();
    private readonly SourceLines _features = new();
    private readonly SourceLines _answer = new();
    private readonly SourceLines _label = new();
    private readonly SourceLines _embedding = new();
    private readonly Dictionary<RowColumn, string> _texts = [];
    private byte _separator;
    private byte[][] _names = [];
    private RowColumn[] _meanings = [];

    public SourceRefusal Read(ReadOnlySpan<byte> line, int number, SourceLines lines)
    {
        if (_names.Length == 0) return ReadHeader(line);
        _fields.Split(line, _separator);
        if (_fields.Count != _names.Length) return SourceRefusal.WrongFields;
        SourceRefusal refusal = ReadFields();
        if (refusal != SourceRefusal.None) return refusal;
        SourceModel? owner = _texts.TryGetValue(RowColumn.Model, out string? name) ? models.Find(name) : model;
        if (owner is null) return SourceRefusal.UnknownModel;
        if (!TryReadTime(out long? timeMs)) return SourceRefusal.BadTime;
        bool isEmbedding = owner.Schema.Type == ModelType.Embedding;
        if (isEmbedding && _embedding.Length > 0) AddMember(_answer, "embedding"u8, _embedding.Bytes.Span, isList: true);
        if (_answer.Length > 0) _answer.Write("}"u8);
        InferenceContext context = new(Text(RowColumn.Id, LineId.Of(line, number)), timeMs)
        {
            Endpoint = Text(RowColumn.Endpoint, []),
            Version = Text(RowColumn.Version, []),
            LatencyMs = JsonNumber.TryParse(Text(RowColumn.LatencyMs, []), out double latency) ? latency : double.NaN,
            Embedding = isEmbedding ? [] : _embedding.Bytes.Span,
        };
        (int length, int count) = (lines.Length, lines.Count);
        refusal = Write(owner, in context, lines);
        if (refusal != SourceRefusal.None) lines.Rollback(length, count);
        return refusal;
    }

    private SourceRefusal Write(SourceModel owner, in InferenceContext context, SourceLines lines)
    {
        SourceRefusal refusal = SourceRefusal.None;
        if (_texts.TryGetValue(RowColumn.Error, out string? error)) _writer.WriteError(owner, in context, Encoding.UTF8.GetBytes(error), lines);
        else if (_answer.Length > 0) refusal = _writer.WritePredictions(owner, in context, _features.Bytes.Span, _answer.Bytes.Span, lines);
        else if (_label.Length == 0) refusal = SourceRefusal.NoPrediction;
        if (refusal != SourceRefusal.None || _label.Length == 0) return refusal;
        ReadOnlySpan<byte> label = _label.Bytes.Span;
        return CsvList.Is(label[1..^1])
            ? InferenceWriter.WriteListLabel(owner, in context, label[1..^1], lines)
            : _writer.WriteLabels(owner, in context, label, lines);
    }

    private SourceRefusal ReadHeader(ReadOnlySpan<byte> line)
    {
        _separator = CsvHeader.SeparatorOf(line);
        _fields.Split(line, _separator);
        string[] names = new string[_fields.Count];
        for (int i = 0; i < names.Length; i++) names[i] = CsvHeader.Name(_fields.Field(i), i);
        SourceMapping mapping = model?.Mapping ?? SourceMapping.Default;
        Dictionary<RowColumn, string> columns = [];
        if (mapping.Id is { } id) columns[RowColumn.Id] = id;
        if (mapping.Time is { } time) columns[RowColumn.Time] = time;
        if (mapping.Label is { } label) columns[RowColumn.Label] = label;
        if (mapping.Prediction is { } prediction) columns[RowColumn.Prediction] = prediction;
        if (mapping.Score is { } score) columns[RowColumn.Score] = score;
        _meanings = UsualColumns.Meanings(names, new RowOptions { Columns = columns });
        _names = [.. names.Select(Encoding.UTF8.GetBytes)];
        return _meanings.Any(IsAnswer) ? SourceRefusal.None : SourceRefusal.NoPrediction;
    }

    private static bool IsAnswer(RowColumn meaning) =>
        meaning is RowColumn.Prediction or RowColumn.Score or RowColumn.Scores or RowColumn.Label or RowColumn.Embedding;

    private SourceRefusal ReadFields()
    {
        _features.Clear();
        _answer.Clear();
        _label.Clear();
        _embedding.Clear();
        _texts.Clear();
        for (int i = 0; i < _names.Length; i++)
        {
            SourceRefusal refusal = Add(i, _fields.Field(i));
            if (refusal != SourceRefusal.None) return refusal;
        }

        _features.Write(_features.Length == 0 ? "{}"u8 : "}"u8);
        return SourceRefusal.None;
    }

    private SourceRefusal Add(int column, ReadOnlySpan<byte> field)
    {
        RowColumn meaning = _meanings[column];
        bool isBlank = field.Trim((byte)' ').IsEmpty;
        bool isList = CsvList.BeginsLikeOne(field);

        // A column that is called as a list is, and has none, is a feature.
        bool isFeature = meaning == RowColumn.Feature || (meaning is RowColumn.Embedding or RowColumn.Scores && !isBlank && !isList);
        if (isFeature)
        {
            AddMember(_features, _names[column], field);
        }
        else if (!IsAnswer(meaning))
        {
            if (!field.IsEmpty) _texts[meaning] = Encoding.UTF8.GetString(field);
        }
        else if (!isBlank)
        {
            bool mustBeList = meaning is RowColumn.Embedding or RowColumn.Scores || (isList && model?.Schema.Type == ModelType.Ranking);
            if (mustBeList && !CsvList.Is(field)) return SourceRefusal.BrokenList;
            AddAnswer(meaning, _names[column], field);
        }

        return SourceRefusal.None;
    }

    private void AddAnswer(RowColumn meaning, byte[] name, ReadOnlySpan<byte> field)
    {
        if (meaning == RowColumn.Embedding)
        {
            _embedding.WriteToken(field);
        }
        else if (meaning == RowColumn.Label)
        {
            _label.Write("["u8);
            CsvJson.WriteListOrValue(field, _label);
            _label.Write("]"u8);
        }
        else
        {
            AddMember(_answer, name, field, isList: true);
        }
    }

    private static void AddMember(SourceLines json, ReadOnlySpan<byte> name, ReadOnlySpan<byte> field, bool isList = false)
    {
        json.Write(json.Length == 0 ? "{"u8 : ","u8);
        json.WriteText(name);
        json.Write(":"u8);
        if (isList) CsvJson.WriteListOrValue(field, json);
        else CsvJson.WriteValue(field, json);
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
