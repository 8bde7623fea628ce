using Heed.Model.Records;
using Heed.Monitoring.Reports;

namespace Heed.Monitoring.Tests;

public sealed class OutcomeTests
{
    private const long Day = 86_400_000;
    private static readonly ModelOptions Options = new()
    {
        Name = "m",
        Segments = ["region"],
        JoinWithin = TimeSpan.FromDays(30),
        Windows = new WindowOptions { Quality = TimeSpan.FromDays(7) },
    };

    private readonly ModelMonitor _monitor;
    private readonly EventWriter _writer;

    public OutcomeTests()
    {
        _monitor = new ModelMonitor(Options, Models.Classifier(Options));
        _writer = new EventWriter(_monitor.Schema);
    }

    [Fact]
    public void A_label_may_come_before_or_after_its_prediction()
    {
        for (int i = 0; i < 40; i++)
        {
            if (i % 2 == 0) Label($"p{i}", 10 + i, i % 4 == 0 ? "yes" : "no");
            Predict($"p{i}", i);
            if (i % 2 == 1) Label($"p{i}", 10 + i, "yes");
        }

        QualityReport quality = _monitor.Report(0).Quality!;
        Assert.Equal((40L, 0.75), (quality.N, quality.Value));
        Assert.Equal(1, _monitor.Report(0).Labels.CoverageRatio);
        Assert.Equal(0.01, _monitor.Report(0).Labels.MedianDelaySeconds);
    }

    [Fact]
    public void The_same_label_twice_counts_once_and_a_changed_one_revises()
    {
        for (int i = 0; i < 40; i++) Predict($"p{i}", i);
        for (int i = 0; i < 40; i++) Label($"p{i}", 100, "yes");
        for (int i = 0; i < 10; i++) Label($"p{i}", 200, "yes");
        Assert.Equal((40L, 1.0), (_monitor.Report(0).Quality!.N, _monitor.Report(0).Quality!.Value));
        for (int i = 0; i < 10; i++) Label($"p{i}", 300, "no", RecordKind.Correction);

        ModelReport report = _monitor.Report(0);
        Assert.Equal((40L, 0.75), (report.Quality!.N, report.Quality.Value));
        Assert.Equal((10L, 10L, 10L), (report.Counters["duplicate_labels"], report.Counters["revised_labels"], report.Counters["corrections"]));
        Assert.Equal(10, SampleList.Of(_monitor, 0).Find("ml_user_corrections_total"));
    }

    [Fact]
    public void A_prediction_of_a_known_id_is_counted_and_in_no_figure()
    {
        Predict("p", 0);
        Predict("p", 1, "no");
        Predict("", 2);
        Predict("", 3);
        ModelReport report = _monitor.Report(0);
        Assert.Equal((3L, 1L), (report.RequestsTotal, report.Counters["duplicate_predictions"]));
        Assert.Equal(0, SampleList.Of(_monitor, 0).Find("ml_predictions_by_class", ("predicted_class", "no")));
        Assert.Equal(3, SampleList.Of(_monitor, 0).Find("ml_predictions_by_class", ("predicted_class", "yes")));
    }

    [Fact]
    public void A_label_that_never_finds_its_prediction_is_counted_when_its_time_is_over()
    {
        Label("nobody", 0, "yes");
        Assert.Equal((0L, 1L), (_monitor.Report(0).Counters["unmatched_labels"], _monitor.Report(0).Labels.WaitingLabels));
        Predict("later", 31 * Day);
        Assert.Equal((1L, 0L), (_monitor.Report(0).Counters["unmatched_labels"], _monitor.Report(0).Labels.WaitingLabels));
    }

    [Fact]
    public void A_label_beyond_the_time_to_join_changes_nothing()
    {
        Predict("p", 0);
        Assert.Equal(1, _monitor.Report(0).Labels.WaitingPredictions);
        Label("p", 31 * Day, "yes");
        Assert.Equal(0, _monitor.Report(0).Labels.WaitingPredictions);
        Assert.Null(_monitor.Report(0).Quality);
    }

    [Fact]
    public void What_waits_is_bounded_and_what_is_dropped_is_counted()
    {
        ModelOptions small = Options with { OutcomeLimit = 100 };
        ModelMonitor monitor = new(small, Models.Classifier(small));
        EventWriter writer = new(monitor.Schema);
        for (int i = 0; i < 1000; i++)
        {
            monitor.Accept(writer.Batch, writer.Prediction($"p{i}", Models.Start + i, "yes"), Models.Start + i);
            monitor.Accept(writer.Batch, writer.Label($"q{i}", Models.Start + i, "yes"), Models.Start + i);
        }

        ModelReport report = monitor.Report(0);
        Assert.Equal((100L, 100L), (report.Labels.WaitingPredictions, report.Labels.WaitingLabels));
        Assert.Equal((900L, 900L), (report.Counters["evicted_predictions"], report.Counters["evicted_labels"]));
        for (int i = 900; i < 1000; i++) monitor.Accept(writer.Batch, writer.Label($"p{i}", Models.Start + i, "yes"), Models.Start + i);
        Assert.Equal(100, monitor.Report(0).Quality!.N);
    }

    [Fact]
    public void The_window_slides_by_the_time_of_the_label()
    {
        for (int i = 0; i < 40; i++) Predict($"a{i}", i, "no");
        for (int i = 0; i < 40; i++) Label($"a{i}", 14 * Day, "yes");
        for (int i = 0; i < 40; i++) Predict($"b{i}", (14 * Day) + i);
        for (int i = 0; i < 40; i++) Label($"b{i}", (20 * Day) + i, "yes");
        Assert.Equal((80L, 0.5), (_monitor.Report(0).Quality!.N, _monitor.Report(0).Quality!.Value));
        Label("time passes", 22 * Day, "yes");
        Assert.Equal((40L, 1.0), (_monitor.Report(0).Quality!.N, _monitor.Report(0).Quality!.Value));
    }

    [Fact]
    public void Segments_have_their_own_figures_with_the_baselines_beside_them()
    {
        for (int i = 0; i < 80; i++) Predict($"p{i}", i, region: i % 2 == 0 ? "north" : "east");
        for (int i = 0; i < 80; i++) Label($"p{i}", i, i % 2 == 0 ? "yes" : "no");
        SampleList samples = SampleList.Of(_monitor, 0);
        Assert.Equal(0.5, samples.Find("ml_accuracy_by_segment", ("segment", "ground_truth_sample")));
        Assert.Equal(1, samples.Find("ml_accuracy_by_segment", ("segment", "north")));
        Assert.Equal(0, samples.Find("ml_model_quality", ("segment", "east"), ("metric", "accuracy")));
        Assert.InRange(samples.Find("ml_model_quality_upper", ("segment", "east"))!.Value, 0.05, 0.12);
        Assert.Null(samples.Find("ml_accuracy_by_segment", ("segment", "south")));
        Assert.Null(_monitor.Report(0).Qualities.Single(q => q is { Segment: "east", Metric: "accuracy" }).Baseline);
        Assert.InRange(_monitor.Report(0).Qualities.Single(q => q is { Segment: "north", Metric: "accuracy" }).Baseline!.Value, 0.8, 1);
    }

    [Fact]
    public void Few_labels_give_no_figure()
    {
        for (int i = 0; i < 29; i++) Predict($"p{i}", i);
        for (int i = 0; i < 29; i++) Label($"p{i}", i, "yes");
        Assert.Null(_monitor.Report(0).Quality);
        Assert.Equal(0, SampleList.Of(_monitor, 0).Count("ml_model_quality"));
    }

    [Fact]
    public void A_failed_request_is_an_error_and_its_retry_is_no_duplicate()
    {
        EventRecord failed = _writer.Prediction("p", Models.Start, null, error: "TimeoutError");
        _monitor.Accept(_writer.Batch, failed, Models.Start);
        Predict("p", 10);
        SampleList samples = SampleList.Of(_monitor, 0);
        Assert.Equal(2, samples.Find("ml_requests_total", ("endpoint", "/predict"), ("model_version", "1")));
        Assert.Equal(1, samples.Find("ml_errors_total", ("endpoint", "/predict"), ("error_type", "TimeoutError")));
        Assert.Equal(0.5, _monitor.Report(0).ErrorRatio);
        Assert.Equal(1, _monitor.Report(0).Window.N);
        Assert.Equal(0, _monitor.Report(0).Counters["duplicate_predictions"]);
    }

    [Fact]
    public void A_label_without_an_answer_is_invalid()
    {
        Predict("p", 0);
        Label("p", 1, null);
        Label("", 1, "yes");
        Assert.Equal((1L, 1L), (_monitor.Report(0).Counters["invalid_labels"], _monitor.Report(0).Counters["unmatched_labels"]));
    }

    private void Predict(string id, long at, string answer = "yes", string region = "north")
    {
        Dictionary<string, string> segments = new() { ["region"] = region };
        EventRecord record = _writer.Prediction(id, Models.Start + at, answer, score: answer == "yes" ? 0.9 : 0.1, segments: segments);
        _monitor.Accept(_writer.Batch, record, Models.Start + at);
    }

    private void Label(string id, long at, string? answer, RecordKind kind = RecordKind.Label) =>
        _monitor.Accept(_writer.Batch, _writer.Label(id, Models.Start + at, answer, kind), Models.Start + at);
}
