using System.Globalization;
using System.Text.Json;

using Heed.Model.Records;
using Heed.Monitoring.Baselines;
using Heed.Monitoring.Reports;
using Heed.Testing;

namespace Heed.Monitoring.Tests;

/// <summary>The published answers to the demo data: what a monitor should find, month by month.</summary>
public sealed class TruthTableTests
{
    private static readonly ModelOptions Housing = new() { Name = "housing", Segments = ["region"] };
    private static readonly ModelOptions Bikes = new() { Name = "bikes", Segments = ["day"] };

    [Fact]
    public void Housing_baseline_is_inferred_from_its_events()
    {
        if (DemoData.File("housing", "baseline") is not { } path) return;
        Baseline baseline = DemoData.BaselineOf(Housing, path);
        Assert.Equal(ModelType.Classification, baseline.Type);
        Assert.Equal("above", baseline.Answers.PositiveClass);
        Assert.Equal(5832, baseline.Records);
        Assert.Equal(5832, baseline.LabelledRecords);
        Assert.Equal(0.6704, baseline.Quality[0].Value, 4);
        Assert.Equal(0.6352, baseline.Quality.Single(q => q is { Metric: "accuracy", SegmentValue: "north" }).Value, 4);
        Assert.Equal(0.6783, baseline.Quality.Single(q => q is { Metric: "accuracy", SegmentValue: "south" }).Value, 4);
        Assert.Equal(0.3220, baseline.Answers.ClassCounts[1] / 5832.0, 4);
        Assert.Equal(0.0181, baseline.Latency.P50Seconds, 4);
        Assert.Equal(0.0404, baseline.Latency.P99Seconds, 4);
        Assert.All(baseline.Features, f => Assert.Equal(FeatureKind.Number, f.Kind));
        double meanConfidence = baseline.Answers.ConfidenceCounts.Select((c, i) => c * (i + 0.5) / 10).Sum() / 5832;
        Assert.Equal(0.7208, meanConfidence, 1);
    }

    [Fact]
    public void Housing_accuracy_of_each_month_is_the_published_one()
    {
        if (Files("housing") is not var (baselinePath, productionPath)) return;
        Baseline baseline = DemoData.BaselineOf(Housing, baselinePath);
        Dictionary<string, string[]> truth = Table("### Housing: performance by month");
        CheckMonths(Housing, baseline, productionPath, TimeSpan.FromDays(14), (month, report) =>
        {
            Assert.Equal(long.Parse(truth[month][1], CultureInfo.InvariantCulture), report.Quality!.N);
            Assert.Equal(truth[month][2], report.Quality.Value.ToString("F4", CultureInfo.InvariantCulture));
            Assert.Equal("accuracy", report.Quality.Metric);
            Assert.InRange(report.Quality.Value, report.Quality.Lower, report.Quality.Upper);
            Assert.Equal(14 * 86_400, report.Labels.MedianDelaySeconds);
        });
    }

    [Fact]
    public void Housing_accuracy_by_region_over_all_of_production_is_the_published_one()
    {
        if (Files("housing") is not var (baselinePath, productionPath)) return;
        ModelOptions options = Housing with { Windows = new WindowOptions { Quality = TimeSpan.FromDays(399) } };
        ModelMonitor monitor = new(options, DemoData.BaselineOf(options, baselinePath));
        EventWriter writer = new(monitor.Schema);
        foreach (JsonElement one in DemoData.Events(productionPath))
        {
            // Labels of baseline predictions are in the file's first days; nothing joins them.
            EventRecord record = DemoData.Record(writer, one);
            monitor.Accept(writer.Batch, record, record.TimeMs);
        }

        SampleList samples = SampleList.Of(monitor, 0);
        Assert.Equal("0.5887", Format(samples.Find("ml_accuracy_by_segment", ("segment", "ground_truth_sample"))));
        Assert.Equal("0.6210", Format(samples.Find("ml_accuracy_by_segment", ("segment", "north"))));
        Assert.Equal("0.5409", Format(samples.Find("ml_accuracy_by_segment", ("segment", "south"))));
        Assert.Equal("1.0000", Format(samples.Find("ml_label_coverage_ratio")));
        Assert.Equal(8232, samples.Find("ml_requests_total"));
    }

    [Theory]
    [InlineData("housing", "### Housing: KS statistic against the baseline")]
    [InlineData("bikes", "### Bikes: KS statistic against the baseline")]
    public void Kolmogorov_Smirnov_of_each_month_and_feature_is_the_published_one(string model, string heading)
    {
        if (Files(model) is not var (baselinePath, productionPath)) return;
        ModelOptions options = model == "housing" ? Housing : Bikes;
        Baseline baseline = DemoData.BaselineOf(options, baselinePath);
        string[] header = Header(heading);
        foreach ((string month, string[] row) in Table(heading))
        {
            List<JsonElement> rows = [.. DemoData.Events(productionPath).Where(e => !DemoData.IsLabel(e) && Month(e) == month)];
            ModelMonitor monitor = new(options with { Windows = new WindowOptions { DriftRecords = rows.Count } }, baseline);
            EventWriter writer = new(monitor.Schema);
            foreach (JsonElement one in rows) monitor.Accept(writer.Batch, DemoData.Record(writer, one), DemoData.TimeMs(one));

            IReadOnlyList<FeatureReport> numbers = [.. monitor.Features().Where(f => f.Kind == FeatureKind.Number).OrderByDescending(f => f.Score)];
            SampleList samples = SampleList.Of(monitor, 0);
            foreach (FeatureReport feature in numbers)
            {
                double expected = double.Parse(row[Array.IndexOf(header, feature.Name)], CultureInfo.InvariantCulture);
                Assert.InRange(feature.Score!.Value, expected - 0.002, expected + 0.002);
                Assert.Equal(feature.Score, samples.Find("ml_data_drift_score", ("feature_name", feature.Name)));
            }

            Assert.Equal(row[^1], string.Join(", ", numbers.Take(3).Select(f => f.Name)));
        }
    }

    [Fact]
    public void Bikes_error_and_bias_of_each_month_are_the_published_ones()
    {
        if (Files("bikes") is not var (baselinePath, productionPath)) return;
        Baseline baseline = DemoData.BaselineOf(Bikes, baselinePath);
        Assert.Equal(ModelType.Regression, baseline.Type);
        Assert.Equal(23.97, baseline.Quality[0].Value, 2);
        Assert.Equal(FeatureKind.Category, baseline.Features.Single(f => f.Name == "season").Kind);
        Dictionary<string, string[]> truth = Table("### Bikes: performance by month");
        CheckMonths(Bikes, baseline, productionPath, TimeSpan.FromHours(1), (month, report) =>
        {
            QualityReport bias = report.Qualities.Single(q => q is { Metric: "bias", Segment: "ground_truth_sample" });
            Assert.Equal(long.Parse(truth[month][1], CultureInfo.InvariantCulture), report.Quality!.N);
            Assert.Equal(truth[month][4], report.Quality.Value.ToString("F2", CultureInfo.InvariantCulture));
            Assert.Equal(truth[month][5], bias.Value.ToString("F2", CultureInfo.InvariantCulture));
        });
    }

    /// <summary>Runs production with a quality window as long as each month and reports when the month's last label is in.</summary>
    private static void CheckMonths(ModelOptions options, Baseline baseline, string path, TimeSpan labelDelay, Action<string, ModelReport> check)
    {
        List<JsonElement> events = [.. DemoData.Events(path)];
        string[] months = [.. events.Where(e => !DemoData.IsLabel(e)).Select(Month).Distinct()];
        foreach (string month in months)
        {
            DateTimeOffset start = DateTimeOffset.Parse(month + "-01T00:00:00Z", CultureInfo.InvariantCulture);
            DateTimeOffset end = start.AddMonths(1);
            ModelMonitor monitor = new(options with { Windows = new WindowOptions { Quality = end - start } }, baseline);
            EventWriter writer = new(monitor.Schema);
            long border = (end + labelDelay).ToUnixTimeMilliseconds();
            foreach (JsonElement one in events)
            {
                if (DemoData.TimeMs(one) >= border) break;
                EventRecord record = DemoData.Record(writer, one);
                monitor.Accept(writer.Batch, record, record.TimeMs);
            }

            // May 2022 ends early: the window must still end where the month would, which later events would bring about.
            monitor.Accept(writer.Batch, writer.Label("", border - 1, "none"), border);
            check(month, monitor.Report(border));
        }
    }

    private static (string Baseline, string Production)? Files(string model) =>
        DemoData.File(model, "baseline") is { } baseline && DemoData.File(model, "production") is { } production ? (baseline, production) : null;

    private static string Month(JsonElement one) => one.GetProperty("time").GetString()![..7];

    private static string Format(double? value) => value!.Value.ToString("F4", CultureInfo.InvariantCulture);

    private static string[] Header(string heading) => Cells(Lines(heading).First());

    private static Dictionary<string, string[]> Table(string heading) =>
        Lines(heading).Skip(2).Select(Cells).Where(c => char.IsAsciiDigit(c[0][0])).ToDictionary(c => c[0]);

    private static IEnumerable<string> Lines(string heading)
    {
        string[] lines = File.ReadAllLines(Path.Combine(RepositoryFiles.Shared!, "data", "README.md"));
        return lines.SkipWhile(l => l != heading).Skip(2).TakeWhile(l => l.StartsWith('|'));
    }

    private static string[] Cells(string line) => [.. line.Trim('|').Split('|').Select(c => c.Trim().TrimStart('+'))];
}
