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
