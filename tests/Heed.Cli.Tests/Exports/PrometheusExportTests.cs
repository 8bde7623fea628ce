using Heed.Cli.Exports;
using Heed.Cli.Exports.Prometheus;
using Heed.Documents;
using Heed.Query.Syntax;
using Heed.Rules.Files;
using Heed.Testing;

namespace Heed.Cli.Tests.Exports;

/// <summary>What is left out of rule files is what promtool 2.42 refuses, and nothing else.</summary>
public sealed class PrometheusExportTests
{
    /// <summary>An expression for each thing that came to the language behind 2.42, and for neighbours that were there.</summary>
    public static TheoryData<string> Expressions() =>
    [
        "rate(m[5m])", "last_over_time(m[5m])", "histogram_count(m)", "histogram_sum(m)", "histogram_fraction(0, 1, m)", "histogram_avg(m)",
        "histogram_stddev(m)", "histogram_stdvar(m)", "first_over_time(m[5m])", "mad_over_time(m[5m])", "ts_of_max_over_time(m[5m])",
        "ts_of_min_over_time(m[5m])", "ts_of_last_over_time(m[5m])", "ts_of_first_over_time(m[5m])", "double_exponential_smoothing(m[5m], 0.5, 0.5)",
        "info(m)", "sort_by_label(m, \"a\")", "sort_by_label_desc(m, \"a\")", "limitk(2, m)", "limit_ratio(0.5, m)", "present_over_time(m[5m])", "sgn(m)",
        "clamp(m, 0, 1)", "group(m)", "m offset -5m", "m @ end()", "rate(m[5m:30s]) > bool 1 or m", "max_over_time(m[5m:30s])", "predict_linear(m[5m], 60)",
        "{\"a.b\"}", "{\"a.b\"=\"c\",__name__=\"m\"}", "sum by (\"a.b\") (m)", "rate(m[5m] anchored)", "rate(m[5m] smoothed)", "m + fill(0) n",
        "rate(m[2m*3])", "m offset (1m + 1m)", "m atan2 n", "deg(m)", "count_values(\"v\", m)", "topk(3, m)", "m == 0x1F", "absent(m)", "vector(1e3)",
    ];

    [Theory]
    [MemberData(nameof(Expressions))]
    public void An_expression_is_exported_where_promtool_reads_it(string text)
    {
        using TemporaryFolder folder = new();
        Expression expression = PromqlParser.Parse(text, ParserOptions.Experimental).Value;
        string file = folder.Write("rules.yml", $"groups: [ {{ name: g, rules: [ {{ record: r, expr: '{expression}' }} ] }} ]\n");
        (int exitCode, string output) = Program.Run("promtool", "prometheus", "check", "rules", file);
        Assert.True((exitCode == 0) == (OldPromql.FirstLater(expression) is null), $"{OldPromql.FirstLater(expression) ?? "exported"}, but promtool: {output}");
    }

    [Fact]
    public void Rules_keep_everything_that_2_42_has_and_note_the_rest()
    {
        ExportFolder notes = new();
        RuleExport export = new(Groups("""
            groups:
              - name: g
                interval: 30s
                limit: 7
                query_offset: 1m
                labels: { team: risk }
                rules:
                  - { record: "a:b", expr: "sum(m)", labels: { x: "" } }
                  - { record: later, expr: "histogram_avg(m)" }
                  - alert: A
                    expr: m > 1
                    for: 5m
                    keep_firing_for: 10m
                    labels: { severity: "true" }
                    annotations: { summary: "{{ $value }}: 'x' \"y\" \\ é", runbook: "1. look\n2. act\n" }
              - { name: empty, rules: [ { record: gone, expr: "histogram_stddev(m)" } ] }
            """), notes);

        Assert.Equal(
            """
            - name: g
              interval: 30s
              limit: 7
              rules:
                - record: a:b
                  expr: 'sum(m)'
                  labels:
                    team: risk
                    x: ""
                - alert: A
                  expr: 'm > 1'
                  for: 5m
                  keep_firing_for: 10m
                  labels:
                    severity: 'true'
                    team: risk
                  annotations:
                    runbook: |
                      1. look
                      2. act
                    summary: "{{ $value }}: 'x' \"y\" \\ é"

            """,
            Yaml.Write(Assert.Single(export.Files).Groups));
        Assert.Equal(["a:b"], export.Recorded);
        Assert.Equal(
            [
                "f.yml: rule \"later\" of group \"g\" is left out: Prometheus 2.42 has not the function histogram_avg",
                "f.yml: group \"g\" looks at the present: Prometheus 2.42 has not query_offset (1m)",
                "f.yml: rule \"gone\" of group \"empty\" is left out: Prometheus 2.42 has not the function histogram_stddev",
            ],
            notes.Notes);
    }

    private static IReadOnlyList<Heed.Rules.Groups.RuleGroup> Groups(string text)
    {
        Diagnostics diagnostics = new();
        IReadOnlyList<Heed.Rules.Groups.RuleGroup> groups = RuleFile.Parse("f.yml", text, diagnostics);
        Assert.Empty(diagnostics.All);
        return groups;
    }
}
