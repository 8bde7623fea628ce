using System.Runtime.InteropServices;

using Heed.Model.Records;
using Heed.Monitoring.Rankings;

namespace Heed.Monitoring.Baselines;

/// <summary>The answers, scores and labels of a baseline while it is read; what the model answers is inferred from them.</summary>
internal sealed class AnswerColumn
{
    private readonly List<Row> _rows = [];
    private readonly Dictionary<RecordId, int> _byId = [];
    private readonly Dictionary<RecordId, (string Text, double Number)> _labels = [];
    private readonly Dictionary<RecordId, (uint Key, float Grade)[]> _relevant = [];
    private bool _anyScores;

    public IReadOnlyList<Row> Rows => _rows;

    public int LabelledRows { get; private set; }

    /// <summary>Whether some prediction is a ranked list.</summary>
    public bool IsRanked => _rows.Exists(r => r.Shown is not null);

    /// <param name="shown">The keys of the first places of a ranked list; null where the prediction is none.</param>
    public void Add(
        long row, in BaselinePrediction prediction, double chosenScore, bool hasScores, string[] segments, uint[]? shown = null)
    {
        if (prediction.AnswerText is null && double.IsNaN(prediction.AnswerNumber) && shown is null) return;
        if (!prediction.Id.IsNone) _byId.TryAdd(prediction.Id, _rows.Count);
        _anyScores |= hasScores || !double.IsNaN(prediction.Score);
        _rows.Add(new Row(prediction.AnswerText ?? "", prediction.AnswerNumber, prediction.Score, chosenScore, segments)
        {
            Position = (int)row,
            Shown = shown,
        });
    }

    public void AddLabel(RecordId id, string text, double number) => _labels[id] = (text, number);

    /// <summary>Adds the label of a ranked list.</summary>
    public void AddLabel(RecordId id, (uint Key, float Grade)[] relevant)
    {
        _relevant[id] = relevant;
        _labels[id] = ("", double.NaN);
    }

    /// <summary>
    /// Judges the labelled lists, and counts how popular items are: in every second list, so that the popularity of the others says what
    /// that of a list is whose items were not counted.
    /// </summary>
    public ItemPopularity Rank(RankingFigures figures)
    {
        Dictionary<uint, long> showings = [];
        for (int i = 0; i < _rows.Count; i += 2) ItemPopularity.Count(showings, _rows[i].Shown);
        ItemPopularity popularity = ItemPopularity.Of(showings);
        Span<Row> rows = CollectionsMarshal.AsSpan(_rows);
        for (int i = 1; i < rows.Length; i += 2) rows[i] = rows[i] with { Number = popularity.OfList(rows[i].Shown) };
        RelevantItems relevant = new();
        foreach ((RecordId id, (string text, _)) in _labels)
        {
            if (!_byId.TryGetValue(id, out int row) || rows[row].Shown is not { } shown) continue;
            relevant.Read(_relevant.TryGetValue(id, out (uint, float)[]? items) ? items : [(ItemKey.Of(text), 1)]);
            rows[row] = rows[row] with { Figures = figures.Of(shown, relevant).ToArray() };
        }

        return popularity;
    }

    /// <summary>Gives each row its label. Labels may stand before their predictions.</summary>
    public void Join()
    {
        Span<Row> rows = CollectionsMarshal.AsSpan(_rows);
        foreach ((RecordId id, (string text, double number)) in _labels)
        {
            if (!_byId.TryGetValue(id, out int row)) continue;
            rows[row] = rows[row] with { Label = text, LabelNumber = number };
            LabelledRows++;
        }
    }

    /// <summary>Null where no row has an answer.</summary>
    public ModelType? InferType(List<string> notes)
    {
        if (_rows.Count == 0) return null;
        if (IsRanked)
        {
            notes.Add("ranking, because predictions are lists");
            return ModelType.Ranking;
        }

        bool numbers = _rows.TrueForAll(r => !double.IsNaN(r.Number));
        if (numbers && !_anyScores)
        {
            notes.Add("regression, because every prediction is a number and none has a score");
            return ModelType.Regression;
        }

        int classes = ClassCounts().Count;
        notes.Add($"{(classes <= 2 ? "classification" : "multiclass")}, because predictions and labels name {classes} classes");
        return classes <= 2 ? ModelType.Classification : ModelType.Multiclass;
    }

    /// <summary>Predictions by class, and labelled classes that were never predicted, with 0; lists by their first item.</summary>
    public Dictionary<string, long> ClassCounts(bool isRanking = false)
    {
        Dictionary<string, long> counts = [];
        foreach (Row row in _rows)
        {
            // An empty list has no first item.
            if (!isRanking || row.Text.Length > 0) CollectionsMarshal.GetValueRefOrAddDefault(counts, row.Text, out _)++;
        }

        foreach (Row row in _rows)
        {
            if (row.Label is not null && !isRanking) counts.TryAdd(row.Label, 0);
        }

        return counts;
    }

    /// <summary>
    /// The class whose probability the score is: the one whose predictions have the higher mean score; without scores the rarer
    /// of the labels, or else of the predictions.
    /// </summary>
    public string? InferPositiveClass(IReadOnlyCollection<string> classes, List<string> notes)
    {
        if (classes.Count != 2) return null;
        string[] names = [.. classes];
        double first = MeanScore(names[0]);
        double second = MeanScore(names[1]);
        if (first != second && !double.IsNaN(first + second))
        {
            string higher = first > second ? names[0] : names[1];
            notes.Add($"positive class \"{higher}\", because its predictions have the higher scores");
            return higher;
        }

        bool labels = LabelledRows > 0;
        long CountOf(string name) => _rows.LongCount(r => (labels ? r.Label : r.Text) == name);
        string rarer = CountOf(names[0]) < CountOf(names[1]) ? names[0] : names[1];
        notes.Add($"positive class \"{rarer}\", because it is the rarer one among the {(labels ? "labels" : "predictions")}");
        return rarer;
    }

    private double MeanScore(string name)
    {
        double sum = 0;
        long n = 0;
        foreach (Row row in _rows)
        {
            if (row.Text != name || double.IsNaN(row.Score)) continue;
            sum += row.Score;
            n++;
        }

        return n == 0 ? double.NaN : sum / n;
    }

    /// <param name="Text">The predicted class, a number as written, or the first item of a list.</param>
    /// <param name="Number">The predicted number, or the popularity of a list; NaN where there is none.</param>
    /// <param name="Score">The probability of the positive class; NaN where there is none.</param>
    /// <param name="Segments">By declared key; null where the row names none.</param>
    /// <param name="ChosenScore">The score given to the answered class by name; NaN where there is none.</param>
    internal sealed record Row(string Text, double Number, double Score, double ChosenScore, string[] Segments)
    {
        /// <summary>Among all rows.</summary>
        public int Position { get; init; }

        /// <summary>The labelled class, or number as written; null without a label.</summary>
        public string? Label { get; init; }

        public double LabelNumber { get; init; } = double.NaN;

        /// <summary>The keys of the first places of a ranked list; null where the prediction is none.</summary>
        public uint[]? Shown { get; init; }

        /// <summary>Of a labelled list, as <see cref="RankingFigures"/> orders them; null for any other row.</summary>
        public float[]? Figures { get; init; }
    }
}
