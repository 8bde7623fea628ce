using Heed.Model.Labels;
using Heed.Monitoring.Reports;

namespace Heed.Monitoring.Tests;

public sealed class SeriesTests
{
    private static readonly ModelOptions Options = new() { Name = "m", ClassLimit = 20, LatencyBoundsSeconds = [0.3, 0.5] };

    [Fact]
    public void Counters_whose_labels_are_known_start_at_zero()
    {
        SampleList samples = SampleList.Of(new ModelMonitor(Options, Models.Classifier(Options)), 0);
        Assert.Equal(0, samples.Find("ml_predictions_by_class", ("predicted_class", "yes")));
        Assert.Equal(0, samples.Find("ml_low_confidence_predictions", ("threshold", "0.7")));
        Assert.Equal(0, samples.Find("ml_user_corrections_total"));
        Assert.Equal(0, samples.Find("ml_data_drift_alerts", ("feature_name", "color"), ("severity", "warning")));
        Assert.Equal(0, samples.Find("ml_prediction_confidence_bucket", ("le", "+Inf")));
        Assert.Equal(0, samples.Find("heed_monitoring_late_records_total"));
        Assert.All(samples.Samples, s => Assert.Equal("m", s.Labels.Get("model_name")));
        Assert.Equal(samples.Samples.Count, samples.Samples.Select(s => s.Labels).Distinct().Count());
    }

    [Fact]
    public void Latency_is_a_cumulative_histogram_with_the_objectives_among_its_bounds()
    {
        ModelMonitor monitor = new(Options, Models.Classifier(Options));
        EventWriter writer = new(monitor.Schema);
        double[] latencies = [0.005, 0.3, 0.30001, 99, double.NaN];
        for (int i = 0; i < latencies.Length; i++)
        {
            monitor.Accept(writer.Batch, writer.Prediction($"p{i}", Models.Start, "yes", latencySeconds: latencies[i]), Models.Start);
        }

        SampleList samples = SampleList.Of(monitor, 0);
        Assert.Equal(1, samples.Find("ml_request_duration_seconds_bucket", ("le", "0.005")));
        Assert.Equal(2, samples.Find("ml_request_duration_seconds_bucket", ("le", "0.3")));
        Assert.Equal(3, samples.Find("ml_request_duration_seconds_bucket", ("le", "0.5")));
        Assert.Equal(4, samples.Find("ml_request_duration_seconds_bucket", ("le", "+Inf")));
        Assert.Equal(4, samples.Find("ml_request_duration_seconds_count", ("endpoint", "/predict")));
        Assert.Equal(99.60501, samples.Find("ml_request_duration_seconds_sum")!.Value, 10);
        Assert.Equal(13, samples.Count("ml_request_duration_seconds_bucket"));
    }

    [Fact]
    public void Confidence_is_the_probability_of_the_answer_itself()
    {
        ModelMonitor monitor = new(Options, Models.Classifier(Options));
        EventWriter writer = new(monitor.Schema);
        (string Answer, double Score)[] answers = [("yes", 0.65), ("no", 0.35), ("no", 0.1), ("yes", 7)];
        for (int i = 0; i < answers.Length; i++)
        {
            monitor.Accept(writer.Batch, writer.Prediction($"p{i}", Models.Start, answers[i].Answer, score: answers[i].Score), Models.Start);
        }

        SampleList samples = SampleList.Of(monitor, 0);
        Assert.Equal(2, samples.Find("ml_prediction_confidence_bucket", ("le", "0.7")));
        Assert.Equal(3, samples.Find("ml_prediction_confidence_count"));
        Assert.Equal(2, samples.Find("ml_low_confidence_predictions"));
        ConfidenceReport report = monitor.Report(0).Confidence!;
        Assert.Equal(3, report.N);
        Assert.Equal(2 / 3.0, report.Current[6], 10);
    }

    [Fact]
    public void Ten_thousand_classes_make_no_more_series_than_the_limit()
    {
        ModelMonitor monitor = new(Options, Models.Classifier(Options));
        EventWriter writer = new(monitor.Schema);
        for (int i = 0; i < 10_000; i++)
        {
            monitor.Accept(writer.Batch, writer.Prediction($"p{i}", Models.Start + i, $"class {i}"), Models.Start + i);
            monitor.Accept(writer.Batch, writer.Label($"p{i}", Models.Start + i, $"class {i - (i % 4)}"), Models.Start + i);
        }

        SampleList samples = SampleList.Of(monitor, 0);
        Assert.Equal(21, samples.Count("ml_predictions_by_class"));
        Assert.Equal(10_000 - 18, samples.Find("ml_predictions_by_class", ("predicted_class", LabelNames.Overflow)));

        // Predicted ones and labelled ones: the labels of the first twenty name classes that have a place.
        Assert.Equal(10_000 - 18 + 10_000 - 20, samples.Find("heed_monitoring_overflow_values_total"));

        // Classes beyond the limit share a series, and are still told apart from each other.
        Assert.Equal(0.25, samples.Find("ml_accuracy_by_segment"));
        Assert.InRange(samples.Find("ml_concept_drift_psi") ?? 1, 0.5, 100);
    }

    [Fact]
    public void A_class_named_like_the_overflow_makes_no_second_series_of_that_name()
    {
        ModelMonitor monitor = new(Options, Models.Classifier(Options));
        EventWriter writer = new(monitor.Schema);
        for (int i = 0; i < 50; i++)
        {
            string name = i % 2 == 0 ? LabelNames.Overflow : $"class {i}";
            monitor.Accept(writer.Batch, writer.Prediction($"p{i}", Models.Start, name), Models.Start);
        }

        SampleList samples = SampleList.Of(monitor, 0);
        Assert.Equal(samples.Samples.Count, samples.Samples.Select(s => s.Labels).Distinct().Count());
        Assert.Equal(25 + 7, samples.Find("ml_predictions_by_class", ("predicted_class", LabelNames.Overflow)));
    }

    [Fact]
    public void Throughput_is_of_the_last_sixty_seconds()
    {
        ModelMonitor monitor = new(Options, Models.Classifier(Options));
        EventWriter writer = new(monitor.Schema);
        for (int i = 0; i < 600; i++)
        {
            long time = Models.Start + (i * 100);
            monitor.Accept(writer.Batch, writer.Prediction($"p{i}", time, "yes"), time);
        }

        Assert.Equal(10, SampleList.Of(monitor, Models.Start + 59_999).Find("ml_throughput_requests_per_second"));
        Assert.Equal(5, SampleList.Of(monitor, Models.Start + 90_000 - 1).Find("ml_throughput_requests_per_second"));
        Assert.Equal(0, SampleList.Of(monitor, Models.Start + 200_000).Find("ml_throughput_requests_per_second"));
    }

    [Fact]
    public void The_last_twenty_deployments_are_kept()
    {
        ModelMonitor monitor = new(Options, Models.Classifier(Options));
        EventWriter writer = new(monitor.Schema);
        for (int i = 0; i < 25; i++) monitor.Accept(writer.Batch, writer.Deployment(Models.Start + i, $"v{i}", "retrained"), Models.Start + i);
        IReadOnlyList<DeploymentReport> deployments = monitor.Report(0).Deployments;
        Assert.Equal(20, deployments.Count);
        Assert.Equal(new DeploymentReport(Models.Start + 24, "v24", "retrained"), deployments[^1]);
    }

    [Fact]
    public void Options_that_make_no_sense_are_refused_with_all_reasons()
    {
        ModelOptions wrong = Options with { ClassLimit = 1, LowConfidence = 1.5, Windows = new WindowOptions { DriftRecords = 3 } };
        Assert.Equal(3, wrong.Validate().Count);
        Assert.Throws<ArgumentException>(() => new ModelMonitor(wrong, Models.Classifier(Options)));
    }
}
