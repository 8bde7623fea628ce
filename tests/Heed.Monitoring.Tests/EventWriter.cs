using System.Text;

using Heed.Model.Records;

namespace Heed.Monitoring.Tests;

/// <summary>Writes one record at a time into a batch, as a parser would, and hands it to a monitor.</summary>
internal sealed class EventWriter
{
    private readonly ModelSchema _schema;
    private readonly RecordBatch _batch;

    public EventWriter(ModelSchema schema)
    {
        _schema = schema;
        _batch = new RecordBatch(new SchemaRegistry([schema]));
    }

    public RecordBatch Batch => _batch;

    /// <param name="features">By name: a number, a text, or null; what is not named is absent.</param>
    public EventRecord Prediction(
        string id,
        long timeMs,
        object? answer,
        IReadOnlyDictionary<string, object?>? features = null,
        double score = double.NaN,
        IReadOnlyDictionary<string, string>? segments = null,
        double latencySeconds = 0.02,
        string error = "",
        string endpoint = "/predict",
        string version = "1")
    {
        _batch.Clear();
        EventRecord record = Bare(RecordKind.Prediction, id, timeMs);
        record.Endpoint = Text(endpoint);
        record.Version = Text(version);
        record.Error = Text(error);
        record.Score = score;
        record.LatencySeconds = latencySeconds;
        SetAnswer(ref record, answer);
        Span<FeatureValue> values = _batch.AddFeatures(_schema.Features.Count, out record.FeatureStart);
        foreach ((string name, object? value) in features ?? new Dictionary<string, object?>())
        {
            int position = _schema.FeatureNames.Find(Encoding.UTF8.GetBytes(name));
            if (position >= 0) values[position] = Value(_schema.Features[position], value);
        }

        Span<TextSlice> segmentValues = _batch.AddSegments(_schema.SegmentNames.Count, out record.SegmentStart);
        foreach ((string key, string value) in segments ?? new Dictionary<string, string>())
        {
            int position = _schema.SegmentNames.Find(Encoding.UTF8.GetBytes(key));
            if (position >= 0) segmentValues[position] = Text(value);
        }

        _batch.Add(record);
        return record;
    }

    /// <param name="values">Null for none.</param>
    public void SetEmbedding(ref EventRecord record, float[]? values)
    {
        if (values is null) return;
        record.Embedding = values.Length == _schema.EmbeddingLength ? EmbeddingState.Usable : EmbeddingState.Invalid;
        if (record.Embedding == EmbeddingState.Usable) values.CopyTo(_batch.AddEmbedding(values.Length, out record.EmbeddingStart));
    }

    public EventRecord Label(string id, long timeMs, object? answer, RecordKind kind = RecordKind.Label)
    {
        _batch.Clear();
        EventRecord record = Bare(kind, id, timeMs);
        SetAnswer(ref record, answer);
        _batch.Add(record);
        return record;
    }

    /// <summary>A ranked list, the best item first.</summary>
    public EventRecord Ranking(
        string id, long timeMs, IReadOnlyList<string> items, IReadOnlyDictionary<string, string>? segments = null, double firstScore = double.NaN)
    {
        EventRecord record = Prediction(id, timeMs, items.Count == 0 ? null : items[0], segments: segments);
        SetItems(ref record, [.. items.Select((item, i) => (item, i == 0 ? firstScore : double.NaN))]);
        return record;
    }

    /// <summary>The label of a ranked list.</summary>
    public EventRecord Relevant(string id, long timeMs, params IReadOnlyList<(string Item, double Grade)> items)
    {
        EventRecord record = Label(id, timeMs, null);
        SetItems(ref record, items);
        return record;
    }

    public EventRecord Deployment(long timeMs, string version, string note)
    {
        _batch.Clear();
        EventRecord record = Bare(RecordKind.Deployment, "", timeMs);
        record.Version = Text(version);
        record.Note = Text(note);
        _batch.Add(record);
        return record;
    }

    private static FeatureValue Value(FeatureSchema feature, object? value)
    {
        if (value is null) return FeatureValue.Null;
        if (feature.Kind == FeatureKind.Number) return value is double number ? FeatureValue.OfNumber(number) : FeatureValue.Invalid;
        if (value is not string text) return FeatureValue.Invalid;
        int position = feature.Categories.Find(Encoding.UTF8.GetBytes(text));
        return position >= 0 ? FeatureValue.OfCategory(position) : FeatureValue.Unseen;
    }

    private EventRecord Bare(RecordKind kind, string id, long timeMs) => new()
    {
        Kind = kind,
        TimeMs = timeMs,
        Id = id.Length == 0 ? default : RecordId.Of(Encoding.UTF8.GetBytes(id)),
        AnswerNumber = double.NaN,
        Score = double.NaN,
        LatencySeconds = double.NaN,
        Cost = double.NaN,
    };

    private void SetAnswer(ref EventRecord record, object? answer)
    {
        if (answer is double number) record.AnswerNumber = number;
        else if (answer is string text) record.Answer = Text(text);
    }

    private void SetItems(ref EventRecord record, IReadOnlyList<(string Item, double Score)> items)
    {
        record.ScoreStart = _batch.ScoreCount;
        record.ScoreCount = items.Count;
        foreach ((string item, double score) in items) _batch.AddScore(new ClassScore(Text(item), score));
    }

    private TextSlice Text(string text) => text.Length == 0 ? default : _batch.AddText(Encoding.UTF8.GetBytes(text));
}
