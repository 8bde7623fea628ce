using Heed.Model.Records;
using Heed.Monitoring.Baselines;
using Heed.Monitoring.Reports;
using Heed.Monitoring.Windows;

namespace Heed.Monitoring.Tests;

public sealed class WindowTests
{
    private const long Hour = 3_600_000;
    private const long Day = 24 * Hour;
    private static readonly ModelOptions Counted = new() { Name = "m", Windows = new WindowOptions { DriftRecords = 200 } };
    private static readonly ModelOptions Timed = new()
    {
        Name = "m",
        Windows = new WindowOptions { DriftDuration = TimeSpan.FromHours(1), Lateness = TimeSpan.FromMinutes(10), MinimumRecords = 50 },
    };

    [Fact]
    public void A_count_window_says_nothing_until_it_is_full()
    {
        ModelMonitor monitor = new(Counted, Models.Classifier(Counted));
        Feed(monitor, 199, Models.Start, 1000);
        Assert.Null(SampleList.Of(monitor, 0).Find("ml_data_drift_score"));
        FeatureReport open = monitor.Feature("x0");
        Assert.Equal((FeatureVerdict.NotEnoughData, 199L, 200L), (open.State, open.N, open.Needed));
        Assert.Equal(1, open.Distribution.Current.Sum(), 10);

        Feed(monitor, 1, Models.Start, 1000, "more");
        SampleList samples = SampleList.Of(monitor, 5);
        Assert.NotNull(samples.Find("ml_data_drift_score", ("feature_name", "x0")));
        Assert.NotNull(samples.Find("ml_concept_drift_psi"));
        Assert.Equal(FeatureVerdict.Ok, monitor.Feature("x0").State);
        Assert.All(samples.Samples, s => Assert.Equal(5, s.TimeMs));
    }

    [Fact]
    public void A_shift_is_drift_and_says_so_in_the_features_own_units()
    {
        ModelMonitor monitor = new(Counted, Models.Classifier(Counted));
        Feed(monitor, 200, Models.Start, 1000, shift: 0.5);
        FeatureReport report = monitor.Features()[0];
        Assert.Equal(("x0", FeatureVerdict.Drift), (report.Name, report.State));
        Assert.InRange(report.Score!.Value, 0.4, 0.6);
        Assert.True(report.Psi > report.PsiThreshold);
        Assert.Matches("^median 0\\.\\d+ → 1\\.?\\d*; \\d+ % of values lie above the baseline's 95th percentile", report.Sentence);
        Assert.InRange(report.OutOfRangeRatio, 0.4, 0.6);
        Assert.Equal(1, SampleList.Of(monitor, 0).Find("ml_data_drift_alerts", ("feature_name", "x0"), ("severity", "critical")));
        Assert.Equal(0, SampleList.Of(monitor, 0).Find("ml_data_drift_alerts", ("feature_name", "x0"), ("severity", "warning")));
        Assert.Equal(0, SampleList.Of(monitor, 0).Find("ml_data_drift_alerts", ("feature_name", "color"), ("severity", "critical")));
        Assert.Equal(["x0"], monitor.Report(0).DriftingFeatures);
    }

    [Fact]
    public void One_bad_value_neither_makes_nor_hides_drift()
    {
        foreach (double shift in new[] { 0.0, 0.3 })
        {
            double[] scores = [.. new object?[] { 0.5, 1e300, double.NaN, double.NegativeInfinity, null, "text" }.Select(bad =>
            {
                ModelMonitor monitor = new(Counted, Models.Classifier(Counted));
                Feed(monitor, 199, Models.Start, 1000, shift: shift);
                EventWriter writer = new(monitor.Schema);
                EventRecord record = writer.Prediction("bad", Models.Start, "yes", new Dictionary<string, object?> { ["x0"] = bad }, 0.9);
                monitor.Accept(writer.Batch, record, Models.Start);
                FeatureReport report = monitor.Feature("x0");
                Assert.Equal(shift > 0 ? FeatureVerdict.Drift : FeatureVerdict.Ok, report.State);
                Assert.Equal(shift > 0, report.Psi > report.PsiThreshold);
                return report.Score!.Value;
            })];
            Assert.All(scores, s => Assert.InRange(s, scores[0] - 0.01, scores[0] + 0.01));
        }
    }

    [Theory]
    [InlineData(0, 1.0)]
    [InlineData(0, -1.0)]
    [InlineData(1, 0.0)]
    public void A_number_with_few_values_cannot_change_unseen(int upTo, double now)
    {
        BaselineBuilder builder = new(Counted);
        for (int i = 0; i < 1000; i++)
        {
            builder.AddFeatureNumber("flag", i % 4 == 0 ? upTo : 0);
            builder.EndPrediction(new BaselinePrediction(default, null, double.NaN, i % 2 == 0 ? "yes" : "no", double.NaN, double.NaN));
        }

        ModelMonitor monitor = new(Counted, builder.Build().Value);
        EventWriter writer = new(monitor.Schema);
        for (int i = 0; i < 200; i++)
        {
            Dictionary<string, object?> features = new() { ["flag"] = i % 10 == 0 ? 0.0 : now };
            monitor.Accept(writer.Batch, writer.Prediction($"p{i}", Models.Start, "yes", features), Models.Start);
        }

        FeatureReport report = monitor.Feature("flag");
        Assert.Equal(FeatureVerdict.Drift, report.State);
        Assert.True(report.Psi > report.PsiThreshold);
    }

    [Fact]
    public void States_of_a_feature_are_counted_apart()
    {
        ModelOptions options = Counted with { Features = new Dictionary<string, FeatureOptions> { ["x0"] = new() { Max = 0.5 } } };
        ModelMonitor monitor = new(options, Models.Classifier(options));
        EventWriter writer = new(monitor.Schema);
        object?[] numbers = [0.2, 0.7, double.NaN, null, "text"];
        for (int i = 0; i < 200; i++)
        {
            Dictionary<string, object?> features = new() { ["x0"] = numbers[i % 5], ["color"] = i % 4 == 0 ? "green" : "blue" };
            if (i % 10 == 1) features.Remove("x0");
            monitor.Accept(writer.Batch, writer.Prediction($"p{i}", Models.Start, "yes", features, 0.9), Models.Start);
        }

        SampleList samples = SampleList.Of(monitor, 0);
        Assert.Equal(0.1, samples.Find("ml_feature_out_of_range_ratio", ("feature_name", "x0"))!.Value, 10);
        Assert.Equal(0.5, samples.Find("ml_feature_missing_ratio", ("feature_name", "x0"))!.Value, 10);
        Assert.Equal(0.2, samples.Find("ml_feature_invalid_ratio", ("feature_name", "x0"))!.Value, 10);
        Assert.Equal(0.25, samples.Find("ml_feature_unseen_ratio", ("feature_name", "color"))!.Value, 10);
        Assert.Null(samples.Find("ml_feature_unseen_ratio", ("feature_name", "x0")));
        Assert.Contains("__other__", monitor.Feature("color").Distribution.Categories);
    }

    [Fact]
    public void An_event_time_window_closes_with_the_watermark_and_late_records_revise_it()
    {
        ModelMonitor monitor = new(Timed, Models.Classifier(Timed));
        long start = Models.Start - (Models.Start % Hour);
        Feed(monitor, 60, start, Hour / 60);
        Feed(monitor, 1, start + Hour + (9 * 60_000), 1, "next");
        Assert.Equal(0, monitor.Report(0).Window.Closed);

        Feed(monitor, 5, start + Hour - 1, 0, "still in time");
        Feed(monitor, 1, start + Hour + (10 * 60_000), 1, "closes");
        WindowReport window = monitor.Report(0).Window;
        Assert.Equal((1L, 65L), (window.Closed, window.N));

        Feed(monitor, 3, start + Hour - 1, 0, "late");
        ModelReport report = monitor.Report(0);
        Assert.Equal(3, report.Counters["late_records"]);
        Assert.Equal(0, report.Counters["expired_records"]);
        Assert.Equal(68, report.Window.N);
        Assert.Equal(70, report.RequestsTotal);
        Assert.Equal(start + Hour, report.WatermarkMs);
    }

    [Fact]
    public void A_record_that_is_older_than_windows_are_revised_is_in_none_and_counted()
    {
        ModelOptions options = Timed with { Windows = Timed.Windows with { RevisedWithin = TimeSpan.FromHours(2) } };
        ModelMonitor monitor = new(options, Models.Classifier(options));
        long start = Models.Start - (Models.Start % Hour);
        Feed(monitor, 60, start, Hour / 60);
        Feed(monitor, 60, start + (3 * Hour), Hour / 60, "later");
        Feed(monitor, 1, start + (4 * Hour) + (10 * 60_000), 1, "closes");
        Assert.Equal((2L, 60L), (monitor.Report(0).Window.Closed, monitor.Report(0).Window.N));
        Feed(monitor, 1, start + (2 * Hour), 1, "late");
        Feed(monitor, 1, start + (2 * Hour) - 1, 1, "expired");
        ModelReport report = monitor.Report(0);
        Assert.Equal((2L, 1L), (report.Counters["late_records"], report.Counters["expired_records"]));
        Assert.Equal(60, report.Window.N);
    }

    [Fact]
    public void An_event_time_window_with_few_records_says_not_enough_data()
    {
        ModelMonitor monitor = new(Timed, Models.Classifier(Timed));
        long start = Models.Start - (Models.Start % Hour);
        Feed(monitor, 49, start, 1000, shift: 0.5);
        Feed(monitor, 1, start + (5 * Hour), 1, "closes");
        Assert.Equal(1, monitor.Report(0).Window.Closed);
        Assert.Equal(FeatureVerdict.NotEnoughData, monitor.Feature("x0").State);
        Assert.Null(SampleList.Of(monitor, 0).Find("ml_data_drift_score"));
        Assert.Equal(0, SampleList.Of(monitor, 0).Find("ml_data_drift_alerts", ("feature_name", "x0"), ("severity", "critical")));
    }

    [Fact]
    public void A_record_from_the_future_makes_no_other_late()
    {
        ModelMonitor monitor = new(Timed, Models.Classifier(Timed));
        EventWriter writer = new(monitor.Schema);
        monitor.Accept(writer.Batch, writer.Prediction("wrong clock", Models.Start + (400 * Day), "yes"), Models.Start);
        monitor.Accept(writer.Batch, writer.Label("wrong clock", Models.Start + (400 * Day), "yes"), Models.Start);
        Feed(monitor, 100, Models.Start, 1000);
        ModelReport report = monitor.Report(0);
        Assert.Equal(100, report.Labels.WaitingPredictions);
        Assert.Equal((2L, 0L), (report.Counters["future_records"], report.Counters["late_records"]));
        Assert.Equal(101, report.RequestsTotal);
    }

    [Theory]
    [InlineData(30 * 24 * 60, 60 * 60_000, 720)]
    [InlineData(7 * 24 * 60, 15 * 60_000, 672)]
    [InlineData(60, 5_000, 720)]
    [InlineData(1, 1_000, 60)]
    [InlineData(399 * 24 * 60, 12 * 60 * 60_000, 798)]
    public void Panes_are_round_and_a_thousand_at_most(int minutes, long milliseconds, int count) =>
        Assert.Equal(new PaneWidth(milliseconds, count), PaneWidth.Of(TimeSpan.FromMinutes(minutes)));

    [Fact]
    public void Panes_divide_every_window()
    {
        for (long total = 60_000; total < 70_000; total += 7)
        {
            PaneWidth width = PaneWidth.Of(TimeSpan.FromMilliseconds(total));
            Assert.Equal(total, width.Milliseconds * width.Count);
            Assert.InRange(width.Count, 1, PaneWidth.MostPanes);
        }

        Assert.Equal(-1, new PaneWidth(10, 3).PaneOf(-1));
        Assert.Equal(-1, new PaneWidth(10, 3).PaneOf(-10));
    }

    private static void Feed(ModelMonitor monitor, int count, long fromMs, long stepMs, string prefix = "p", double shift = 0)
    {
        EventWriter writer = new(monitor.Schema);
        Random random = new(5);
        for (int i = 0; i < count; i++)
        {
            Dictionary<string, object?> features = Models.Features(random);
            features["x0"] = (double)features["x0"]! + shift;
            double score = random.NextDouble();
            long time = fromMs + (i * stepMs);
            monitor.Accept(writer.Batch, writer.Prediction($"{prefix}{i}", time, score > 0.5 ? "yes" : "no", features, score), time);
        }
    }
}
