using Heed.Model.Records;
using Heed.Monitoring.Baselines;

namespace Heed.Monitoring.Tests.Versions;

/// <summary>A new version beside an old one.</summary>
public sealed class VersionTests
{
    private const long Hour = 3_600_000;
    private static readonly ModelOptions Options = new() { Name = "m", Segments = ["region"] };
    private static readonly Baseline Known = Models.Classifier(Options);

    private readonly ModelMonitor _monitor = new(Options, Known);
    private readonly EventWriter _writer;
    private readonly Random _random = new(4);
    private readonly Dictionary<string, string> _answers = [];
    private int _next;
    private long _nowMs = Models.Start;

    public VersionTests() => _writer = new EventWriter(_monitor.Schema);

    [Fact]
    public void A_version_alone_is_compared_with_nothing()
    {
        for (int i = 0; i < 2000; i++) Predict("1");
        Assert.DoesNotContain(Collect().Samples, s => s.Labels.MetricName is "ml_version_compared_records" or "ml_model_quality_by_version");
    }

    [Fact]
    public void A_new_version_that_changes_nothing_differs_by_chance_alone()
    {
        for (int i = 0; i < 1000; i++) Predict("1");
        for (int i = 0; i < 4000; i++) Predict(i % 4 == 0 ? "2" : "1");
        SampleList samples = Collect();
        Assert.Equal(1000, samples.Find("ml_version_compared_records", ("model_version", "2")));
        Assert.True(samples.Find("ml_feature_psi_by_version", ("model_version", "2"), ("feature_name", "x0")) < 0.05);
        Assert.True(samples.Find("ml_prediction_psi_by_version", ("model_version", "2")) < 0.05);
        Assert.True(samples.Find("ml_version_difference_p_value", ("model_version", "2")) > 0.01);
    }

    [Fact]
    public void Other_inputs_and_other_answers_of_a_version_are_told_apart()
    {
        for (int i = 0; i < 4000; i++) Predict(i % 4 == 0 ? "2" : "1", shift: i % 4 == 0 ? 0.5 : 0);
        SampleList samples = Collect();
        Assert.True(samples.Find("ml_feature_psi_by_version", ("model_version", "2"), ("feature_name", "x0")) > 0.25);
        Assert.True(samples.Find("ml_feature_psi_by_version", ("model_version", "2"), ("feature_name", "color")) < 0.05);
        Assert.True(samples.Find("ml_prediction_psi_by_version", ("model_version", "2")) < 0.05);
        Assert.True(samples.Find("ml_version_difference_p_value", ("model_version", "2")) < 1e-9);

        for (int i = 0; i < 4000; i++) Predict(i % 4 == 0 ? "3" : "1", score: i % 4 == 0 ? 0.9 : null);
        samples = Collect();
        Assert.True(samples.Find("ml_prediction_psi_by_version", ("model_version", "3")) > 1);
        Assert.True(samples.Find("ml_feature_psi_by_version", ("model_version", "3"), ("feature_name", "color")) < 0.05);
    }

    [Fact]
    public void Only_hours_that_both_have_records_in_are_compared()
    {
        for (int i = 0; i < 200; i++) Predict(i % 2 == 0 ? "1" : "2");
        _nowMs += 3 * Hour;

        // The old version alone for some hours, with inputs of its own.
        for (int i = 0; i < 2000; i++) Predict("1", shift: 0.9);
        _nowMs += 3 * Hour;
        for (int i = 0; i < 400; i++) Predict(i % 2 == 0 ? "1" : "2");
        SampleList samples = Collect();
        Assert.Equal(299, samples.Find("ml_version_compared_records", ("model_version", "1")));
        Assert.Equal(300, samples.Find("ml_version_compared_records", ("model_version", "2")));
        Assert.True(samples.Find("ml_feature_psi_by_version", ("model_version", "1"), ("feature_name", "x0")) < 0.2);

        // A day later nothing is left of them.
        _nowMs += 25 * Hour;
        for (int i = 0; i < 300; i++) Predict("1");
        Assert.DoesNotContain(Collect().Samples, s => s.Labels.MetricName == "ml_version_compared_records" && !double.IsNaN(s.Value));
    }

    [Fact]
    public void The_quality_of_versions_is_that_of_their_labels_and_the_difference_has_its_interval()
    {
        Predict("1");
        Predict("2");
        List<(string Id, string Version, bool Right)> told = [];
        for (int i = 0; i < 2000; i++)
        {
            string version = i % 4 == 0 ? "2" : "1";
            bool right = _random.NextDouble() < (version == "2" ? 0.6 : 0.8);
            told.Add((Predict(version), version, right));
            Label(told[^1].Id, right);
        }

        // Every tenth label is taken back.
        for (int i = 0; i < told.Count; i += 10)
        {
            Label(told[i].Id, !told[i].Right);
            told[i] = told[i] with { Right = !told[i].Right };
        }

        SampleList samples = Collect();
        foreach (string version in new[] { "1", "2" })
        {
            double own = told.Where(t => t.Version == version).Average(t => t.Right ? 1.0 : 0);
            double others = told.Where(t => t.Version != version).Average(t => t.Right ? 1.0 : 0);
            Assert.Equal(own, Quality(samples, "ml_model_quality_by_version", version), 9);
            Assert.Equal(own - others, Quality(samples, "ml_model_quality_version_difference", version), 9);
        }

        Assert.True(Quality(samples, "ml_model_quality_version_difference_upper", "2") < 0);
        Assert.True(Quality(samples, "ml_model_quality_version_difference_lower", "1") > 0);
    }

    [Fact]
    public void A_label_from_before_the_second_version_counts_for_none()
    {
        List<string> early = [.. Enumerable.Range(0, 500).Select(_ => Predict("1"))];
        foreach (string id in early) Label(id, right: true);
        for (int i = 0; i < 400; i++) Label(Predict(i % 2 == 0 ? "1" : "2"), right: true);
        foreach (string id in early) Label(id, right: false);
        Assert.Equal(1, Quality(Collect(), "ml_model_quality_by_version", "1"));
    }

    [Fact]
    public void A_saved_monitor_compares_on()
    {
        ModelMonitor loaded = new(Options, Known);
        for (int i = 0; i < 1500; i++) Label(Predict(i % 3 == 0 ? "2" : "1", shift: i % 3 == 0 ? 0.3 : 0), i % 5 > 0);
        MemoryStream state = new();
        _monitor.Save(new BinaryWriter(state));
        state.Position = 0;
        Assert.Equal(MonitorLoadOutcome.Loaded, loaded.Load(new BinaryReader(state)));
        Assert.Equal(state.Length, state.Position);
        Assert.Equal(Collect().Samples, SampleList.Of(loaded, _nowMs).Samples);
    }

    [Fact]
    public void A_fifth_version_takes_the_place_of_the_one_seen_longest_ago_and_is_counted()
    {
        for (int i = 0; i < 2000; i++) Predict($"{i % 4}");
        for (int i = 0; i < 2000; i++) Predict($"{1 + (i % 4)}");
        SampleList samples = Collect();
        Assert.Equal(1, _monitor.Report(0).Counters["evicted_versions"]);
        Assert.Null(samples.Find("ml_version_compared_records", ("model_version", "0")));
        Assert.Equal(500, samples.Find("ml_version_compared_records", ("model_version", "4")));
    }

    private static double Quality(SampleList samples, string name, string version) =>
        samples.Find(name, ("model_version", version), ("metric", "accuracy"))!.Value;

    private SampleList Collect() => SampleList.Of(_monitor, _nowMs);

    private string Predict(string version, double shift = 0, double? score = null)
    {
        string id = $"p{_next++}";
        double given = score ?? _random.NextDouble();
        Dictionary<string, object?> features = Models.Features(_random);
        features["x0"] = (((double)features["x0"]!) * (1 - shift)) + shift;
        EventRecord record = _writer.Prediction(id, _nowMs += 100, given > 0.5 ? "yes" : "no", features, given, version: version);
        _monitor.Accept(_writer.Batch, record, _nowMs);
        _answers[id] = given > 0.5 ? "yes" : "no";
        return id;
    }

    private void Label(string id, bool right)
    {
        string answer = _answers[id];
        EventRecord record = _writer.Label(id, _nowMs, right ? answer : answer == "yes" ? "no" : "yes");
        _monitor.Accept(_writer.Batch, record, _nowMs);
    }
}
