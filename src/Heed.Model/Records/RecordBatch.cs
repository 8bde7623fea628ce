using System.Text;

namespace Heed.Model.Records;

/// <summary>
/// Parsed events and their columns, used again and again by one owner at a time. Growing it is the only allocation that
/// parsing makes.
/// </summary>
public sealed class RecordBatch
{
    private readonly Column<EventRecord> _records = new(256);
    private readonly Column<FeatureValue> _features = new(4096);
    private readonly Column<TextSlice> _segments = new(512);
    private readonly Column<ClassScore> _scores = new(256);
    private readonly Column<float> _embeddings = new(0);
    private readonly Column<byte> _text = new(16384);

    public RecordBatch(SchemaRegistry models) => Models = models;

    /// <summary>What <see cref="EventRecord.Model"/> points into.</summary>
    public SchemaRegistry Models { get; }

    public Span<EventRecord> Records => _records.Span;

    public Span<FeatureValue> Features => _features.Span;

    public Span<TextSlice> Segments => _segments.Span;

    public Span<ClassScore> Scores => _scores.Span;

    /// <summary>In single precision, as encoders make them.</summary>
    public ReadOnlySpan<float> Embeddings => _embeddings.Span;

    public ReadOnlySpan<byte> Text => _text.Span;

    public int Count => _records.Count;

    /// <summary>What <see cref="EventRecord.SourceStart"/> points into; empty where nobody keeps it.</summary>
    public ReadOnlyMemory<byte> Source { get; set; }

    public ModelSchema Schema(in EventRecord record) => Models.Models[record.Model];

    public ReadOnlySpan<FeatureValue> FeaturesOf(in EventRecord record) =>
        _features.Span.Slice(record.FeatureStart, record.Kind == RecordKind.Prediction ? Schema(record).Features.Count : 0);

    public ReadOnlySpan<TextSlice> SegmentsOf(in EventRecord record) =>
        _segments.Span.Slice(record.SegmentStart, record.Kind == RecordKind.Prediction ? Schema(record).SegmentNames.Count : 0);

    public ReadOnlySpan<ClassScore> ScoresOf(in EventRecord record) => _scores.Span.Slice(record.ScoreStart, record.ScoreCount);

    /// <summary>Empty unless the record has a usable one.</summary>
    public ReadOnlySpan<float> EmbeddingOf(in EventRecord record) => record.Embedding == EmbeddingState.Usable
        ? _embeddings.Span.Slice(record.EmbeddingStart, Schema(record).EmbeddingLength)
        : [];

    public ReadOnlySpan<byte> Utf8(TextSlice slice) => _text.Span.Slice(slice.Start, slice.Length);

    public string String(TextSlice slice) => Encoding.UTF8.GetString(Utf8(slice));

    public void Clear()
    {
        _records.Count = 0;
        _features.Count = 0;
        _segments.Count = 0;
        _scores.Count = 0;
        _embeddings.Count = 0;
        _text.Count = 0;
        Source = default;
    }

    public void Add(in EventRecord record) => _records.Add(record);

    public TextSlice AddText(ReadOnlySpan<byte> utf8)
    {
        int start = _text.Count;
        utf8.CopyTo(_text.AddSpan(utf8.Length));
        return new TextSlice(start, utf8.Length);
    }

    /// <summary>Room for text of up to this length; <see cref="TrimText"/> gives back what was not used.</summary>
    public Span<byte> AddTextSpan(int length, out int start)
    {
        start = _text.Count;
        return _text.AddSpan(length);
    }

    public void TrimText(int end) => _text.Count = end;

    /// <summary>Room for <paramref name="count"/> feature values, all absent.</summary>
    public Span<FeatureValue> AddFeatures(int count, out int start)
    {
        start = _features.Count;
        Span<FeatureValue> added = _features.AddSpan(count);
        added.Clear();
        return added;
    }

    /// <summary>Room for <paramref name="count"/> segment values, all empty.</summary>
    public Span<TextSlice> AddSegments(int count, out int start)
    {
        start = _segments.Count;
        Span<TextSlice> added = _segments.AddSpan(count);
        added.Clear();
        return added;
    }

    /// <summary>Room for an embedding of that length, not cleared; <see cref="TrimEmbeddings"/> gives it back.</summary>
    public Span<float> AddEmbedding(int length, out int start)
    {
        start = _embeddings.Count;
        return _embeddings.AddSpan(length);
    }

    public void TrimEmbeddings(int end) => _embeddings.Count = end;

    public void AddScore(ClassScore score) => _scores.Add(score);

    public int ScoreCount => _scores.Count;

    /// <summary>What the columns hold now, for <see cref="Rollback"/>.</summary>
    public RecordBatchMark Mark() => new(_records.Count, _features.Count, _segments.Count, _scores.Count, _text.Count, _embeddings.Count);

    /// <summary>Takes back all that was added since the mark: an event that turned out to be bad leaves nothing behind.</summary>
    public void Rollback(RecordBatchMark mark)
    {
        _records.Count = mark.Records;
        _features.Count = mark.Features;
        _segments.Count = mark.Segments;
        _scores.Count = mark.Scores;
        _embeddings.Count = mark.Embeddings;
        _text.Count = mark.Text;
    }

    private sealed class Column<T>(int capacity)
    {
        private T[] _items = new T[capacity];

        public int Count { get; set; }

        public Span<T> Span => _items.AsSpan(0, Count);

        public void Add(in T item)
        {
            if (Count == _items.Length) Array.Resize(ref _items, Count * 2);
            _items[Count++] = item;
        }

        public Span<T> AddSpan(int count)
        {
            if (Count + count > _items.Length) Array.Resize(ref _items, Math.Max(Count + count, _items.Length * 2));
            int start = Count;
            Count += count;
            return _items.AsSpan(start, count);
        }
    }
}
