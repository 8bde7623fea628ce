using Heed.Documents;
using Heed.Rules.Files;
using Heed.Rules.Groups;
using Heed.Rules.Objectives;
using Heed.Server.Configuration;
using Heed.Server.Signals;

namespace Heed.Server.Hosting;

/// <summary>
/// The names of the field's other published dialect, as ordinary recording rules: dashboards and rules written for it work
/// unchanged. <c>global.metric_aliases: false</c> switches them off.
/// </summary>
public static class BuiltInRules
{
    private const string Aliases = """
        groups:
          - name: heed_metric_aliases
            rules:
              - { record: prediction_latency_seconds_bucket, expr: ml_request_duration_seconds_bucket }
              - { record: predictions_total, expr: ml_requests_total }
              - { record: prediction_errors_total, expr: ml_errors_total }
              - { record: user_corrections_total, expr: ml_user_corrections_total }
              - { record: psi_score, expr: ml_feature_psi }
              - { record: current_accuracy, expr: 'ml_accuracy_by_segment{segment="ground_truth_sample"}' }
        """;

    /// <summary>
    /// What a pair says of itself. While nobody leads nothing can be said, so the first looks back: it is told of when it is over. Samples of
    /// a quarter of a minute that say so, of ten minutes, more than a takeover takes.
    /// </summary>
    private const string PairAlerts = """
        groups:
          - name: heed_pair
            rules:
              - alert: HeedNobodyLed
                expr: count_over_time((heed_leaderless == 1)[10m:15s]) >= 5
                labels: { severity: critical }
                annotations:
                  summary: No server led for more than a minute of the last ten, and nobody was notified in that time
                  action: Look at /readyz of both servers, and at the PostgreSQL that they share; what fired meanwhile is being told now
              - alert: HeedAlone
                expr: heed_pair_servers < 2
                for: 5m
                labels: { severity: warning }
                annotations:
                  summary: One server of the pair has not been heard of for five minutes; nothing takes over where this one ends
                  action: Start the other server, or take the key state out of heed.yml
        """;

    /// <summary>The alerts of servers that share their state; none of one that stands alone.</summary>
    public static IReadOnlyList<RuleGroup> Pair(StateOptions? state) => state is null ? [] : Parse("(pair)", PairAlerts);

    public static IReadOnlyList<RuleGroup> Groups(GlobalOptions options) => options.MetricAliases ? Parse("(built in)", Aliases) : [];

    /// <summary>The default alerts of every model: read back from the text that people are shown.</summary>
    public static IReadOnlyList<RuleGroup> Signals(HeedOptions options) => Parse("(signals)", RuleFileText.Write(DefaultPolicy.Generate(options)));

    private static IReadOnlyList<RuleGroup> Parse(string name, string text)
    {
        Diagnostics diagnostics = new();
        IReadOnlyList<RuleGroup> groups = RuleFile.Parse(name, text, diagnostics);
        return diagnostics.HasErrors ? throw new InvalidOperationException(diagnostics.All[0].ToString()) : groups;
    }
}
