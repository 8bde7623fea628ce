namespace Heed.Server.Tests.Configuration;

/// <summary>Broken files and the complete list of what is said of them, with the places.</summary>
public sealed class MistakeTests : IDisposable
{
    private readonly ConfigurationFolder _folder = new();

    public static TheoryData<string, string> Files => new()
    {
        { "", "heed.yml:1:1: expected the key \"models\" (a list of models, which may be empty), found none" },
        { "models: [", "heed.yml:1:10: not YAML: While parsing a node, did not find expected node content" },
        { "- a\n", "heed.yml:1:1: expected a mapping (key: value), found a list\nheed.yml:1:1: expected the key \"models\" (a list of models, which may be empty), found none" },
        {
            """
            serverr: { listen: x }
            models: []
            storage: { retension: 1d }
            """,
            """
            heed.yml:3:12: storage.retension: unknown key "retension"; known here: retention, max_size, out_of_order_time_window, max_series, max_series_per_metric, remote (did you mean "retention"?)
            heed.yml:1:1: serverr: unknown key "serverr"; known here: server, slo, signals, models, incidents, rules, slos, maintenance, forecasts, alertmanager, oncall, storage, state, remote_write, scrape, global, ingest, import, host (did you mean "server"?)
            """
        },
        {
            """
            server: { listen: example.com, data: b.csv, external_url: 'ftp://x' }
            models: []
            storage: { retention: 1h }
            global:
              sample_interval: 0s
              evaluation_interval: often
              lookback_delta: 2d
              metric_aliases: "yes"
              external_labels: { 1a: x, __b: y }
            ingest: { max_age: 10s, max_future: 2d, max_body: 3GB }
            signals: { false_alarms: 1 a week }
            """,
            """
            heed.yml:1:19: server.listen: expected an address and a port from 0 to 65535, such as 127.0.0.1:4333 or [::1]:4333, found "example.com"
            heed.yml:1:38: server.data: expected a folder, found a file: b.csv
            heed.yml:1:59: server.external_url: expected a URL such as http://heed.example.com, without a query, found "ftp://x"
            heed.yml:11:26: signals.false_alarms: expected a budget such as "1 per model per 90d", with a count above 0 and at most 1000 and a period from 1d to 10y, found "1 a week"
            heed.yml:3:23: storage.retention: expected a duration from 2h to 10y, found "1h"
            heed.yml:5:20: global.sample_interval: expected a duration from 1s to 1h, found "0s"
            heed.yml:6:24: global.evaluation_interval: expected a duration such as 30s, 5m, 1h30m or 90d, found "often"
            heed.yml:7:19: global.lookback_delta: expected a duration from 1s to 1d, found "2d"
            heed.yml:8:19: global.metric_aliases: expected true or false, found "yes"
            heed.yml:9:26: global.external_labels.1a: expected a label name of letters, digits and underscores that does not begin with two, found "1a"
            heed.yml:9:34: global.external_labels.__b: expected a label name of letters, digits and underscores that does not begin with two, found "__b"
            heed.yml:10:51: ingest.max_body: expected a size from 1KB to 2GB, such as 256MB, found "3GB"
            heed.yml:10:20: ingest.max_age: expected a duration from 1m to 400d, found "10s"
            heed.yml:10:37: ingest.max_future: expected a duration from 0s to 1d, found "2d"
            """
        },
        {
            """
            models:
              - baseline: none.csv
              - { name: a, baseline: { first: 7d } }
              - { name: a, baseline: rules }
              - { name: b, baseline: b.csv, reference: b.csv }
              - { name: "", type: ranking }
              - { name: c, type: clasification, baseline: [b.csv] }
              - text
            """,
            """
            heed.yml:2:5: models[0]: expected the key "name" (the "model" of its events), found none
            heed.yml:2:15: models[0].baseline: expected a file of events or a CSV file, found no such file: none.csv
            heed.yml:3:26: models[1].baseline: expected "type" beside a baseline of the first days of production: there are no rows to infer it from
            heed.yml:4:13: models[2].name: expected another name for each model, found "a" again: it stands on line 3 too
            heed.yml:4:26: models[2].baseline: expected a file of events or a CSV file, found a folder: rules
            heed.yml:5:44: models[3].reference: expected either "baseline" or "reference", found both
            heed.yml:6:13: models[4].name: expected a name of 1 to 128 characters without control characters, found ""
            heed.yml:6:23: models[4].type: models of the type ranking are not supported in this version: classification, multiclass, regression, embedding are
            heed.yml:6:5: models[4]: expected the key "baseline" (the path of a file of events or a CSV file), found none
            heed.yml:7:22: models[5].type: expected one of classification, multiclass, regression, embedding, found "clasification" (did you mean "classification"?)
            heed.yml:7:47: models[5].baseline: expected the path of a file of events or a CSV file, found a list
            heed.yml:8:5: models[6]: expected a mapping (key: value), found "text"
            heed.yml:8:5: models[6]: expected the key "name" (the "model" of its events), found none
            heed.yml:8:5: models[6]: expected the key "baseline" (the path of a file of events or a CSV file), found none
            """
        },
        {
            """
            models:
              - name: m
                baseline: b.csv
                type: regression
                positive_class: bad
                low_confidence: 1
                labels: { sample: 110%, join_within: 1s }
                segments: [region, region, notes, '']
                features:
                  notes: { ignore: true, min: 3 }
                  income: { type: number, min: 5, max: 1 }
                  plan: { type: category, max: x }
                  city: { typo: number }
                  size: { type: text, min: 0 }
                windows: { drift: 10, quality: 1s, lateness: 500d }
                slo: { latency_p50: 2s, latency_p95: 1s, latency_p99: 0s, availability: 100%, error_rate: 0, throughput: fast, cost_per_1000: 0 }
            """,
            """
            heed.yml:7:23: models[0].labels.sample: expected a share such as 99.9% or 0.999, from 0 to 1, found "110%"
            heed.yml:7:42: models[0].labels.join_within: expected a duration from 1m to 400d, found "1s"
            heed.yml:10:35: models[0].features.notes.min: expected nothing else for a feature that is ignored
            heed.yml:11:44: models[0].features.income.max: expected a maximum of at least the minimum "5", found "1"
            heed.yml:12:36: models[0].features.plan.max: expected a number, found "x"
            heed.yml:12:36: models[0].features.plan.max: expected no bound for a category: only numbers have a minimum and a maximum
            heed.yml:13:15: models[0].features.city.typo: unknown key "typo"; known here: type, min, max, ignore (did you mean "type"?)
            heed.yml:14:21: models[0].features.size.type: expected one of number, category, found "text"
            heed.yml:16:59: models[0].slo.latency_p99: expected a duration from 1ms to 1h, found "0s"
            heed.yml:16:77: models[0].slo.availability: expected a share such as 99.9% or 0.999, above 0 and below 1, found "100%"
            heed.yml:16:95: models[0].slo.error_rate: expected a share such as 99.9% or 0.999, above 0 and below 1, found "0"
            heed.yml:16:110: models[0].slo.throughput: expected a rate above 0 such as 1000/s, 60/m or 90/h, found "fast"
            heed.yml:16:131: models[0].slo.cost_per_1000: expected a cost above 0, found "0"
            heed.yml:16:25: models[0].slo.latency_p50: expected a latency of at most the next higher percentile's, found "2s"
            heed.yml:8:24: models[0].segments[1]: expected each segment key once, found "region" again
            heed.yml:8:32: models[0].segments[2]: expected a segment key that is not ignored, found "notes", which "features" ignores
            heed.yml:8:39: models[0].segments[3]: expected the name of a segment key, found ""
            heed.yml:5:21: models[0].positive_class: expected no positive class: only models of the type classification have one, this one is regression
            heed.yml:6:21: models[0].low_confidence: expected a share such as 99.9% or 0.999, above 0 and below 1, found "1"
            heed.yml:15:23: models[0].windows.drift: expected a whole number from 50 to 100000000, found "10"
            heed.yml:15:36: models[0].windows.quality: expected a duration from 1m to 400d, found "1s"
            heed.yml:15:50: models[0].windows.lateness: expected a duration from 0s to 400d, found "500d"
            """
        },
        {
            """
            models: []
            rules: [rules/a.yml, rules/none.yml, none/*.yml, rules/*.yaml]
            alertmanager: none.yml
            slos: [slo/*.yml]
            oncall: oncall.yml
            """,
            """
            heed.yml:2:22: rules[1]: expected a Prometheus rule file, found no such file: rules/none.yml
            heed.yml:2:38: rules[2]: expected at least one file that matches, found none in .
            heed.yml:2:50: rules[3]: expected at least one file that matches, found none in .
            heed.yml:4:8: slos[0]: expected at least one file that matches, found none in .
            heed.yml:3:15: alertmanager: expected an Alertmanager file, found no such file: none.yml
            heed.yml:5:9: oncall: expected an on-call file, found no such file: oncall.yml
            """
        },
        { "models: []\nmodels: []\n", "heed.yml:2:1: not YAML: Duplicate key models" },
        { "models: []\nrules: rules/*.yml\n", "heed.yml:2:8: rules: expected a list, found \"rules/*.yml\"" },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_mistake_is_reported_at_once_with_its_place(string text, string expected) =>
        Assert.Equal(expected, _folder.Mistakes(text), ignoreLineEndingDifferences: true);
}
