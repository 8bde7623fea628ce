using Heed.Monitoring.Baselines;
using Heed.Monitoring.Quality;

namespace Heed.Monitoring.Tests.Quality;

/// <summary>Seeded sets of answers beside their labels.</summary>
internal static class LabelledSets
{
    public const int Positive = 1;

    /// <summary>Two classes with skewed scores, as of a detector of rare events.</summary>
    public static LabelledAnswer[] Binary(int n, int seed, double rate = 0.2, double separation = 1.2, double threshold = 0.5, bool ties = false)
    {
        Random random = new(seed);
        LabelledAnswer[] answers = new LabelledAnswer[n];
        for (int i = 0; i < n; i++)
        {
            bool actual = random.NextDouble() < rate;
            double score = 1 / (1 + Math.Exp(1.5 - Normal(random) - (actual ? separation : 0)));
            if (ties) score = Math.Round(score, 1);
            int predicted = score >= threshold ? Positive : 0;
            answers[i] = new LabelledAnswer
            {
                Predicted = predicted,
                Actual = actual ? Positive : 0,
                IsCorrect = predicted == (actual ? Positive : 0),
                Score = score,
                Confidence = Math.Max(score, 1 - score),
            };
        }

        return answers;
    }

    public static BinaryQuality FamilyOf(LabelledAnswer[] baseline)
    {
        double[] scores = [.. baseline.Select(a => a.Score).Order()];
        return new BinaryQuality(Positive, ScoreBins.Of(NumberSummary.Of(scores)));
    }

    public static QualityFigures Figures(QualityFamily family, IEnumerable<LabelledAnswer> answers)
    {
        QualitySums sums = default;
        OutcomeTally tally = new(family.Cells);
        foreach (LabelledAnswer answer in answers)
        {
            sums += family.SumsOf(answer);
            tally.Add(family.DetailOf(answer));
        }

        return new QualityFigures(sums, tally);
    }

    public static Statistics.Intervals.Interval Interval(this QualityFamily family, string metric, QualityFigures figures) =>
        family.Metrics.Single(m => m.Name == metric).Interval(figures);

    public static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
