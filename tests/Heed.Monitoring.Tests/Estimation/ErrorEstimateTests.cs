using System.Globalization;
using System.Text;
using System.Text.Json;

using Heed.Model.Records;
using Heed.Monitoring.Baselines;

namespace Heed.Monitoring.Tests.Estimation;

public sealed class ErrorEstimateTests(ITestOutputHelper output)
{
    private const long Hour = 3_600_000;

    private static readonly ModelOptions Options = new() { Name = "m", Windows = new WindowOptions { Quality = TimeSpan.FromDays(1) } };

    /// <summary>The error grows with x0 and is three times as large for the color red; the prediction itself says nothing of it.</summary>
    private static double Error(double x, string color, Random random) =>
        Quality.LabelledSets.Normal(random) * (1 + (4 * x)) * (color == "red" ? 3 : 1);

    [Theory]
    [InlineData(0.0, 1.0, 0.25)]
    [InlineData(0.8, 1.0, 0.25)]
    [InlineData(0.0, 1.0, 0.9)]
    [InlineData(0.0, 0.2, 0.0)]
    public void The_estimate_follows_inputs_to_where_the_model_is_worse_or_better(double from, double to, double red)
    {
        Baseline baseline = Baseline();
        ModelMonitor monitor = new(Options, baseline);
        EventWriter writer = new(monitor.Schema);
        Random random = new(5);
        double truth = 0;
        const int Count = 4000;
        for (int i = 0; i < Count; i++)
        {
            double x = from + ((to - from) * random.NextDouble());
            string color = random.NextDouble() < red ? "red" : "blue";
            double answer = 100 * random.NextDouble();
            double error = Error(x, color, random);
            truth += Math.Abs(error) / Count;
            long time = Models.Start + i;
            monitor.Accept(writer.Batch, writer.Prediction($"p{i}", time, answer, Features(x, color)), time);
            monitor.Accept(writer.Batch, writer.Label($"p{i}", time, answer - error), time);
        }

        SampleList samples = SampleList.Of(monitor, Models.Start + Count);
        double estimate = samples.Find("ml_estimated_quality", ("metric", "mae"))!.Value;
        Assert.InRange(estimate, truth * 0.85, truth * 1.15);
        Assert.InRange(samples.Find("ml_estimated_quality_error", ("metric", "mae"))!.Value, -0.15 * truth, 0.15 * truth);
        Assert.True(samples.Find("ml_estimated_quality_upper", ("metric", "mae")) > estimate);
    }

    [Fact]
    public void Inputs_like_the_baselines_do_not_contradict_the_estimator_and_a_doubled_error_does()
    {
        Baseline baseline = Baseline();
        Assert.Equal(0, Failure(baseline, 1));
        Assert.Equal(1, Failure(baseline, 2));
    }

    [Fact]
    public void A_label_that_changes_takes_back_what_it_said()
    {
        ModelMonitor monitor = new(Options, Baseline());
        EventWriter writer = new(monitor.Schema);
        for (int i = 0; i < 200; i++)
        {
            long time = Models.Start + i;
            monitor.Accept(writer.Batch, writer.Prediction($"p{i}", time, 10.0, Features(0.5, "blue")), time);
            monitor.Accept(writer.Batch, writer.Label($"p{i}", time, 100.0), time);
            monitor.Accept(writer.Batch, writer.Label($"p{i}", time + 1, 10.0), time);
        }

        SampleList samples = SampleList.Of(monitor, Models.Start + Hour);
        double estimate = samples.Find("ml_estimated_quality", ("metric", "mae"))!.Value;
        Assert.Equal(estimate, samples.Find("ml_estimated_quality_error", ("metric", "mae"))!.Value, 9);
    }

    [Fact]
    public void Too_few_labelled_rows_teach_nothing()
    {
        Assert.NotNull(Baseline(800).Estimation);
        Assert.Null(Baseline(799).Estimation);
    }

    /// <summary>Demand grew by a half from one year to the next at like hours and weather: no input shows it, and every month's labels do.</summary>
    [Fact]
    public void Bikes_errors_that_no_input_explains_contradict_the_estimator_in_every_month()
    {
        ModelOptions bikes = new() { Name = "bikes", Segments = ["day"] };
        string folder = Path.Combine(Testing.RepositoryFiles.Root, "examples", "bikes");
        Baseline baseline = DemoData.BaselineOf(bikes, Path.Combine(folder, "baseline.ndjson.gz"));
        output.WriteLine(string.Join(" ", baseline.Estimation!.Errors!.Tables.Select(t => t.Feature < 0 ? "prediction" : baseline.Features[t.Feature].Name)));
        output.WriteLine(baseline.Estimation.Deviations[0].ToString());
        ModelMonitor monitor = new(bikes with { Windows = new WindowOptions { Quality = TimeSpan.FromDays(28) } }, baseline);
        EventWriter writer = new(monitor.Schema);
        string month = "2012-01";
        foreach (JsonElement one in DemoData.Events(Path.Combine(folder, "production.ndjson.gz")))
        {
            EventRecord record = DemoData.Record(writer, one);
            string of = one.GetProperty("time").GetString()![..7];
            if (of != month) CheckMonth(monitor, month, record.TimeMs);
            month = of;
            monitor.Accept(writer.Batch, record, record.TimeMs);
        }
    }

    private void CheckMonth(ModelMonitor monitor, string month, long nowMs)
    {
        SampleList samples = SampleList.Of(monitor, nowMs);
        double Figure(string name) => samples.Find(name, ("metric", "mae"), ("model_name", "bikes")) ?? double.NaN;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{month} mae {Figure("ml_model_quality"):F1} estimated {Figure("ml_estimated_quality"):F1} [{Figure("ml_estimated_quality_lower"):F1}, {Figure("ml_estimated_quality_upper"):F1}] error {Figure("ml_estimated_quality_error"):F1}"));
        Assert.InRange(Figure("ml_estimated_quality"), 8, 35);
        Assert.InRange(Figure("ml_estimated_quality_error"), -100, -35);
        Assert.Equal(1, Figure("ml_estimator_failed"));
    }

    private static double Failure(Baseline baseline, double factor)
    {
        ModelMonitor monitor = new(Options, baseline);
        EventWriter writer = new(monitor.Schema);
        Random random = new(9);
        for (int i = 0; i < 2000; i++)
        {
            double x = random.NextDouble();
            string color = random.Next(4) == 0 ? "red" : "blue";
            long time = Models.Start + i;
            monitor.Accept(writer.Batch, writer.Prediction($"p{i}", time, 50.0, Features(x, color)), time);
            monitor.Accept(writer.Batch, writer.Label($"p{i}", time, 50.0 - (factor * Error(x, color, random))), time);
        }

        return SampleList.Of(monitor, Models.Start + Hour).Find("ml_estimator_failed", ("metric", "mae"))!.Value;
    }

    private static Dictionary<string, object?> Features(double x, string color) => new() { ["x0"] = x, ["color"] = color, ["noise"] = x % 0.01 };

    private static Baseline Baseline(int rows = 20_000)
    {
        BaselineBuilder builder = new(Options);
        Random random = new(2);
        for (int i = 0; i < rows; i++)
        {
            double x = random.NextDouble();
            string color = random.Next(4) == 0 ? "red" : "blue";
            double answer = 100 * random.NextDouble();
            builder.AddFeatureNumber("x0", x);
            builder.AddFeatureText("color", color);
            builder.AddFeatureNumber("noise", x % 0.01);
            RecordId id = RecordId.Of(Encoding.UTF8.GetBytes($"b{i}"));
            builder.EndPrediction(new BaselinePrediction(id, Models.Start - Hour + i, 0.01, "", answer, double.NaN));
            builder.AddLabel(id, "", answer - Error(x, color, random));
        }

        return builder.Build().Value;
    }
}
