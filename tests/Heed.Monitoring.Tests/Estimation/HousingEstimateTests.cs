using System.Globalization;
using System.Text.Json;

using Heed.Model.Records;
using Heed.Monitoring.Baselines;

namespace Heed.Monitoring.Tests.Estimation;

/// <summary>
/// Real data on which the relation of score and outcome changes from month to month: what is estimated without labels, what is true, and
/// in which months the labels contradict the estimator.
/// </summary>
public sealed class HousingEstimateTests(ITestOutputHelper output)
{
    private const long LabelDelayMs = 14 * 86_400_000L;

    private static readonly ModelOptions Housing = new() { Name = "housing", Segments = ["region"] };

    // Published beside the data: accuracy and ROC AUC, each true and estimated by calibrated scores.
    private static readonly (string Month, double Accuracy, double Estimated, double Auc, double EstimatedAuc)[] Published =
    [
        ("2021-06", 0.8472, 0.7099, 0.8842, 0.8593),
        ("2021-07", 0.8185, 0.5405, 0.7601, 0.7510),
        ("2021-08", 0.5605, 0.6538, 0.7043, 0.7093),
        ("2021-09", 0.5167, 0.6828, 0.6698, 0.6643),
        ("2021-10", 0.2836, 0.5546, 0.8335, 0.8243),
        ("2021-11", 0.5667, 0.6712, 0.7315, 0.8703),
        ("2021-12", 0.4866, 0.6622, 0.9339, 0.8983),
        ("2022-01", 0.4933, 0.5941, 0.8694, 0.8516),
        ("2022-02", 0.5967, 0.6591, 0.9335, 0.9111),
        ("2022-03", 0.6062, 0.6529, 0.7049, 0.8291),
        ("2022-04", 0.6583, 0.7176, 0.9754, 0.9107),
    ];

    [Fact]
    public void Each_month_is_estimated_as_published_and_the_months_in_which_the_estimator_fails_are_named()
    {
        string folder = Path.Combine(Testing.RepositoryFiles.Root, "examples", "housing");
        Baseline baseline = DemoData.BaselineOf(Housing, Path.Combine(folder, "baseline.ndjson.gz"));
        List<JsonElement> events = [.. DemoData.Events(Path.Combine(folder, "production.ndjson.gz"))];
        List<string> failed = [];
        List<string> failedAuc = [];
        output.WriteLine("month    accuracy estimated  band           error   failed | auc    estimated failed");
        foreach ((string month, double accuracy, double estimated, double auc, double estimatedAuc) in Published)
        {
            SampleList early = Month(baseline, events, month, 0);
            SampleList late = Month(baseline, events, month, LabelDelayMs);
            double estimate = Figure(early, "ml_estimated_quality", "accuracy");
            double error = Figure(late, "ml_estimated_quality_error", "accuracy");
            bool failing = Figure(late, "ml_estimator_failed", "accuracy") == 1;
            if (failing) failed.Add(month);
            if (Figure(late, "ml_estimator_failed", "auc") == 1) failedAuc.Add(month);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{month}  {Figure(late, "ml_model_quality", "accuracy"):F4}   {estimate:F4}    [{Figure(early, "ml_estimated_quality_lower", "accuracy"):F3}, {Figure(early, "ml_estimated_quality_upper", "accuracy"):F3}] {error:+0.000;-0.000}  {(failing ? "yes" : "no "),-6} | {Figure(late, "ml_model_quality", "auc"):F4} {Figure(early, "ml_estimated_quality", "auc"):F4}    {Figure(late, "ml_estimator_failed", "auc")}"));

            Assert.Equal(accuracy, Figure(late, "ml_model_quality", "accuracy"), 4);
            Assert.Equal(auc, Figure(late, "ml_model_quality", "auc"), 0.003);
            Assert.Equal(estimated, estimate, 0.0025);
            Assert.Equal(estimatedAuc, Figure(early, "ml_estimated_quality", "auc"), 0.003);
            Assert.Equal(estimated - accuracy, error, 0.0025);
        }

        Assert.Equal(["2021-07", "2021-10"], failed);
        Assert.Equal(["2021-11", "2022-03"], failedAuc);
    }

    private static double Figure(SampleList samples, string name, string metric) => samples.Find(name, ("metric", metric)) ?? double.NaN;

    /// <summary>All that arrives until a delay after the month's end, with a window that looks back on the month's predictions or labels.</summary>
    private static SampleList Month(Baseline baseline, List<JsonElement> events, string month, long delayMs)
    {
        DateTimeOffset start = DateTimeOffset.Parse(month + "-01T00:00:00Z", CultureInfo.InvariantCulture);
        DateTimeOffset end = start.AddMonths(1);
        ModelMonitor monitor = new(Housing with { Windows = new WindowOptions { Quality = end - start } }, baseline);
        EventWriter writer = new(monitor.Schema);
        long border = end.ToUnixTimeMilliseconds() + delayMs;
        foreach (JsonElement one in events)
        {
            if (DemoData.TimeMs(one) >= border) break;
            EventRecord record = DemoData.Record(writer, one);
            monitor.Accept(writer.Batch, record, record.TimeMs);
        }

        return SampleList.Of(monitor, border);
    }
}
