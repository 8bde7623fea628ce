using Heed.Monitoring.Outcomes;

namespace Heed.Monitoring.Quality;

/// <summary>One answer beside its label: what every figure of quality is made of. A number that does not exist is NaN.</summary>
internal readonly record struct LabelledAnswer
{
    /// <summary>The position of the answered class; −1 for a number.</summary>
    public required int Predicted { get; init; }

    /// <summary>The position of the labelled class; −1 for a number, and without a label.</summary>
    public required int Actual { get; init; }

    /// <summary>Whether the two classes are the same, also where both share a position with others.</summary>
    public required bool IsCorrect { get; init; }

    public double Number { get; init; } = double.NaN;

    public double ActualNumber { get; init; } = double.NaN;

    /// <summary>What the model gave to the positive class.</summary>
    public double Score { get; init; } = double.NaN;

    /// <summary>The probability that the model gave to its answer.</summary>
    public double Confidence { get; init; } = double.NaN;

    /// <summary>Of several classes: the probability that the model gave to the labelled one.</summary>
    public double ActualScore { get; init; } = double.NaN;

    /// <summary>Of several classes: Σ (p − y)² over them.</summary>
    public double SquaredDistance { get; init; } = double.NaN;

    /// <summary>Of a ranking, as <see cref="Rankings.RankingFigures"/> orders them; else null. Lasts until the next outcome.</summary>
    public float[]? Figures { get; init; }

    /// <summary>How many records it stands for.</summary>
    public double Weight { get; init; } = 1;

    public LabelledAnswer()
    {
    }

    public static LabelledAnswer OfNumbers(double number, double actual, double weight = 1) =>
        new() { Predicted = -1, Actual = -1, IsCorrect = number == actual, Number = number, ActualNumber = actual, Weight = weight };

    /// <param name="outcome">As the join tells it.</param>
    /// <param name="positive">The position of the positive class; −1 where there is none.</param>
    public static LabelledAnswer Of(in JoinedOutcome outcome, int positive)
    {
        if (outcome.IsNumber)
        {
            return OfNumbers(outcome.PredictedNumber, outcome.LabelledNumber, outcome.Weight);
        }

        return new LabelledAnswer
        {
            Predicted = outcome.PredictedClass,
            Actual = outcome.LabelledClass,
            IsCorrect = outcome.IsCorrect,
            Score = ScoreOf(outcome.Score, outcome.Confidence, positive < 0 ? null : outcome.PredictedClass == positive),
            Confidence = outcome.Confidence,
            ActualScore = outcome.LabelledClass < outcome.Scores.Length ? outcome.Scores[outcome.LabelledClass] : double.NaN,
            SquaredDistance = SquaredDistanceOf(outcome.Scores, outcome.LabelledClass),
            Weight = outcome.Weight,
        };
    }

    /// <summary>What the model gave to the positive class, also where it told only the probability of its answer.</summary>
    /// <param name="score">As sent for the positive class.</param>
    /// <param name="confidence">In the answer.</param>
    /// <param name="positive">Whether the answer is the positive class; null where there is none.</param>
    public static double ScoreOf(double score, double confidence, bool? positive)
    {
        if (!double.IsNaN(score) || positive is null) return score;
        return positive.Value ? confidence : 1 - confidence;
    }

    /// <summary>NaN where the score of a class is not there, and where the scores are of no label.</summary>
    private static double SquaredDistanceOf(ReadOnlySpan<float> scores, int actual)
    {
        if (actual >= scores.Length) return double.NaN;
        double sum = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            double distance = scores[i] - (i == actual ? 1 : 0);
            sum += distance * distance;
        }

        return sum;
    }
}
