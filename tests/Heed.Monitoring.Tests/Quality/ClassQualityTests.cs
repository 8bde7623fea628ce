using Heed.Monitoring.Quality;
using Heed.Statistics.Intervals;
using Heed.Statistics.Quality;

namespace Heed.Monitoring.Tests.Quality;

public sealed class ClassQualityTests
{
    [Fact]
    public void Macro_ratios_and_those_of_each_class_are_the_confusion_matrixs()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            (int[] actual, int[] predicted) = Answers(seed, 600, 4);
            ClassQuality family = new(4);
            QualityFigures figures = Figures(family, actual, predicted);
            ConfusionMatrix<int> matrix = ConfusionMatrix<int>.Of(actual, predicted, out _)!;
            Assert.Equal(matrix.Accuracy, family.Interval("accuracy", figures).Value, 12);
            Assert.Equal(matrix.Macro.Precision, family.Interval("precision", figures).Value, 12);
            Assert.Equal(matrix.Macro.Recall, family.Interval("recall", figures).Value, 12);
            Assert.Equal(matrix.Macro.F1, family.Interval("f1", figures).Value, 12);
            ClassTable table = family.TableOf(figures.Tally);
            for (int k = 0; k < 4; k++)
            {
                Assert.Equal(matrix.Of(k).Precision, table.Of(k, ClassTable.Ratio.Precision).Value, 12);
                Assert.Equal(matrix.Of(k).Recall, table.Of(k, ClassTable.Ratio.Recall).Value, 12);
                Assert.Equal(matrix.Of(k).F1, table.Of(k, ClassTable.Ratio.F1).Value, 12);
            }
        }
    }

    [Theory]
    [InlineData("precision")]
    [InlineData("recall")]
    [InlineData("f1")]
    public void Ninety_five_in_a_hundred_macro_intervals_hold_the_truth(string metric)
    {
        ClassQuality family = new(4);
        (int[] actual, int[] predicted) = Answers(1, 200_000, 4);
        double truth = family.Interval(metric, Figures(family, actual, predicted)).Value;
        int held = 0;
        for (int sample = 0; sample < 400; sample++)
        {
            QualityFigures figures = Figures(family, actual[(sample * 300)..((sample + 1) * 300)], predicted[(sample * 300)..((sample + 1) * 300)]);
            Interval interval = family.Interval(metric, figures);
            held += truth >= interval.Lower && truth <= interval.Upper ? 1 : 0;
        }

        Assert.InRange(held / 400.0, 0.91, 0.99);
    }

    [Fact]
    public void Classes_beyond_the_limit_count_in_accuracy_and_in_no_average()
    {
        ClassQuality family = new(300);
        Assert.Equal(ClassQuality.MostClasses, family.Classes);
        QualityFigures figures = Figures(family, [0, 0, 250, 251, 252], [0, 1, 250, 251, 253]);
        Assert.Equal(0.6, family.Interval("accuracy", figures).Value);
        Assert.Equal((1 + 0) / 2.0, family.Interval("precision", figures).Value);
    }

    [Fact]
    public void Calibration_of_several_classes_is_of_the_confidence_in_the_answer()
    {
        ClassQuality family = new(3);
        LabelledAnswer right = new() { Predicted = 0, Actual = 0, IsCorrect = true, Confidence = 0.9, ActualScore = 0.9, SquaredDistance = 0.02 };
        LabelledAnswer wrong = new() { Predicted = 0, Actual = 1, IsCorrect = false, Confidence = 0.9, ActualScore = 0.1, SquaredDistance = 1.62 };
        QualityFigures figures = LabelledSets.Figures(family, [right, right, right, wrong]);
        Assert.Equal(0.15, family.Interval("ece", figures).Value, 12);
        Assert.Equal(((3 * -Math.Log(0.9)) - Math.Log(0.1)) / 4, family.Interval("log_loss", figures).Value, 12);
        Assert.Equal(0.42, family.Interval("brier", figures).Value, 12);
    }

    [Fact]
    public void Regression_figures_are_those_of_the_errors_themselves()
    {
        Random random = new(8);
        double[] actual = [.. Enumerable.Range(0, 500).Select(i => i % 50 == 0 ? 0 : 100 + (20 * LabelledSets.Normal(random)))];
        double[] predicted = [.. actual.Select(a => a + 3 + (5 * LabelledSets.Normal(random)))];
        NumberQuality family = new();
        QualityFigures figures = LabelledSets.Figures(family, actual.Select((a, i) => LabelledAnswer.OfNumbers(predicted[i], a)));
        RegressionScores scores = RegressionErrors.Of(actual, predicted);
        Assert.Equal(scores.MeanAbsoluteError, family.Interval("mae", figures).Value, 9);
        Assert.Equal(scores.Bias, family.Interval("bias", figures).Value, 9);
        Assert.Equal(scores.RootMeanSquaredError, family.Interval("rmse", figures).Value, 9);
        Assert.Equal(scores.AbsolutePercentage, family.Interval("mape", figures).Value, 9);
        Assert.All(family.Metrics, m => Assert.True(m.Interval(figures).Lower < m.Interval(figures).Value));
    }

    [Fact]
    public void One_infinite_error_hides_no_other()
    {
        NumberQuality family = new();
        QualityFigures figures = LabelledSets.Figures(
            family, [LabelledAnswer.OfNumbers(2, 1), LabelledAnswer.OfNumbers(4, 1), LabelledAnswer.OfNumbers(double.MaxValue, -double.MaxValue)]);
        Assert.Equal(2, family.Interval("mae", figures).Value);
        Assert.Equal(Math.Sqrt(5), family.Interval("rmse", figures).Value);
    }

    private static (int[] Actual, int[] Predicted) Answers(int seed, int n, int classes)
    {
        Random random = new(seed);
        int[] actual = [.. Enumerable.Range(0, n).Select(_ => Math.Min(random.Next(classes), random.Next(classes)))];
        return (actual, [.. actual.Select(a => random.Next(10) < 7 ? a : random.Next(classes))]);
    }

    private static QualityFigures Figures(ClassQuality family, int[] actual, int[] predicted) => LabelledSets.Figures(
        family,
        actual.Select((a, i) => new LabelledAnswer { Predicted = predicted[i], Actual = a, IsCorrect = predicted[i] == a }));
}
