using System.Text;

using Heed.Ingest.Events;
using Heed.Model.Labels;
using Heed.Model.Records;
using Heed.Model.Samples;
using Heed.Monitoring;
using Heed.Monitoring.Baselines;
using Heed.Rules.Files;

namespace Heed.Server.Tests;

/// <summary>Rules are checked against a table of metrics; rules and monitors do not know each other, so the two are compared here.</summary>
public sealed class KnownMetricsTests
{
    private const long StartMs = 1_750_000_000_000;
    private const long HourMs = 3_600_000;
    private const long MinuteMs = 60_000;

    private static readonly ModelOptions Options = new()
    {
        Name = "m",
        Segments = ["region"],
        ReviewShare = 1,
        Windows = new WindowOptions { DriftRecords = 50 },
    };

    private static readonly string[] Elsewhere =
    [
        "ml_behaviour_anomaly_contribution", "ml_behaviour_anomaly_p_value", "ml_behaviour_anomaly_score",
        "ml_drift_evidence", "ml_change_expected_ratio", "ml_change_current_ratio", "ml_change_least_ratio", "ml_change_median",
        "ml_change_expected_median", "ml_change_since_timestamp_seconds", "ml_answer_concentration_ratio", "ml_incidents",
        "ml_last_deployment_timestamp_seconds",
    ];

    [Fact]
    public void The_table_has_the_metrics_and_labels_that_a_monitor_writes()
    {
        SampleList written = new();
        Write(written, "\"endpoint\":\"/p\",\"version\":\"1\"", ["yes", "no", "no"]);
        Write(written, "\"endpoint\":\"/p\",\"version\":\"1\"", ["yes", "no", "maybe"]);

        // Evidence needs more of a baseline than this one has, behaviour two weeks: their series are in the monitors' own tests.
        Assert.Equal(KnownMetrics.Names.Where(n => !Elsewhere.Contains(n)).Order(StringComparer.Ordinal), written.Labels.Keys.Where(n => !Elsewhere.Contains(n)));
        Assert.All(written.Labels.Where(m => !Elsewhere.Contains(m.Key)), metric => Assert.Equal(KnownMetrics.LabelsOf(metric.Key), metric.Value.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void Only_labels_that_the_table_calls_absent_at_times_are_missing_from_any_series()
    {
        SampleList written = new();
        Write(written, "\"note\":null", ["yes", "no", "no"]);

        // Evidence is of a feature, of a segment or of the whole model: it has the labels of what it is of.
        IEnumerable<LabelSet> sets = written.Sets.Where(set => !Elsewhere.Contains(set.MetricName));
        HashSet<string> missing = [.. sets.SelectMany(set => KnownMetrics.LabelsOf(set.MetricName)!.Where(name => set.Get(name).Length == 0))];
        Assert.Equal(["endpoint", "error_type", "model_version"], missing.Order(StringComparer.Ordinal));
        Assert.All(missing, name => Assert.True(KnownMetrics.MayBeAbsent(name)));
    }

    /// <summary>Enough of everything for every figure: closed windows, errors, a segment that is worse, labels and a correction.</summary>
    /// <param name="written">What is written is added to it.</param>
    /// <param name="members">What every prediction carries besides.</param>
    /// <param name="answers">In turn.</param>
    private static void Write(SampleList written, string members, string[] answers)
    {
        ModelMonitor monitor = new(Options, Baseline(answers));
        EventParser parser = new(new SchemaRegistry([monitor.Schema]), new EventLimits());
        long nowMs = StartMs;
        for (int i = 0; i < 480; i++)
        {
            // Over ten days, so that hours have their like a week before, then a busy end, so that a day has enough records; in it two
            // columns have traded places.
            nowMs = StartMs + (Math.Min(i, 240) * HourMs) + (Math.Max(0, i - 240) * MinuteMs);
            string answer = answers[i % 3];
            string region = i % 2 == 0 ? "north" : "south";
            string label = i % 2 == 0 ? answer : answers[(i + 1) % 3];
            (double x, double y) = i < 100 ? (i / 100.0, 1000.0 + (i % 50)) : (1000.0 + (i % 50), i % 100 / 100.0);
            string features = $$"""{"x":{{x}},"y":{{y}},"z":{{i % 11}},"color":"blue"}""";
            Accept($$"""
                {"type":"prediction","model":"m","id":"p{{i}}","latency_ms":20,"features":{{features}},"segments":{"region":"{{region}}"},
                "prediction":"{{answer}}","score":0.6,"embedding":[{{i % 7}},{{i % 5}}],{{members}}}
                """);
            string kind = i == 0 ? "correction" : "label";
            Accept($$"""{"type":"{{kind}}","model":"m","id":"p{{i}}","label":"{{label}}","reviewer":"ann"}""");
        }

        Accept($$"""{"type":"prediction","model":"m","id":"e","error":"Timeout",{{members}}}""");
        monitor.Collect(nowMs + (HourMs / 2), written);

        void Accept(string json)
        {
            RecordBatch batch = new(parser.Models);
            Assert.Null(parser.TryRead(Encoding.UTF8.GetBytes(json), nowMs, batch));
            monitor.Accept(batch, batch.Records[0], nowMs);
        }
    }

    private static Baseline Baseline(string[] answers)
    {
        BaselineBuilder builder = new(Options);
        for (int i = 0; i < 900; i++)
        {
            string answer = answers[i % 3];
            builder.AddFeatureNumber("x", i / 900.0);
            builder.AddFeatureNumber("y", 1000 + (i % 50));
            builder.AddFeatureNumber("z", i % 11);
            builder.AddFeatureText("color", i % 4 == 0 ? "red" : "blue");
            builder.AddSegment("region", i % 2 == 0 ? "north" : "south");
            builder.AddEmbedding([i % 7, i % 5]);
            RecordId id = RecordId.Of(Encoding.UTF8.GetBytes($"b{i}"));
            builder.EndPrediction(new BaselinePrediction(id, StartMs - 1000 + i, 0.01, answer, double.NaN, i % 3 == 0 ? 0.8 : 0.2));
            builder.AddLabel(id, answer, double.NaN);
        }

        return builder.Build().Value;
    }

    /// <summary>The label names that each metric's series have together; the monitor's own counters are no model's figures.</summary>
    private sealed class SampleList : ISampleSink
    {
        public SortedDictionary<string, HashSet<string>> Labels { get; } = new(StringComparer.Ordinal);

        public List<LabelSet> Sets { get; } = [];

        public AppendOutcome Append(LabelSet labels, long timeMs, double value)
        {
            if (labels.MetricName.StartsWith("heed_", StringComparison.Ordinal)) return AppendOutcome.Appended;
            Sets.Add(labels);
            if (!Labels.TryGetValue(labels.MetricName, out HashSet<string>? names)) Labels[labels.MetricName] = names = [];
            foreach (Label label in labels.Labels)
            {
                if (label.Name != LabelNames.MetricName) names.Add(label.Name);
            }

            return AppendOutcome.Appended;
        }
    }
}
