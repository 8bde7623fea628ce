using Heed.Monitoring.Quality;
using Heed.Statistics.Calibration;
using Heed.Statistics.Intervals;
using Heed.Statistics.Quality;

namespace Heed.Monitoring.Tests.Quality;

public sealed class BinaryQualityTests
{
    [Theory]
    [InlineData(0.2, 1.2, false)]
    [InlineData(0.02, 2.5, false)]
    [InlineData(0.5, 0, false)]
    [InlineData(0.3, 1, true)]
    public void Every_figure_is_that_of_the_records_themselves(double rate, double separation, bool ties)
    {
        for (int seed = 0; seed < 20; seed++)
        {
            BinaryQuality family = LabelledSets.FamilyOf(LabelledSets.Binary(3000, 1000 + seed));
            LabelledAnswer[] answers = LabelledSets.Binary(2000, seed, rate, separation, ties: ties);
            QualityFigures figures = LabelledSets.Figures(family, answers);
            bool[] actual = [.. answers.Select(a => a.Actual == LabelledSets.Positive)];
            bool[] predicted = [.. answers.Select(a => a.Predicted == LabelledSets.Positive)];
            double[] scores = [.. answers.Select(a => a.Score)];
            BinaryCounts counts = BinaryCounts.Of(actual, predicted);

            Assert.Equal(counts.Accuracy, family.Interval("accuracy", figures).Value, 12);
            if (counts.TruePositives + counts.FalsePositives > 0) Assert.Equal(counts.Precision, family.Interval("precision", figures).Value, 12);
            Assert.Equal(counts.Recall, family.Interval("recall", figures).Value, 12);
            Assert.Equal(counts.F1, family.Interval("f1", figures).Value, 12);
            Assert.Equal(LogLoss.Of(actual, scores).Value, family.Interval("log_loss", figures).Value, 9);
            Assert.Equal(BrierScore.Of(actual, scores).Value, family.Interval("brier", figures).Value, 9);
            Assert.Equal(CalibrationError.ByWidth(actual, scores).Expected, family.Interval("ece", figures).Value, 9);

            double exact = RocAuc.Of(actual, scores).Value;
            double bound = BinnedScores.Of(figures.Tally).BinningBound();
            Assert.InRange(family.Interval("auc", figures).Value, exact - bound - 1e-12, exact + bound + 1e-12);
            Assert.InRange(bound, 0, ties ? 0.08 : 0.013);
            Assert.InRange(family.Interval("auc", figures).Value, exact - 0.004, exact + 0.004);
            double precision = AveragePrecision.Of(actual, scores).Value;
            Assert.InRange(family.Interval("pr_auc", figures).Value, precision - 0.05, precision + 0.05);
        }
    }

    [Fact]
    public void Bins_of_a_tenth_hold_the_very_scores_at_their_edges()
    {
        ScoreBins bins = ScoreBins.Of(null);
        Assert.Equal(10, bins.Count);
        for (int i = 0; i < 10; i++) Assert.Equal((i, i), (bins.IndexOf(i / 10.0), bins.TenthOf(bins.IndexOf(i / 10.0))));
        Assert.Equal((0, 9, 9, 0), (bins.IndexOf(-5), bins.IndexOf(1), bins.IndexOf(double.PositiveInfinity), bins.IndexOf(0.0999999)));
    }

    [Fact]
    public void A_weight_of_three_is_three_records_in_every_value_and_one_in_every_interval()
    {
        LabelledAnswer[] answers = LabelledSets.Binary(500, 3);
        BinaryQuality family = LabelledSets.FamilyOf(answers);
        QualityFigures plain = LabelledSets.Figures(family, answers);
        QualityFigures tripled = LabelledSets.Figures(family, answers.Select(a => a with { Weight = 3 }));
        QualityFigures mixed = LabelledSets.Figures(family, answers.Select((a, i) => a with { Weight = i % 2 == 0 ? 3 : 1 }));
        QualityFigures repeated = LabelledSets.Figures(family, answers.SelectMany((a, i) => Enumerable.Repeat(a, i % 2 == 0 ? 3 : 1)));
        foreach (QualityMetric metric in family.Metrics)
        {
            (Interval one, Interval three) = (metric.Interval(plain), metric.Interval(tripled));
            Assert.Equal(one.Value, three.Value, 9);
            Assert.Equal(one.Lower, three.Lower, 6);
            Assert.Equal(one.Upper, three.Upper, 6);
            Assert.Equal(metric.Interval(repeated).Value, metric.Interval(mixed).Value, 9);
            Assert.True(metric.Interval(mixed).Upper > metric.Interval(repeated).Upper, metric.Name);
        }
    }

    [Fact]
    public void A_score_that_is_no_probability_orders_records_and_calibrates_nothing()
    {
        LabelledAnswer[] answers = [.. LabelledSets.Binary(500, 4).Select(a => a with { Score = a.Score * 10 })];
        BinaryQuality family = LabelledSets.FamilyOf(answers);
        QualityFigures figures = LabelledSets.Figures(family, answers);
        Assert.InRange(family.Interval("auc", figures).Value, 0.7, 0.9);
        Assert.True(double.IsNaN(family.Interval("ece", figures).Value));
        Assert.Equal(answers.Count(a => a.Score is >= 0 and <= 1), family.Metrics.Single(m => m.Name == "brier").Records(figures));
    }

    [Fact]
    public void Records_without_a_score_or_of_one_class_have_no_area()
    {
        LabelledAnswer[] answers = LabelledSets.Binary(500, 5);
        BinaryQuality family = LabelledSets.FamilyOf(answers);
        QualityFigures unscored = LabelledSets.Figures(family, answers.Select(a => a with { Score = double.NaN }));
        QualityFigures negative = LabelledSets.Figures(family, answers.Where(a => a.Actual == 0));
        foreach (string metric in new[] { "auc", "pr_auc", "ece", "brier", "log_loss" }) Assert.True(double.IsNaN(family.Interval(metric, unscored).Value));
        foreach (string metric in new[] { "auc", "pr_auc", "recall" }) Assert.True(double.IsNaN(family.Interval(metric, negative).Value));
        Assert.False(double.IsNaN(family.Interval("accuracy", unscored).Value));
        Assert.False(double.IsNaN(family.Interval("f1", unscored).Value));
    }

    [Theory]
    [InlineData(60)]
    [InlineData(400)]
    public void Ninety_five_in_a_hundred_intervals_hold_the_truth(int n)
    {
        LabelledAnswer[] all = LabelledSets.Binary(200_000, 1);
        BinaryQuality family = LabelledSets.FamilyOf(all);
        QualityFigures truth = LabelledSets.Figures(family, all);
        foreach (QualityMetric metric in family.Metrics)
        {
            // The calibration error of few records is biased upwards, as its documentation says.
            if (metric.Name == "ece" || (metric.Name == "pr_auc" && n < 100)) continue;
            int held = 0;
            int told = 0;
            for (int sample = 0; sample < 400; sample++)
            {
                QualityFigures figures = LabelledSets.Figures(family, all.AsSpan(sample * n, n).ToArray());
                Interval interval = metric.Interval(figures);
                if (double.IsNaN(interval.Value)) continue;
                told++;
                double value = metric.Interval(truth).Value;
                held += value >= interval.Lower && value <= interval.Upper ? 1 : 0;
            }

            Assert.InRange(held / (double)told, 0.91, 0.99);
        }
    }

    [Fact]
    public void The_change_of_a_share_is_Newcombes_interval_and_of_means_adds_squares()
    {
        Interval change = QualityIntervals.Difference(WilsonInterval.Of(56, 70), WilsonInterval.Of(48, 80));
        Interval newcombe = NewcombeInterval.Difference(56, 70, 48, 80);
        Assert.Equal((newcombe.Value, newcombe.Lower, newcombe.Upper), (change.Value, change.Lower, change.Upper));
        Interval means = QualityIntervals.Difference(new Interval(5, 4, 6), new Interval(3, 1, 5));
        Assert.Equal((2, 2 - Math.Sqrt(5), 2 + Math.Sqrt(5)), (means.Value, means.Lower, means.Upper));
        Assert.True(double.IsNaN(QualityIntervals.Difference(new Interval(5, 4, 6), Interval.None).Value));
    }
}
