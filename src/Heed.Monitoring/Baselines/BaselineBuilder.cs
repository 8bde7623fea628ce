using System.Runtime.InteropServices;

using Heed.Model.Parsing;
using Heed.Model.Records;
using Heed.Monitoring.Quality;
using Heed.Monitoring.Rankings;
using Heed.Statistics.Quantiles;

namespace Heed.Monitoring.Baselines;

/// <summary>
/// Makes a baseline of rows whose types nobody declared. For each row: its features, segments and scores in any order, then
/// <see cref="EndPrediction"/>. Labels may come at any time. Holds all values until <see cref="Build"/>.
/// </summary>
public sealed class BaselineBuilder
{
    private const string NoType = "expected a prediction in some row to infer the model's type from, found none; set its type";
    private const string NoLists = "expected lists of items as predictions of a ranking model, found none";
    private const string Lists = "expected predictions that are no lists, found lists of items: a model that ranks has the type ranking";

    private readonly ModelOptions _options;
    private readonly OrderedDictionary<string, FeatureColumn> _features = [];
    private readonly SortedSet<string> _ignored = new(StringComparer.Ordinal);
    private readonly AnswerColumn _answers = new();
    private readonly RowSample _sample = new();
    private readonly EmbeddingColumn _embeddings = new();
    private readonly List<double> _latencies = [];
    private readonly List<long> _times = [];
    private readonly Dictionary<string, double> _scores = [];
    private readonly List<uint> _shown = [];
    private string[] _segments;
    private long _rows;
    private long? _fromMs;
    private long? _toMs;

    public BaselineBuilder(ModelOptions options)
    {
        _options = options;
        _segments = new string[options.Segments.Count];
    }

    public long Rows => _rows;

    public void AddFeatureNumber(string name, double value)
    {
        Column(name)?.AddNumber(_rows, value);
        _sample.AddNumber(name, value);
    }

    /// <summary>Also for booleans, as <c>true</c> and <c>false</c>.</summary>
    public void AddFeatureText(string name, string value)
    {
        Column(name)?.AddText(_rows, value);
        _sample.AddText(name, value);
    }

    public void AddFeatureNull(string name) => Column(name)?.AddNull();

    /// <summary>A key that the configuration does not declare is ignored.</summary>
    public void AddSegment(string key, string value)
    {
        for (int i = 0; i < _segments.Length; i++)
        {
            if (_options.Segments[i] == key) _segments[i] = value;
        }
    }

    /// <summary>The row's embedding, at most once a row. The first one of a baseline says how long they are.</summary>
    public void AddEmbedding(ReadOnlySpan<float> values) => _embeddings.Add(values, _rows);

    /// <summary>One member of the row's <c>scores</c>.</summary>
    public void AddScore(string name, double score) => _scores[name] = score;

    /// <summary>The next item of the row's ranked list.</summary>
    public void AddItem(string item)
    {
        if (_shown.Count < _options.Cutoffs[^1]) _shown.Add(ItemKey.Of(item));
    }

    /// <summary>Ends a row. A second row with the id of an earlier one stays a row, and gets no label.</summary>
    public void EndPrediction(in BaselinePrediction prediction)
    {
        _embeddings.EndRow(_rows, prediction.AnswerText is not null);
        _rows++;
        _times.Add(prediction.TimeMs ?? RowBlocks.NoTime);
        if (prediction.TimeMs is { } time)
        {
            _fromMs = Math.Min(_fromMs ?? time, time);
            _toMs = Math.Max(_toMs ?? time, time);
        }

        if (double.IsFinite(prediction.LatencySeconds)) _latencies.Add(prediction.LatencySeconds);
        double chosen = prediction.AnswerText is { } answer && _scores.TryGetValue(answer, out double score) ? score : double.NaN;
        int answered = _answers.Rows.Count;
        _answers.Add(_rows - 1, prediction, chosen, _scores.Count > 0, _segments, prediction.IsRanked ? Shown() : null);
        _sample.EndRow(_answers.Rows.Count > answered ? answered : -1);
        _segments = new string[_segments.Length];
        _scores.Clear();
        _shown.Clear();
    }

    /// <param name="text">The true class, or a number as written.</param>
    /// <param name="number">The true number; NaN for a class.</param>
    public void AddLabel(RecordId id, string text, double number)
    {
        if (!id.IsNone) _answers.AddLabel(id, text, number);
    }

    /// <summary>Adds the label of a ranked list.</summary>
    /// <param name="relevant">How relevant which items are; a grade that is no number above 0 makes its item irrelevant.</param>
    public void AddLabel(RecordId id, IReadOnlyList<(string Item, double Grade)> relevant)
    {
        if (!id.IsNone) _answers.AddLabel(id, [.. relevant.Select(r => (ItemKey.Of(r.Item), (float)r.Grade))]);
    }

    /// <summary>Fails where there is no row, or nothing tells what the model answers.</summary>
    public ParseResult<Baseline> Build()
    {
        if (_rows == 0) return ParseResult<Baseline>.Failure("expected at least one prediction, found none");
        List<string> notes = [];
        _answers.Join();
        ModelType? type = _options.Type ?? _answers.InferType(notes) ?? InferEmbedding(notes);
        if (type is null) return ParseResult<Baseline>.Failure(NoType);
        bool ranks = type == ModelType.Ranking;
        if (ranks != _answers.IsRanked) return ParseResult<Baseline>.Failure(ranks ? NoLists : Lists);
        ItemPopularity items = ranks ? _answers.Rank(new RankingFigures(_options.Cutoffs)) : ItemPopularity.Empty;
        FeatureBaseline[] features = [.. _features.Values.Select(c => c.Build(OptionsOf(c.Name), _rows, _options.ClassLimit))];
        AnswerBaseline answers = AnswerSummary.Of(_answers, type.Value, _options, items, notes);
        IReadOnlyList<QualityBaseline> quality = QualitySummary.Of(_answers.Rows, type.Value, _options, answers);
        RowBlocks blocks = RowBlocks.Of(CollectionsMarshal.AsSpan(_times));
        EmbeddingBaseline? embedding = EmbeddingSummary.Of(_embeddings, blocks);
        if (embedding is null && type == ModelType.Embedding) return ParseResult<Baseline>.Failure(EmbeddingSummary.Problem(_embeddings));
        if (embedding is null && _embeddings.IsGiven) notes.Add("embeddings are in no figure: " + EmbeddingSummary.Problem(_embeddings));
        VariationSummary variation = new(blocks);
        Baseline baseline = new()
        {
            Model = _options.Name,
            Type = type.Value,
            Records = _rows,
            LabelledRecords = _answers.LabelledRows,
            FromMs = _fromMs,
            ToMs = _toMs,
            Features = features,
            Ignored = [.. _ignored],
            SegmentKeys = [.. _options.Segments],
            Answers = answers,
            Quality = quality,
            Latency = LatencyOf(_latencies),
            Variation = variation.Of([.. _features.Values], features, _answers, answers, quality, _options, type.Value),
            Notes = notes,
            Embedding = embedding,
        };
        Teach(baseline);
        BaselineFormat.Seal(baseline);
        return ParseResult<Baseline>.Success(baseline);
    }

    /// <summary>What sampled and labelled rows teach, which needs the bins of the finished baseline.</summary>
    private void Teach(Baseline baseline)
    {
        QualityFamily family = QualityFamily.Of(baseline.Type, baseline.Answers, _options);
        baseline.Joint = JointSummary.Of(_sample, baseline);
        baseline.Estimation = baseline.Type == ModelType.Regression
            ? ErrorSummary.Of(SampledRows.Of(_sample, _answers.Rows, baseline), baseline)
            : EstimationSummary.Of(LabelledRows.Of(_answers.Rows, baseline.Type, baseline.Answers), family);
    }

    private uint[] Shown()
    {
        uint[] shown = new uint[_options.Cutoffs[^1]];
        _shown.CopyTo(shown);
        return shown;
    }

    private static LatencyBaseline LatencyOf(List<double> latencies)
    {
        latencies.Sort();
        ReadOnlySpan<double> sorted = CollectionsMarshal.AsSpan(latencies);
        return new LatencyBaseline(
            sorted.Length, SortedQuantile.Of(sorted, 50, 100), SortedQuantile.Of(sorted, 95, 100), SortedQuantile.Of(sorted, 99, 100));
    }

    private ModelType? InferEmbedding(List<string> notes)
    {
        if (!_embeddings.IsGiven) return null;
        notes.Add("embedding, because rows have embeddings and no prediction");
        return ModelType.Embedding;
    }

    private FeatureColumn? Column(string name)
    {
        if (_features.TryGetValue(name, out FeatureColumn? column)) return column;
        if (OptionsOf(name).Ignore)
        {
            _ignored.Add(name);
            return null;
        }

        column = new FeatureColumn(name);
        _features.Add(name, column);
        return column;
    }

    private FeatureOptions OptionsOf(string name) =>
        _options.Features.TryGetValue(name, out FeatureOptions? options) ? options : new FeatureOptions();
}
