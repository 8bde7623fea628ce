using Heed.Model.Labels;
using Heed.Model.Records;
using Heed.Monitoring;
using Heed.Server.Configuration;

namespace Heed.Server.Tests.Configuration;

public sealed class HeedConfigurationTests : IDisposable
{
    /// <summary>The example of the product's description, without the keys that this version refuses.</summary>
    private const string Full = """
        server:   { listen: 127.0.0.1:4333, data: ./heed-data, external_url: http://heed.example.com }

        models:
          - name: credit
            type: classification
            owner: risk-ml
            baseline: baseline.ndjson.gz
            segments: [region, channel]
            positive_class: bad
            low_confidence: 0.7
            labels: { sample: 10%, join_within: 30d }
            features:
              income: { type: number, min: 0 }
              notes:  { ignore: true }
            slo: { latency_p99: 500ms, availability: 99.9%, error_rate: 1%, accuracy: 85%, throughput: 1000/s, cost_per_1000: 0.05 }

        signals:  { false_alarms: 1 per model per 90d }

        rules:        [rules/*.yml]
        alertmanager: alertmanager.yml
        scrape:       []
        storage:      { retention: 90d }
        """;

    private readonly ConfigurationFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_name_and_a_baseline_are_enough()
    {
        HeedOptions options = _folder.Options("models: [{ name: m, baseline: b.csv }]");

        ModelConfiguration model = Assert.Single(options.Models);
        Assert.Equal(("m", _folder.At("b.csv")), (model.Options.Name, model.BaselineFile));
        Assert.Equal(ModelObjectives.None, model.Objectives);
        Assert.Null(model.Options.Type);
        Assert.Equal(new WindowOptions(), model.Options.Windows);
        Assert.Empty(model.Options.Validate());
        Assert.Equal(ListenAddress.Default, options.Server.Listen);
        Assert.Equal((_folder.At("heed-data"), "http://127.0.0.1:4333"), (options.Server.Data, options.Server.ExternalUrl));
        Assert.Equal(new FalseAlarmBudget(1, TimeSpan.FromDays(90)), options.Signals.FalseAlarms);
        Assert.Equal((new GlobalOptions(), new StorageOptions(), new IngestOptions()), (options.Global, options.Storage, options.Ingest));
        Assert.Empty(options.RuleFiles);
        Assert.Null(options.AlertmanagerFile);
        Assert.Equal(_folder.At("heed.yml"), options.File);
    }

    [Fact]
    public void The_full_example_is_read_key_by_key()
    {
        HeedOptions options = _folder.Options(Full);

        Assert.Equal("http://heed.example.com", options.Server.ExternalUrl);
        Assert.Equal([_folder.At("rules/a.yml"), _folder.At("rules/b.yml")], options.RuleFiles);
        Assert.Equal(_folder.At("alertmanager.yml"), options.AlertmanagerFile);
        Assert.Equal(TimeSpan.FromDays(90), options.Storage.Retention);
        ModelConfiguration model = Assert.Single(options.Models);
        Assert.Equal((ModelType.Classification, "risk-ml", "bad", 0.7), (model.Options.Type, model.Options.Team, model.Options.PositiveClass, model.Options.LowConfidence));
        Assert.Equal(["region", "channel"], model.Options.Segments);
        Assert.Equal((0.1, TimeSpan.FromDays(30)), (model.LabelSample, model.Options.JoinWithin));
        Assert.Equal(new FeatureOptions { Kind = FeatureKind.Number, Min = 0 }, model.Options.Features["income"]);
        Assert.Equal(new FeatureOptions { Ignore = true }, model.Options.Features["notes"]);
        Assert.Equal([0.5], model.Options.LatencyBoundsSeconds);
        ModelObjectives expected = new()
        {
            LatencyP99 = TimeSpan.FromMilliseconds(500),
            Availability = 99.9 / 100,
            ErrorRate = 0.01,
            Accuracy = 0.85,
            ThroughputPerSecond = 1000,
            CostPer1000 = 0.05,
            All = model.Objectives.All,
        };
        Assert.Equal(expected, model.Objectives);
        Assert.Empty(model.Options.Validate());
    }

    [Fact]
    public void The_other_keys_are_read()
    {
        HeedOptions options = _folder.Options("""
            server: { listen: '[::1]:0' }
            global: { sample_interval: 5s, evaluation_interval: 30s, lookback_delta: 10m, metric_aliases: false, external_labels: { site: eu, n: 1 } }
            ingest: { max_age: 7d, max_future: 0s, max_body: 1GB }
            signals: { false_alarms: 0.5 per model per 1y }
            models:
              - reference: b.csv
                name: m
                windows: { drift: 2m, every: 1m, revise_within: 1h, quality: 1d }
                slo: { latency_p50: 100ms, latency_p95: 500ms, latency_p99: 500ms, throughput: 90/m }
              - { name: n, baseline: b.csv, type: multiclass, windows: { drift: 500, every: 100, lateness: 1h } }
            rules: [rules/a.yml, rules/*.yml, '*/x/?.yml']
            """);

        Assert.Equal(("[::1]:0", "http://[::1]:0"), (options.Server.Listen.ToString(), options.Server.ExternalUrl));
        Assert.Equal(new LabelSetBuilder().Set("site", "eu").Set("n", "1").Build(), options.Global.ExternalLabels);
        Assert.Equal((TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30)), (options.Global.SampleInterval, options.Global.EvaluationInterval));
        Assert.Equal((TimeSpan.FromMinutes(10), false), (options.Global.LookbackDelta, options.Global.MetricAliases));
        Assert.Equal(new IngestOptions { MaxAge = TimeSpan.FromDays(7), MaxFuture = TimeSpan.Zero, MaxBodyBytes = 1L << 30 }, options.Ingest);
        Assert.Equal(new FalseAlarmBudget(0.5, TimeSpan.FromDays(365)), options.Signals.FalseAlarms);
        WindowOptions timed = new()
        {
            DriftDuration = TimeSpan.FromMinutes(2),
            EveryDuration = TimeSpan.FromMinutes(1),
            RevisedWithin = TimeSpan.FromHours(1),
            Quality = TimeSpan.FromDays(1),
            Lateness = TimeSpan.FromMinutes(2),
        };
        Assert.Equal(timed, options.Models[0].Options.Windows);
        Assert.Equal(new WindowOptions { DriftRecords = 500, EveryRecords = 100, Lateness = TimeSpan.FromHours(1) }, options.Models[1].Options.Windows);
        Assert.Equal([0.1, 0.5], options.Models[0].Options.LatencyBoundsSeconds);
        Assert.Equal(1.5, options.Models[0].Objectives.ThroughputPerSecond);
        Assert.Equal([_folder.At("rules/a.yml"), _folder.At("rules/b.yml"), _folder.At("rules/x/c.yml")], options.RuleFiles);
        Assert.All(options.Models, model => Assert.Empty(model.Options.Validate()));
    }

    [Fact]
    public void A_file_that_is_not_there_is_one_mistake()
    {
        (HeedOptions? options, Documents.Diagnostics diagnostics) = HeedConfiguration.Load(_folder.At("none.yml"));

        Assert.Null(options);
        Assert.EndsWith("none.yml: cannot be read: there is no such file", Assert.Single(diagnostics.All).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1:80", "127.0.0.1", 80)]
    [InlineData(":9090", "0.0.0.0", 9090)]
    [InlineData("localhost:1", "localhost", 1)]
    [InlineData("[::]:65535", "::", 65535)]
    public void Addresses_are_read(string text, string host, int port) => Assert.Equal(new ListenAddress(host, port), ListenAddress.Parse(text).Value);

    [Theory]
    [InlineData("")]
    [InlineData("4333")]
    [InlineData("example.com:80")]
    [InlineData("::1:80")]
    [InlineData("[]:80")]
    [InlineData("[127.0.0.1]:80")]
    [InlineData("127.0.0.1:65536")]
    [InlineData("127.0.0.1:-1")]
    public void Other_addresses_are_refused(string text) => Assert.False(ListenAddress.Parse(text).IsSuccess);
}
