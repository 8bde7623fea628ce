using Heed.Model.Labels;
using Heed.Model.Records;
using Heed.Monitoring.Baselines;
using Heed.Monitoring.Evidence;

namespace Heed.Monitoring.Tests;

/// <summary>One story a monitor: what it writes, and that it writes nothing before it knows enough.</summary>
public sealed class MonitorTests
{
    private const long Minute = 60_000;
    private const long Hour = 60 * Minute;
    private const long Day = 24 * Hour;
    private const long Start = Models.Start - (Models.Start % Day);

    private static readonly ModelOptions Options = new()
    {
        Name = "m",
        Segments = ["region"],
        SegmentLimit = 3,
        Windows = new WindowOptions { DriftRecords = 200 },
    };

    private static readonly string[] OfAClosedWindow =
    [
        "ml_feature_wasserstein", "ml_feature_drift_p_value", "ml_feature_repeat_ratio", "ml_swapped_feature_pairs", "ml_prediction_drift_score",
        "ml_confidence_psi", "ml_prediction_class_ratio", "ml_prediction_entropy_ratio",
    ];

    private readonly ModelMonitor _monitor = new(Options, Models.Classifier(Options));
    private int _records;

    [Fact]
    public void Before_a_window_closes_nothing_is_written_of_it()
    {
        Feed(199, _ => { });
        Assert.All(OfAClosedWindow, name => Assert.Equal(0, At(0).Count(name)));
        Feed(1, _ => { });
        Assert.All(OfAClosedWindow, name => Assert.NotEqual(0, At(0).Count(name)));
    }

    [Fact]
    public void A_frozen_feature_repeats_itself()
    {
        Feed(200, features => features["x0"] = 0.25);
        SampleList samples = At(0);
        Assert.Equal(199 / 200.0, samples.Find("ml_feature_repeat_ratio", ("feature_name", "x0")));
        Assert.InRange(samples.Find("ml_feature_repeat_ratio", ("feature_name", "color"))!.Value, 0.4, 0.8);
    }

    [Fact]
    public void The_distance_of_a_number_is_in_deviations_of_the_baseline()
    {
        Feed(200, features => features["x0"] = (double)features["x0"]! * 0.5);

        // From uniform on [0, 1) to uniform on [0, 0.5): a quarter, of deviations of 1/√12.
        Assert.InRange(At(0).Find("ml_feature_wasserstein", ("feature_name", "x0"))!.Value, 0.75, 1.0);
        Assert.Null(At(0).Find("ml_feature_wasserstein", ("feature_name", "color")));
        Assert.InRange(At(0).Find("ml_feature_drift_p_value", ("feature_name", "x0"))!.Value, 0, 1e-9);
        Assert.InRange(At(0).Find("ml_feature_drift_p_value", ("feature_name", "color"))!.Value, 1e-4, 1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Two_columns_that_trade_places_are_found(bool swapped)
    {
        BaselineBuilder builder = new(Options);
        Random random = new(3);
        for (int i = 0; i < 2000; i++)
        {
            builder.AddFeatureNumber("age", 20 + (60 * random.NextDouble()));
            builder.AddFeatureNumber("income", 1000 + (4000 * random.NextDouble()));
            builder.AddFeatureNumber("score", random.NextDouble());
            builder.EndPrediction(new BaselinePrediction(default, null, double.NaN, i % 2 == 0 ? "yes" : "no", double.NaN, double.NaN));
        }

        ModelMonitor monitor = new(Options, builder.Build().Value);
        EventWriter writer = new(monitor.Schema);
        for (int i = 0; i < 200; i++)
        {
            double age = 20 + (60 * random.NextDouble());
            double income = 1000 + (4000 * random.NextDouble());
            Dictionary<string, object?> features = new()
            {
                ["age"] = swapped ? income : age,
                ["income"] = swapped ? age : income,
                ["score"] = 5 + random.NextDouble(),
            };
            monitor.Accept(writer.Batch, writer.Prediction($"p{i}", Start, "yes", features), Start);
        }

        SampleList samples = SampleList.Of(monitor, 0);
        Assert.Equal(swapped ? 1 : 0, samples.Find("ml_swapped_feature_pairs"));
        Assert.Equal(swapped ? 1 : null, samples.Find("ml_feature_swapped", ("feature_name", "age"), ("other_feature", "income")));
        Assert.Equal(swapped ? 2 : 0, samples.Count("ml_feature_swapped"));
    }

    [Theory]
    [InlineData(1.0, 0.0)]
    [InlineData(0.5, 1.0)]
    public void The_mix_of_classes_collapses_or_is_even(double share, double entropy)
    {
        Feed(200, _ => { }, i => i % 10 < share * 10 ? "yes" : "no");
        Assert.Equal(share, At(0).Find("ml_prediction_class_ratio", ("predicted_class", "yes")));
        Assert.Equal(entropy, At(0).Find("ml_prediction_entropy_ratio")!.Value, 10);
        Assert.InRange(At(0).Find("ml_prediction_drift_score")!.Value, 0, 0.2);
    }

    [Fact]
    public void Corrections_and_duplicates_are_shares_of_the_predictions()
    {
        Feed(29, _ => { });
        Assert.Equal(0, At(0).Count("ml_user_correction_ratio"));
        Feed(71, _ => { });
        EventWriter writer = new(_monitor.Schema);
        for (int i = 0; i < 25; i++)
        {
            _monitor.Accept(writer.Batch, writer.Label($"p{i}", Start, "no", RecordKind.Correction), Start);
            _monitor.Accept(writer.Batch, writer.Prediction($"p{i}", Start, "no"), Start);
        }

        Assert.Equal(25 / 100.0, At(0).Find("ml_user_correction_ratio"));
        Assert.Equal(25 / 125.0, At(0).Find("ml_duplicate_prediction_ratio"));
    }

    [Fact]
    public void Each_version_has_its_answers_errors_and_latency_and_versions_are_bounded()
    {
        EventWriter writer = new(_monitor.Schema);
        for (int i = 0; i < 60; i++)
        {
            EventRecord record = writer.Prediction($"v{i}", Start, "yes", score: 0.9, error: i % 6 == 1 ? "Timeout" : "", version: $"{i % 6}", latencySeconds: i % 6);
            _monitor.Accept(writer.Batch, record, Start);
        }

        SampleList samples = At(0);
        Assert.Equal(10, samples.Find("ml_predictions_by_version_total", ("model_version", "0"), ("predicted_class", "yes")));
        Assert.Equal(10, samples.Find("ml_errors_by_version_total", ("model_version", "1")));
        Assert.Equal(0, samples.Find("ml_errors_by_version_total", ("model_version", "0")));
        Assert.Equal(20, samples.Find("ml_request_duration_by_version_seconds_sum", ("model_version", "2")));
        Assert.Equal(30, samples.Find("ml_request_duration_by_version_seconds_count", ("model_version", LabelNames.Overflow)));
        Assert.Equal(4, samples.Count("ml_request_duration_by_version_seconds_count"));
        Assert.Equal(30, samples.Find("heed_monitoring_overflow_values_total"));
    }

    [Fact]
    public void Segments_have_their_requests_and_are_bounded()
    {
        EventWriter writer = new(_monitor.Schema);
        for (int i = 0; i < 100; i++)
        {
            Dictionary<string, string> segments = i < 50 ? new() { ["region"] = $"r{i % 10}" } : [];
            _monitor.Accept(writer.Batch, writer.Prediction($"s{i}", Start, "yes", segments: segments), Start);
        }

        SampleList samples = At(0);
        Assert.Equal(4, samples.Count("ml_requests_by_segment_total"));
        Assert.Equal(5, samples.Find("ml_requests_by_segment_total", ("segment_key", "region"), ("segment", "r1")));
        Assert.Equal(35, samples.Find("ml_requests_by_segment_total", ("segment_key", "region"), ("segment", LabelNames.Overflow)));
    }

    [Fact]
    public void Quantiles_of_latency_need_a_hundred_requests_and_end_with_them()
    {
        for (int i = 0; i < 99; i++) One(Start, latency: i);
        Assert.Equal(0, At(Minute).Count("ml_request_latency_seconds"));
        One(Start, latency: 99);
        Assert.Equal(99 * 0.95, At(Minute).Find("ml_request_latency_seconds", ("quantile", "0.95"))!.Value, 6);
        Assert.Equal(49.5, At(Minute).Find("ml_request_latency_seconds", ("quantile", "0.5"))!.Value, 6);
        At(2 * Hour);
        Assert.Equal(0, At(3 * Hour).Count("ml_request_latency_seconds"));
    }

    [Fact]
    public void Expected_traffic_is_that_of_the_same_hour_of_earlier_weeks()
    {
        int[] byWeek = [100, 30, 50, 40, 60, 10];
        for (int week = 0; week < byWeek.Length; week++)
        {
            for (int hour = 0; hour < 3; hour++)
            {
                long time = Start + (week * 7 * Day) + (hour * Hour);
                if (week == 1 && hour == 0) Assert.Null(At(time - Start).Find("ml_traffic_expected_requests_per_second"));
                for (int i = 0; i < byWeek[week] * (hour + 1); i++) One(time);
            }
        }

        // Of the four weeks before the last: 30, 50, 40, 60 in the first hour, twice as many in the second.
        long last = 5 * 7 * Day;
        Assert.Equal(45 / 3600.0, At(last + Minute).Find("ml_traffic_expected_requests_per_second")!.Value, 10);
        Assert.Equal(90 / 3600.0, At(last + Hour).Find("ml_traffic_expected_requests_per_second")!.Value, 10);
        Assert.Equal(10 / 45.0, At(last + Hour).Find("ml_traffic_last_hour_ratio")!.Value, 10);
        Assert.Equal(0, At(last + (7 * Day) + Hour).Find("ml_traffic_last_hour_ratio"));

        // An hour in which there never was traffic: the series ends.
        Assert.True(double.IsNaN(At(last + (12 * Hour)).Find("ml_traffic_last_hour_ratio")!.Value));
    }

    [Fact]
    public void Late_records_are_counted_by_how_late_they_are()
    {
        ModelOptions options = new() { Name = "m", Windows = new WindowOptions { DriftDuration = TimeSpan.FromHours(1) } };
        ModelMonitor monitor = new(options, Models.Classifier(options));
        EventWriter writer = new(monitor.Schema);
        foreach (long behind in new long[] { 0, 0, 2 * Minute, 2 * Hour, 5 * Hour, 2 * Day })
        {
            monitor.Accept(writer.Batch, writer.Prediction($"p{++_records}", Start + (10 * Day) - behind, "yes"), Start + (10 * Day));
        }

        SampleList samples = SampleList.Of(monitor, 0);
        Assert.Equal((3, 2), (samples.Find("ml_late_record_seconds_count"), samples.Find("ml_late_record_seconds_bucket", ("le", "21600"))));
        Assert.Equal((3, 1), (samples.Find("heed_monitoring_late_records_total"), samples.Find("heed_monitoring_expired_records_total")));
    }

    [Fact]
    public void Evidence_is_fed_pane_by_pane_and_finds_a_shift()
    {
        ModelOptions options = new() { Name = "m", Windows = new WindowOptions { DriftRecords = 1000 } };
        ModelMonitor monitor = new(options, Models.Classifier(options));
        Random random = new(8);
        EventWriter writer = new(monitor.Schema);
        for (int i = 0; i < 48 * 60; i++)
        {
            Dictionary<string, object?> features = Models.Features(random);
            if (i >= 24 * 60) features["x0"] = (double)features["x0"]! * 0.4;
            double score = random.NextDouble();
            long time = Start + (i * Minute);
            monitor.Accept(writer.Batch, writer.Prediction($"e{i}", time, score > 0.5 ? "yes" : "no", features, score), time);
            if (i == (24 * 60) - 1) Assert.DoesNotContain(monitor.Evidence(), f => f.State == EvidenceState.Holding);
        }

        EvidenceFinding found = Assert.Single(monitor.Evidence(), f => f.State == EvidenceState.Holding && f.Kind == EvidenceKind.Distribution);
        Assert.Equal("x0", found.Feature);
        Assert.InRange(SampleList.Of(monitor, 0).Find("ml_drift_evidence", ("feature_name", "x0"), ("kind", "distribution"))!.Value, 1, 1e6);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(2 * Hour, false)]
    public void Silence_of_a_live_stream_is_shown_by_the_clock_alone(long delay, bool shown)
    {
        ModelOptions options = new() { Name = "m", Windows = new WindowOptions { DriftRecords = 1000 } };
        ModelMonitor monitor = new(options, Models.Classifier(options));
        EventWriter writer = new(monitor.Schema);
        long end = Start + (14 * Day);
        for (long time = Start; time < end; time += 2 * Minute)
        {
            monitor.Accept(writer.Batch, writer.Prediction($"s{time}", time, "yes"), time + delay);
        }

        double? before = SampleList.Of(monitor, end + (3 * Minute)).Find("ml_drift_evidence", ("kind", "volume"));
        Assert.True(before < 1, $"{before} while records came");
        double? after = SampleList.Of(monitor, end + (6 * Hour)).Find("ml_drift_evidence", ("kind", "volume"));
        Assert.Equal(shown, after >= 1);
    }

    private SampleList At(long at) => SampleList.Of(_monitor, Start + at);

    private void One(long timeMs, double latency = 0.01)
    {
        EventWriter writer = new(_monitor.Schema);
        _monitor.Accept(writer.Batch, writer.Prediction($"p{_records++}", timeMs, "yes", latencySeconds: latency), timeMs);
    }

    private void Feed(int count, Action<Dictionary<string, object?>> change, Func<int, string>? answer = null)
    {
        EventWriter writer = new(_monitor.Schema);
        Random random = new(17);
        for (int i = 0; i < count; i++)
        {
            Dictionary<string, object?> features = Models.Features(random);
            change(features);
            double score = random.NextDouble();
            string said = answer?.Invoke(i) ?? (score > 0.5 ? "yes" : "no");
            _monitor.Accept(writer.Batch, writer.Prediction($"p{_records++}", Start, said, features, score), Start);
        }
    }
}
