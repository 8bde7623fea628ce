using System.Globalization;
using System.Text.Json;

using Heed.Model.Records;
using Heed.Monitoring.Baselines;

namespace Heed.Monitoring.Tests.Estimation;

public sealed class HousingEstimateTests(ITestOutputHelper output)
{
    private static readonly ModelOptions Housing = new() { Name = "housing", Segments = ["region"] };

    [Fact]
    public void Look()
    {
        string path = DemoData.File("housing", "baseline")!;
        Baseline baseline = DemoData.BaselineOf(Housing, path);
        foreach (EstimatorDeviation d in baseline.Estimation!.Deviations) output.WriteLine(d.ToString());
        foreach (QualityBaseline q in baseline.Quality) output.WriteLine(q.ToString());
        output.WriteLine(baseline.SizeBytes.ToString(CultureInfo.InvariantCulture) + " knots " + baseline.Estimation.Curve!.Scores.Length);
        List<JsonElement> events = [.. DemoData.Events(DemoData.File("housing", "production")!)];
        foreach (string month in events.Where(e => !DemoData.IsLabel(e)).Select(e => e.GetProperty("time").GetString()![..7]).Distinct())
        {
            DateTimeOffset start = DateTimeOffset.Parse(month + "-01T00:00:00Z", CultureInfo.InvariantCulture);
            DateTimeOffset end = start.AddMonths(1);
            ModelMonitor monitor = new(Housing with { Windows = new WindowOptions { Quality = end - start } }, baseline);
            EventWriter writer = new(monitor.Schema);
            foreach (JsonElement one in events)
            {
                if (DemoData.TimeMs(one) >= end.ToUnixTimeMilliseconds()) break;
                EventRecord record = DemoData.Record(writer, one);
                monitor.Accept(writer.Batch, record, record.TimeMs);
            }

            SampleList samples = SampleList.Of(monitor, end.ToUnixTimeMilliseconds());
            output.WriteLine(month + " " + string.Join(" ", new[] { "accuracy", "f1", "auc" }.Select(m =>
                $"{m} {samples.Find("ml_estimated_quality", ("metric", m)):F4} [{samples.Find("ml_estimated_quality_lower", ("metric", m)):F4} {samples.Find("ml_estimated_quality_upper", ("metric", m)):F4}]")));
        }
    }
}
