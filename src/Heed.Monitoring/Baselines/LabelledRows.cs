using Heed.Model.Records;
using Heed.Monitoring.Quality;

namespace Heed.Monitoring.Baselines;

/// <summary>Reads rows of a baseline as answers beside their labels, classes by their positions in the baseline.</summary>
internal sealed class LabelledRows
{
    private readonly Dictionary<string, int> _positions = new(StringComparer.Ordinal);
    private readonly ModelType _type;
    private readonly string? _positive;

    public LabelledRows(ModelType type, AnswerBaseline answers)
    {
        _type = type;
        _positive = answers.PositiveClass;
        foreach (string name in answers.Classes) _positions.Add(name, _positions.Count);
    }

    /// <summary>The rows that have a label, in their order.</summary>
    public static IReadOnlyList<LabelledAnswer> Of(IReadOnlyList<AnswerColumn.Row> rows, ModelType type, AnswerBaseline answers)
    {
        LabelledRows labelled = new(type, answers);
        List<LabelledAnswer> read = [];
        foreach (AnswerColumn.Row row in rows)
        {
            if (labelled.TryRead(row, out LabelledAnswer answer)) read.Add(answer);
        }

        return read;
    }

    /// <summary>False where the row has no label, its error is not a number, or it is no list of a ranking.</summary>
    public bool TryRead(AnswerColumn.Row row, out LabelledAnswer answer)
    {
        answer = default;
        if (row.Label is null) return false;
        if (_type == ModelType.Regression)
        {
            answer = LabelledAnswer.OfNumbers(row.Number, row.LabelNumber);
            return double.IsFinite(row.Number - row.LabelNumber);
        }

        if (_type == ModelType.Ranking)
        {
            answer = new LabelledAnswer { Predicted = -1, Actual = -1, IsCorrect = false, Figures = row.Figures };
            return row.Figures is not null;
        }

        bool? positive = _positive is null ? null : row.Text == _positive;
        double confidence = Confidence.Of(row.Score, row.ChosenScore, positive);
        answer = new LabelledAnswer
        {
            Predicted = PositionOf(row.Text),
            Actual = PositionOf(row.Label),
            IsCorrect = row.Text == row.Label,
            Score = LabelledAnswer.ScoreOf(row.Score, confidence, positive),
            Confidence = confidence,
        };
        return true;
    }

    /// <summary>Classes beyond the baseline's limit get positions behind its own.</summary>
    private int PositionOf(string name)
    {
        if (!_positions.TryGetValue(name, out int position)) _positions.Add(name, position = _positions.Count);
        return position;
    }
}
