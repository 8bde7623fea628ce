using System.Runtime.InteropServices;

using Heed.Model.Records;

namespace Heed.Monitoring.Baselines;

/// <summary>The answers, scores and labels of a baseline while it is read; what the model answers is inferred from them.</summary>
internal sealed class AnswerColumn
{
    private readonly List<Row> _rows = [];
    private readonly Dictionary<RecordId, int> _byId = [];
    private readonly Dictionary<RecordId, (string Text, double Number)> _labels = [];
    private bool _anyScores;

    public IReadOnlyList<Row> Rows => _rows;

    public int LabelledRows { get; private set; }

    public void Add(long row, in BaselinePrediction prediction, double chosenScore, bool hasScores, string[] segments)
    {
        if (prediction.AnswerText is null && double.IsNaN(prediction.AnswerNumber)) return;
        if (!prediction.Id.IsNone) _byId.TryAdd(prediction.Id, _rows.Count);
        _anyScores |= hasScores || !double.IsNaN(prediction.Score);
        _rows.Add(new Row(prediction.AnswerText ?? "", prediction.AnswerNumber, prediction.Score, chosenScore, segments) { Position = (int)row });
    }

    public void AddLabel(RecordId id, string text, double number) => _labels[id] = (text, number);

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

    /// <summary>Predictions by class, and labelled classes that were never predicted, with 0.</summary>
    public Dictionary<string, long> ClassCounts()
    {
        Dictionary<string, long> counts = [];
        foreach (Row row in _rows) CollectionsMarshal.GetValueRefOrAddDefault(counts, row.Text, out _)++;
        foreach (Row row in _rows)
        {
            if (row.Label is not null) counts.TryAdd(row.Label, 0);
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

    /// <param name="ChosenScore">The score given to the answered class by name; NaN where there is none.</param>
    internal sealed record Row(string Text, double Number, double Score, double ChosenScore, string[] Segments)
    {
        /// <summary>Among all rows.</summary>
        public int Position { get; init; }

        /// <summary>The labelled class, or number as written; null without a label.</summary>
        public string? Label { get; init; }

        public double LabelNumber { get; init; } = double.NaN;
    }
}
