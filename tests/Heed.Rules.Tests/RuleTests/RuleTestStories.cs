using Heed.Documents;
using Heed.Rules.Files;
using Heed.Rules.Groups;
using Heed.Rules.RuleTests;
using Heed.Testing;

namespace Heed.Rules.Tests.RuleTests;

public sealed class RuleTestStories
{
    private const string Rules = """
        groups:
          - name: alerts
            interval: 7m
            rules:
              - { alert: Down, expr: up == 0, for: 2m, labels: { severity: page }, annotations: { summary: "{{ $labels.job }} is down in {{ $externalLabels.site }}" } }
          - name: sums
            rules:
              - { record: "job:up:sum", expr: sum by (job) (up) }
        """;

    private const string Series = """
        tests:
          - name: an outage
            external_labels: { site: eu }
            input_series:
              - { series: 'up{job="a", instance="1"}', values: "1 0x10" }
              - { series: 'up{job="b", instance="1"}', values: "1x10" }

        """;

    [Fact]
    public void What_is_expected_and_comes_passes() => Assert.Empty(Run(Series + """
            alert_rule_test:
              - { eval_time: 2m59s, alertname: Down }
              - eval_time: 3m
                alertname: Down
                exp_alerts:
                  - exp_labels: { severity: page, job: a, instance: "1" }
                    exp_annotations: { summary: a is down in eu }
            promql_expr_test:
              - { expr: "job:up:sum", eval_time: 5m, exp_samples: [{ labels: 'job:up:sum{job="b"}', value: 1 }, { labels: 'job:up:sum{job="a"}', value: 0 }] }
              - { expr: "absent(up)", eval_time: 5m }
              - { expr: "time()", eval_time: 4m, exp_samples: [{ value: 240 }] }
        """));

    [Fact]
    public void What_is_missing_and_what_is_too_much_are_named_apart()
    {
        IReadOnlyList<RuleTestFailure> failures = Run(Series + """
                alert_rule_test:
                  - { eval_time: 3m, alertname: Down, exp_alerts: [{ exp_labels: { severity: page, job: b, instance: "1" } }] }
                promql_expr_test:
                  - { expr: "up == 1", eval_time: 5m, exp_samples: [{ labels: 'up{job="b", instance="1"}', value: 2 }] }
            """);
        Assert.Equal(
        [
            "alert Down at 00:03:00",
            "- labels {alertname=\"Down\", instance=\"1\", job=\"b\", severity=\"page\"}, annotations {}",
            "+ labels {alertname=\"Down\", instance=\"1\", job=\"a\", severity=\"page\"}, annotations {summary=\"a is down in eu\"}",
            "up == 1 at 00:05:00",
            "- up{instance=\"1\", job=\"b\"} 2",
            "+ up{instance=\"1\", job=\"b\"} 1",
        ], Lines(failures));
    }

    [Theory]
    [InlineData("fuzzy_compare: true\n", true)]
    [InlineData("", false)]
    public void A_neighbouring_number_agrees_only_fuzzily(string setting, bool passes)
    {
        IReadOnlyList<RuleTestFailure> failures = Run(setting + """
            tests:
              - input_series: [{ series: x, values: 0.30000000000000004 }]
                promql_expr_test: [{ expr: x, eval_time: 0, exp_samples: [{ labels: x, value: 0.3 }] }]
            """);
        Assert.Equal(passes, failures.Count == 0);
    }

    [Fact]
    public void Histograms_are_written_and_compared()
    {
        Assert.Empty(Run("""
            tests:
              - input_series: [{ series: h, values: "{{count:4 sum:5 buckets:[1 2 1]}}+{{count:1 sum:1 buckets:[0 1 0]}}x2" }]
                promql_expr_test:
                  - { expr: h, eval_time: 1m, exp_samples: [{ labels: h, histogram: "{{count:5 sum:6 buckets:[1 3 1]}}" }] }
            """));
    }

    [Fact]
    public void Groups_that_are_named_come_first()
    {
        const string File = """
            tests:
              - input_series: [{ series: x, values: 1 1 }]
                promql_expr_test: [{ expr: second, eval_time: 0, exp_samples: [{ labels: second, value: 1 }] }]
            """;
        const string Backwards = "groups: [{ name: b, rules: [{ record: second, expr: first }] }, { name: a, rules: [{ record: first, expr: x }] }]";
        Assert.NotEmpty(Run(File, Backwards));
        Assert.Empty(Run("group_eval_order: [a, b]\n" + File, Backwards));
    }

    [Fact]
    public void A_rule_that_fails_fails_the_test_with_its_words()
    {
        IReadOnlyList<RuleTestFailure> failures = Run(
            """
            tests:
              - input_series: [{ series: 'a{x="1"}', values: 1 }, { series: 'b{x="1",y="1"}', values: 1 }, { series: 'b{x="1",y="2"}', values: 1 }]
            """,
            "groups: [{ name: g, rules: [{ record: sum, expr: a + on (x) b }] }]");
        Assert.Contains("found duplicate series for the match group", Assert.Single(failures).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Mistakes_are_reported_with_their_place()
    {
        Diagnostics diagnostics = new();
        RuleTestFileReader.Read("t.yml", """
            evaluation_intervall: 1m
            tests:
              - interval: 0s
                input_series: [{ series: 'x{a=~"b"}', values: 1 x }, { values: "{{count:1 bucket:[1]}}" }]
                promql_expr_test: [{ eval_time: soon, exp_samples: [{ value: 1 2 }] }]
            """, diagnostics);
        Assert.Equal(
        [
            "3:15: tests[0].interval: expected a duration of at least 1ms, found \"0s\"",
            "4:31: tests[0].input_series[0].series: expected labels with =, found a=~\"b\"",
            "4:53: tests[0].input_series[0].values: expected a number, a+bxN, _, stale or {{…}}, found \"x\"",
            "4:58: tests[0].input_series[1]: expected the key \"series\" (such as up{job=\"a\"}), found none",
            "4:69: tests[0].input_series[1].values: expected one of schema, sum, count, z_bucket, z_bucket_w, buckets, offset, n_buckets, n_offset, custom_values, counter_reset_hint, found \"bucket\"",
            "5:24: tests[0].promql_expr_test[0]: expected the key \"expr\" (a PromQL expression), found none",
            "5:37: tests[0].promql_expr_test[0].eval_time: expected a duration such as 30s, 5m, 1h30m or 90d, found \"soon\"",
            "5:66: tests[0].promql_expr_test[0].exp_samples[0].value: expected one value, found \"1 2\"",
            "1:1: evaluation_intervall: unknown key \"evaluation_intervall\"; known here: rule_files, evaluation_interval, group_eval_order, fuzzy_compare, tests (did you mean \"evaluation_interval\"?)"
        ], diagnostics.All.Select(d => d.ToString()["t.yml:".Length..]));
    }

    /// <summary>promtool's own examples: what passes there passes here, what fails there fails.</summary>
    [Theory]
    [InlineData("unittest.yml", 0)]
    [InlineData("long-period.yml", 0)]
    [InlineData("at-modifier-test.yml", 0)]
    [InlineData("negative-offset-test.yml", 0)]
    [InlineData("no-test-group-interval.yml", 0)]
    [InlineData("start-time-test.yml", 0)]
    [InlineData("bad-input-series.yml", 1)]
    [InlineData("bad-promql.yml", 1)]
    [InlineData("bad-rules-syntax-test.yml", 1)]
    [InlineData("bad-rules-error-test.yml", 1)]
    [InlineData("failing.yml", 1)]
    [InlineData("rules_run.yml", 1)]
    [InlineData("rules_run_no_fuzzy.yml", 1)]
    [InlineData("rules_run_fuzzy.yml", 1)]
    [InlineData("rules_run_extrafields.yml", 1)]
    public void Promtools_examples_end_as_there(string name, int exitCode)
    {
        string? folder = RepositoryFiles.Shared is { } shared ? Path.Combine(shared, "conformance/prometheus/cmd/promtool/testdata") : null;
        if (folder is null) Assert.Skip("the conformance data is not there");
        Assert.Equal(exitCode, RunFile(Path.Combine(folder, name)));
    }

    private static int RunFile(string path, bool ignoreUnknownKeys = false)
    {
        Diagnostics diagnostics = new();
        RuleTestFile file = RuleTestFileReader.Read(path, File.ReadAllText(path), diagnostics);
        List<RuleGroup> groups = [];
        foreach (string pattern in file.RuleFiles)
        {
            string rules = Path.Combine(Path.GetDirectoryName(path)!, pattern);
            groups.AddRange(RuleFile.Parse(rules, File.ReadAllText(rules), diagnostics, ignoreUnknownKeys));
        }

        if (diagnostics.HasErrors) return 1;
        RuleTestRunner runner = new(file, groups, OpenStore, TimeProvider.System);
        return file.Tests.Any(test => runner.Run(test).Count > 0) ? 1 : 0;
    }

    private static IReadOnlyList<RuleTestFailure> Run(string tests, string rules = Rules)
    {
        Diagnostics diagnostics = new();
        RuleTestFile file = RuleTestFileReader.Read("test.yml", tests, diagnostics);
        IReadOnlyList<RuleGroup> groups = RuleFile.Parse("rules.yml", rules, diagnostics);
        Assert.Empty(diagnostics.All);
        RuleTestRunner runner = new(file, groups, OpenStore, TimeProvider.System);
        return [.. file.Tests.SelectMany(runner.Run)];
    }

    private static RuleTestStore OpenStore()
    {
        ListSeriesReader store = new();
        return new RuleTestStore(store, store);
    }

    private static IEnumerable<string> Lines(IReadOnlyList<RuleTestFailure> failures) => failures.SelectMany(f =>
        (string[])[$"{f.Subject} at {f.At}", .. f.Missing.Select(m => "- " + m), .. f.Unexpected.Select(u => "+ " + u)]);
}
