using Heed.Model.Labels;
using Heed.Model.Samples;
using Heed.Rules.Groups;
using Heed.Rules.Reports;
using Heed.Server.Hosting;

namespace Heed.Server.SelfMonitoring;

/// <summary>How each rule group does. Labelled as Prometheus labels its own: <c>file;group</c>.</summary>
internal sealed class RuleFigures(RuleEngine rules) : ISampleSource
{
    /// <summary>Groups beyond it have no figures of their own, those of the engine as a whole count them.</summary>
    public const int MostGroups = 1000;

    private readonly Dictionary<(string Metric, string Group), LabelSet> _labels = [];

    public void Collect(long nowMs, ISampleSink sink)
    {
        IReadOnlyList<RuleGroupFigures> groups = rules.ReportFigures();
        if (_labels.Count > 8 * MostGroups) _labels.Clear();
        for (int i = 0; i < Math.Min(groups.Count, MostGroups); i++)
        {
            RuleGroupFigures group = groups[i];
            string name = $"{group.File};{group.Name}";
            sink.Append(Labels("heed_rules_group_rules", name), nowMs, group.Rules);
            sink.Append(Labels("heed_rules_group_missed_evaluations_total", name), nowMs, group.MissedEvaluations);
            if (group.LastEvaluationMs is not { } last) continue;
            sink.Append(Labels("heed_rules_group_last_duration_seconds", name), nowMs, group.LastDuration.TotalSeconds);
            sink.Append(Labels("heed_rules_group_last_evaluation_timestamp_seconds", name), nowMs, last / 1000.0);
        }
    }

    private LabelSet Labels(string metric, string group)
    {
        if (_labels.TryGetValue((metric, group), out LabelSet? labels)) return labels;
        return _labels[(metric, group)] = LabelSet.Of((LabelNames.MetricName, metric), ("job", "heed"), ("rule_group", group));
    }
}
