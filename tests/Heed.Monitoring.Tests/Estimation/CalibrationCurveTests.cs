using System.Text;

using Heed.Model.Records;
using Heed.Monitoring.Baselines;
using Heed.Monitoring.Estimation;
using Heed.Statistics.Calibration;

namespace Heed.Monitoring.Tests.Estimation;

public sealed class CalibrationCurveTests
{
    [Fact]
    public void With_many_labels_the_curve_is_the_isotonic_regression_in_fewer_points()
    {
        (double[] scores, bool[] happened) = Sample(5000, 1);
        IsotonicRegression fit = IsotonicRegression.Fit(scores, [.. happened.Select(h => h ? 1.0 : 0)], [], out _)!;
        CalibrationCurve curve = CalibrationCurve.Fit(scores, happened)!;
        Assert.InRange(curve.Scores.Length, 2, 200);
        for (int i = -10; i <= 110; i++) Assert.Equal(fit.Predict(i / 100.0), curve.Predict(i / 100.0), 12);
        Assert.True(double.IsNaN(curve.Predict(double.NaN)));
    }

    [Fact]
    public void With_few_labels_it_is_Platts_curve()
    {
        (double[] scores, bool[] happened) = Sample(300, 2);
        PlattScaling fit = PlattScaling.Fit(scores, happened);
        CalibrationCurve curve = CalibrationCurve.Fit(scores, happened)!;
        foreach (double score in scores) Assert.Equal(fit.Predict(score), curve.Predict(score), 0.001);
    }

    [Fact]
    public void Scores_against_the_outcome_give_its_share_and_no_falling_curve()
    {
        (double[] scores, bool[] happened) = Sample(300, 3);
        CalibrationCurve curve = CalibrationCurve.Fit([.. scores.Select(s => 1 - s)], happened)!;
        Assert.Equal(happened.Count(h => h) / 300.0, curve.Predict(0.1), 0.01);
        Assert.Equal(curve.Predict(0.1), curve.Predict(0.9), 12);
        Assert.Null(CalibrationCurve.Fit([], []));
        Assert.Null(CalibrationCurve.Fit([double.NaN], [true]));
    }

    [Theory]
    [InlineData(new double[] { }, new double[] { })]
    [InlineData(new[] { 0.1, 0.1 }, new[] { 0.1, 0.2 })]
    [InlineData(new[] { 0.1, 0.2 }, new[] { 0.2, 0.1 })]
    [InlineData(new[] { 0.1, 0.2 }, new[] { 0.2, 1.1 })]
    [InlineData(new[] { 0.1 }, new[] { double.NaN })]
    public void Points_that_are_no_rising_curve_of_probabilities_are_refused(double[] scores, double[] shares) =>
        Assert.Null(CalibrationCurve.FromParts(scores, shares));

    [Theory]
    [InlineData(ModelType.Classification)]
    [InlineData(ModelType.Multiclass)]
    [InlineData(ModelType.Regression)]
    public void A_baseline_carries_its_estimator_through_the_file(ModelType type)
    {
        Baseline baseline = BaselineOf(type, 2);
        using MemoryStream file = new();
        baseline.Save(file);
        file.Position = 0;
        Baseline loaded = Baseline.Load(file).Value;
        Assert.Equal(baseline.Version, loaded.Version);
        Assert.Equal(baseline.Estimation!.Deviations, loaded.Estimation!.Deviations);
        using MemoryStream again = new();
        loaded.Save(again);
        Assert.Equal(file.ToArray(), again.ToArray());
    }

    /// <summary>Production has easier records: the confidence is higher, and so is the accuracy that goes with it.</summary>
    [Fact]
    public void The_accuracy_of_several_classes_is_estimated_from_calibrated_confidence()
    {
        ModelOptions options = new() { Name = "m", Windows = new WindowOptions { Quality = TimeSpan.FromDays(1) } };
        ModelMonitor monitor = new(options, BaselineOf(ModelType.Multiclass, 2));
        EventWriter writer = new(monitor.Schema);
        Random random = new(4);
        for (int i = 0; i < 3000; i++)
        {
            long time = Models.Start + i;
            double confidence = 0.7 + (0.3 * random.NextDouble());
            monitor.Accept(writer.Batch, writer.Prediction($"p{i}", time, "b", score: confidence), time);
            monitor.Accept(writer.Batch, writer.Label($"p{i}", time, random.NextDouble() < Truth(confidence) ? "b" : "c"), time);
        }

        SampleList samples = SampleList.Of(monitor, Models.Start + 3000);
        double truth = samples.Find("ml_model_quality", ("metric", "accuracy"))!.Value;
        Assert.InRange(samples.Find("ml_estimated_quality", ("metric", "accuracy"))!.Value, truth - 0.04, truth + 0.04);
        Assert.Equal(0, samples.Find("ml_estimator_failed", ("metric", "accuracy")));
        Assert.Equal(truth, samples.Find("ml_class_quality", ("metric", "precision"), ("class", "b"))!.Value, 12);
        Assert.Single(monitor.Report(Models.Start + 3000).Estimates);
    }

    /// <summary>The model is too sure of itself.</summary>
    private static double Truth(double confidence) => confidence * confidence;

    private static (double[] Scores, bool[] Happened) Sample(int n, int seed)
    {
        Random random = new(seed);
        double[] scores = [.. Enumerable.Range(0, n).Select(_ => random.NextDouble())];
        return (scores, [.. scores.Select(s => random.NextDouble() < s * s)]);
    }

    private static Baseline BaselineOf(ModelType type, int seed)
    {
        ModelOptions options = new() { Name = "m", Type = type };
        BaselineBuilder builder = new(options);
        Random random = new(seed);
        string[] classes = type == ModelType.Multiclass ? ["a", "b", "c"] : ["no", "yes"];
        for (int i = 0; i < 5000; i++)
        {
            RecordId id = RecordId.Of(Encoding.UTF8.GetBytes($"b{i}"));
            double confidence = 0.4 + (0.6 * random.NextDouble());
            string answer = classes[i % classes.Length];
            string label = random.NextDouble() < Truth(confidence) ? answer : classes[(i + 1) % classes.Length];
            double number = type == ModelType.Regression ? confidence : double.NaN;
            builder.AddFeatureNumber("x", random.NextDouble());
            builder.EndPrediction(new BaselinePrediction(id, Models.Start - 10_000 + i, 0.01, number > 0 ? "" : answer, number, confidence));
            builder.AddLabel(id, number > 0 ? "" : label, number + LabelledNoise(random, number));
        }

        return builder.Build().Value;
    }

    private static double LabelledNoise(Random random, double number) => double.IsNaN(number) ? 0 : Quality.LabelledSets.Normal(random);
}
