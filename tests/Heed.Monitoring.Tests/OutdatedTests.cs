using Heed.Model.Records;
using Heed.Model.Samples;
using Heed.Monitoring.Reports;

namespace Heed.Monitoring.Tests;

/// <summary>A model whose records stop: its figures end, once, and come back with the records.</summary>
public sealed class OutdatedTests
{
    private const long Minute = 60_000;
    private const long Hour = 60 * Minute;
    private const long Day = 24 * Hour;

    private static readonly string[] QualityGauges =
        ["ml_model_quality", "ml_model_quality_lower", "ml_model_quality_upper", "ml_accuracy_by_segment", "ml_label_coverage_ratio"];

    private static readonly string[] WindowGauges =
    [
        "ml_data_drift_score", "ml_feature_psi", "ml_concept_drift_psi", "ml_feature_missing_ratio", "ml_feature_out_of_range_ratio",
        "ml_feature_unseen_ratio", "ml_feature_invalid_ratio",
    ];

    private static readonly ModelOptions Options = new() { Name = "m", Windows = new WindowOptions { DriftRecords = 200, Quality = TimeSpan.FromDays(7) } };

    private ModelMonitor _monitor = new(Options, Models.Classifier(Options));
    private int _records;

    [Fact]
    public void Quality_ends_with_the_labels_of_its_window_and_returns_with_new_ones()
    {
        FeedLabelled(0, 40, isRight: true);
        AssertWritten(Day, QualityGauges);
        AssertWritten((7 * Day) - Hour, QualityGauges);
        AssertEndsOnce((7 * Day) + Hour, QualityGauges);
        Assert.Equal(40, At(8 * Day).Find("heed_monitoring_labels_total"));
        Assert.Equal(40, At(8 * Day).Find("ml_requests_total"));

        ModelReport report = Report(8 * Day);
        Assert.Equal((null, "no labels since 2025-06-15T15:06:40.039Z"), (report.Quality, report.QualityCause));
        Assert.Empty(report.Qualities);
        Assert.Null(report.Labels.CoverageRatio);

        FeedLabelled(9 * Day, 40, isRight: true);
        AssertWritten((9 * Day) + Minute, QualityGauges);
        Assert.Null(Report((9 * Day) + Minute).QualityCause);
    }

    [Fact]
    public void The_window_of_quality_moves_on_while_no_record_comes()
    {
        FeedLabelled(0, 40, isRight: false);
        FeedLabelled(5 * Day, 40, isRight: true);
        Assert.Equal(0.5, At(6 * Day).Find("ml_model_quality"));
        Assert.Equal(1, At(8 * Day).Find("ml_model_quality"));
        Assert.Equal((40L, 1.0), (Report(8 * Day).Quality!.N, Report(8 * Day).Quality!.Value));
        Assert.Equal(0.5, Report(0).Quality!.Value);
    }

    [Fact]
    public void Too_few_labels_end_the_figure_and_say_how_many_there_are()
    {
        Assert.Equal("no prediction has a label yet", Report(0).QualityCause);
        FeedLabelled(0, 29, isRight: true);
        FeedLabelled(5 * Day, 5, isRight: true);
        AssertWritten(6 * Day, QualityGauges);
        AssertEndsOnce(8 * Day, QualityGauges[..4]);
        Assert.Equal("5 labels in the last 1w; a figure needs 30", Report(8 * Day).QualityCause);
    }

    [Fact]
    public void Drift_ends_a_day_after_a_short_window_and_returns_with_the_next()
    {
        Feed(0, 200, 1000);
        AssertWritten(Day, WindowGauges);
        AssertEndsOnce(Day + Hour, WindowGauges);
        Assert.Equal(200, At(2 * Day).Find("ml_requests_total"));
        Assert.Equal(0, At(2 * Day).Find("ml_data_drift_alerts", ("feature_name", "x0"), ("severity", "critical")));

        const string Since = "no window of predictions since 2025-06-15T15:09:59Z";
        FeatureReport feature = _monitor.Feature("x0", Models.Start + (2 * Day));
        Assert.Equal((FeatureVerdict.NotEnoughData, Since, 200L), (feature.State, feature.Sentence, feature.N));
        Assert.Equal((null, null, null, null), (feature.Score, feature.PValue, feature.Psi, feature.PsiThreshold));
        ModelReport report = Report(2 * Day);
        Assert.Equal((null, Since, null), (report.Window.PredictionPsi, report.Window.Cause, report.LowConfidenceRatio));

        Feed(3 * Day, 200, 1000);
        AssertWritten((3 * Day) + Hour, WindowGauges);
        Assert.Null(Report((3 * Day) + Hour).Window.Cause);
    }

    [Fact]
    public void An_outdated_window_drifts_no_more()
    {
        Feed(0, 200, 1000, shift: 0.5);
        Assert.Equal(["x0"], Report(Hour).DriftingFeatures);
        Assert.Empty(Report(2 * Day).DriftingFeatures);
    }

    [Fact]
    public void A_window_of_a_slow_model_lasts_three_times_what_it_covers()
    {
        Feed(0, 200, 15 * Minute);
        const long Last = 199 * 15 * Minute;
        AssertWritten(4 * Last, WindowGauges);
        AssertEndsOnce((4 * Last) + 1, WindowGauges);
    }

    [Fact]
    public void Neither_one_old_record_nor_a_pause_makes_a_window_last_longer()
    {
        Feed(0, 200, 1000);
        Feed(-9000 * Day, 1, 0);
        Feed(Hour, 199, 1000);
        AssertWritten(Day, WindowGauges);
        AssertEndsOnce(Day + (2 * Hour), WindowGauges);

        Feed(300 * Day, 200, 1000);
        AssertWritten(301 * Day, WindowGauges);
        AssertEndsOnce((301 * Day) + Hour, WindowGauges);
    }

    [Fact]
    public void A_window_by_duration_lasts_three_durations()
    {
        ModelOptions timed = Options with { Windows = new WindowOptions { DriftDuration = TimeSpan.FromDays(7), Quality = TimeSpan.FromDays(7) } };
        _monitor = new ModelMonitor(timed, Models.Classifier(timed));
        Feed(0, 200, 1000);
        Feed(8 * Day, 1, 0);
        Assert.Equal(1, Report(8 * Day).Window.Closed);
        AssertWritten(21 * Day, WindowGauges);
        AssertEndsOnce((21 * Day) + Hour, WindowGauges);
    }

    [Fact]
    public void A_window_with_too_few_records_ends_the_figures_of_the_one_before()
    {
        ModelOptions timed = Options with { Windows = new WindowOptions { DriftDuration = TimeSpan.FromHours(1), Quality = TimeSpan.FromDays(7) } };
        _monitor = new ModelMonitor(timed, Models.Classifier(timed));
        Feed(0, 200, 1000);
        Feed(2 * Hour, 20, 1000);
        AssertWritten(2 * Hour, WindowGauges);
        Feed(4 * Hour, 1, 0);
        AssertEndsOnce(4 * Hour, WindowGauges);
        Assert.Equal("20 predictions in the last window; a comparison with the baseline needs 100", Report(4 * Hour).Window.Cause);
    }

    [Fact]
    public void A_restart_knows_what_is_outdated_and_ends_nothing_twice()
    {
        FeedLabelled(0, 200, isRight: true);
        AssertWritten(Hour, WindowGauges);
        MemoryStream state = new();
        using BinaryWriter writer = new(state);
        _monitor.Save(writer);
        state.Position = 0;
        _monitor = new ModelMonitor(Options, Models.Classifier(Options));
        using BinaryReader reader = new(state);
        Assert.Equal(MonitorLoadOutcome.Loaded, _monitor.Load(reader));
        SampleList samples = At(8 * Day);
        Assert.All([.. WindowGauges, .. QualityGauges], name => Assert.Equal(0, samples.Count(name)));
        Assert.StartsWith("no labels since", Report(8 * Day).QualityCause, StringComparison.Ordinal);
        AssertWritten(Hour, [.. WindowGauges, .. QualityGauges]);
    }

    private SampleList At(long at) => SampleList.Of(_monitor, Models.Start + at);

    private ModelReport Report(long at) => _monitor.Report(Models.Start + at);

    private void AssertWritten(long at, string[] names)
    {
        SampleList samples = At(at);
        foreach (string name in names) Assert.True(double.IsFinite(samples.Find(name) ?? double.NaN), $"expected a value of {name}");
    }

    private void AssertEndsOnce(long at, string[] names)
    {
        SampleList first = At(at);
        SampleList second = At(at + Minute);
        foreach (string name in names)
        {
            Assert.All(first.Samples.Where(s => s.Labels.MetricName == name), s => Assert.True(StaleMarker.IsStale(s.Value)));
            Assert.True(first.Count(name) > 0, $"expected {name} to end");
            Assert.Equal(0, second.Count(name));
        }
    }

    private void FeedLabelled(long at, int count, bool isRight)
    {
        EventWriter writer = new(_monitor.Schema);
        for (int i = 0; i < count; i++)
        {
            string id = Feed(at + i, 1, 0);
            EventRecord label = writer.Label(id, Models.Start + at + i, isRight ? "yes" : "no");
            _monitor.Accept(writer.Batch, label, Models.Start + at + i);
        }
    }

    /// <summary>Returns the last record's id.</summary>
    private string Feed(long at, int count, long stepMs, double shift = 0)
    {
        EventWriter writer = new(_monitor.Schema);
        Random random = new(5);
        for (int i = 0; i < count; i++)
        {
            Dictionary<string, object?> features = Models.Features(random);
            features["x0"] = (double)features["x0"]! + shift;
            long time = Models.Start + at + (i * stepMs);
            _monitor.Accept(writer.Batch, writer.Prediction($"p{++_records}", time, "yes", features, 0.9), time);
        }

        return $"p{_records}";
    }
}
