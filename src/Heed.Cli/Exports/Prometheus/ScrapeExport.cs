using System.Text.RegularExpressions;

using Heed.Model.Labels;
using Heed.Server.Configuration;

using YamlDotNet.RepresentationModel;

namespace Heed.Cli.Exports.Prometheus;

/// <summary>
/// How Heed's <c>/metrics</c> is scraped so that its series are in Prometheus what they are in Heed: with their own labels only,
/// and without those that the exported rules record there themselves.
/// </summary>
internal static class ScrapeExport
{
    /// <summary>Also the value of <c>job</c> and <c>instance</c> while a series is scraped; Heed's own series carry another one.</summary>
    public const string Job = "heed_metrics";

    private const string Instance = "instance";
    private const string JobLabel = "job";
    private const string TargetLabel = "target_label";
    private const string SourceLabels = "source_labels";

    /// <summary>Prometheus forgets a series after five minutes, so figures that change rarely are still fetched this often.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>As often as Heed's figures change.</summary>
    public static TimeSpan Interval(GlobalOptions options) => options.SampleInterval < Longest ? options.SampleInterval : Longest;

    /// <summary>Gives every target the same <c>job</c> and <c>instance</c>, so that they can be told from those that a series has itself.</summary>
    public static YamlSequenceNode TargetRules() => Yaml.List(Set(JobLabel), Set(Instance));

    /// <param name="recorded">Metrics of the exported recording rules.</param>
    public static YamlSequenceNode MetricRules(IEnumerable<string> recorded)
    {
        string names = string.Join('|', recorded.Prepend("ALERTS_FOR_STATE").Prepend("ALERTS").Select(Regex.Escape));
        return Yaml.List(
            Yaml.Map(("action", Yaml.Text("drop")), (SourceLabels, Yaml.Row(LabelNames.MetricName)), ("regex", Yaml.Text(names))),
            Clear(Instance),
            Clear(JobLabel));
    }

    private static YamlMappingNode Set(string label) =>
        Yaml.Map(("action", Yaml.Text("replace")), (TargetLabel, Yaml.Text(label)), ("replacement", Yaml.Text(Job)));

    /// <summary>The pattern has no group, so the default replacement (the first one) is empty, and an empty label is none.</summary>
    private static YamlMappingNode Clear(string label) => Yaml.Map(
        ("action", Yaml.Text("replace")), (SourceLabels, Yaml.Row(label)), ("regex", Yaml.Text(Job)), (TargetLabel, Yaml.Text(label)));
}
