using Heed.Model.Labels;
using Heed.Model.Parsing;
using Heed.Model.Time;
using Heed.Rules.Alerting;
using Heed.Rules.Groups;
using Heed.Rules.Recording;

using YamlDotNet.RepresentationModel;

namespace Heed.Cli.Exports.Prometheus;

/// <summary>Rule groups as Prometheus 2.42 reads them. What it does not read is left out and noted.</summary>
internal sealed class RuleExport
{
    private readonly ExportFolder _notes;
    private readonly SortedSet<string> _recorded = new(StringComparer.Ordinal);

    /// <param name="groups">Those in force, in their order.</param>
    /// <param name="notes">Gets what is left out.</param>
    public RuleExport(IReadOnlyList<RuleGroup> groups, ExportFolder notes)
    {
        _notes = notes;
        Files = [.. groups.GroupBy(g => g.File).Select(file => (NameOf(file.Key), (YamlNode)Yaml.List(file.Select(Group).OfType<YamlNode>())))
            .Where(file => ((YamlSequenceNode)file.Item2).Children.Count > 0)];
    }

    /// <summary>The groups of each file of origin, by a name that is fit for a file.</summary>
    public IReadOnlyList<(string Name, YamlNode Groups)> Files { get; }

    /// <summary>Metrics that the exported rules record: whoever evaluates them must not take Heed's own series of that name as well.</summary>
    public IReadOnlyCollection<string> Recorded => _recorded;

    /// <summary>Null where no rule of the group is left.</summary>
    private YamlMappingNode? Group(RuleGroup group)
    {
        List<YamlNode> rules = [];
        foreach (Rule rule in group.Rules)
        {
            string place = $"{group.File}: rule {Quoting.Quote(rule.Name)} of group {Quoting.Quote(group.Name)}";
            if (FirstLater(rule) is { } later) _notes.Note($"{place} is left out: Prometheus 2.42 has not {later}");
            else rules.Add(Of(rule));
        }

        if (group.QueryOffset is { } offset)
        {
            _notes.Note(
                $"{group.File}: group {Quoting.Quote(group.Name)} looks at the present: Prometheus 2.42 has not query_offset ({PrometheusDuration.Format(offset)})");
        }

        return rules.Count == 0 ? null : Yaml.Map(
            ("name", Yaml.Text(group.Name)),
            ("interval", group.Interval is { } interval ? Yaml.Duration(interval) : null),
            ("limit", group.Limit > 0 ? Yaml.Number(group.Limit) : null),
            ("rules", Yaml.List(rules)));
    }

    private static string? FirstLater(Rule rule)
    {
        if (rule is RecordingRule && !Identifiers.IsMetricName(rule.Name)) return $"the name {Quoting.Quote(rule.Name)}";
        foreach (Label label in rule.Labels)
        {
            if (!Identifiers.IsLabelName(label.Name)) return $"the label {Quoting.Quote(label.Name)}";
        }

        return OldPromql.FirstLater(rule.Expression);
    }

    private YamlMappingNode Of(Rule rule)
    {
        if (rule is RecordingRule) _recorded.Add(rule.Name);
        AlertingRule? alert = rule as AlertingRule;
        return Yaml.Map(
            (alert is null ? "record" : "alert", Yaml.Text(rule.Name)),
            ("expr", Yaml.Text(rule.Query)),
            ("for", alert is { HoldDuration.Ticks: > 0 } ? Yaml.Duration(alert.HoldDuration) : null),
            ("keep_firing_for", alert is { KeepFiringFor.Ticks: > 0 } ? Yaml.Duration(alert.KeepFiringFor) : null),
            ("labels", Texts(rule.Labels)),
            ("annotations", alert is null ? null : Texts(alert.Annotations)));
    }

    private static YamlMappingNode? Texts(IReadOnlyList<Label> texts) =>
        texts.Count == 0 ? null : Yaml.Map([.. texts.Select(t => (t.Name, (YamlNode?)Yaml.Text(t.Value)))]);

    /// <summary><c>(built in)</c> is <c>heed_built_in</c>, <c>rules/drift.yml</c> is <c>drift</c>.</summary>
    private static string NameOf(string file)
    {
        bool isHeeds = file.StartsWith('(');
        string name = isHeeds ? "heed_" + file.Trim('(', ')') : Path.GetFileNameWithoutExtension(file);
        return string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '_'));
    }
}
