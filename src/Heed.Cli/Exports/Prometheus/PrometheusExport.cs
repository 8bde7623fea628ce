using Heed.Model.Labels;
using Heed.Model.Time;
using Heed.Server.Configuration;
using Heed.Server.Hosting;

using YamlDotNet.RepresentationModel;

namespace Heed.Cli.Exports.Prometheus;

/// <summary>A Prometheus that scrapes Heed, evaluates its rules and sends their alerts to an Alertmanager.</summary>
internal static class PrometheusExport
{
    public const string ConfigurationPath = "prometheus.yml";

    private const string Comment = """
        Written by heed export prometheus.
        Labels job and instance are cleared so that series, and with them alerts, have the labels that they have in Heed;
        what the rules record here is not fetched from Heed as well.
        """;

    /// <param name="inventory">What <c>heed.yml</c> reaches.</param>
    /// <param name="heed">Where Heed is, as host:port.</param>
    /// <param name="alertmanager">Where the Alertmanager is, as host:port.</param>
    public static ExportFolder Make(Inventory inventory, string heed, string alertmanager)
    {
        ExportFolder folder = new();
        RuleExport rules = new(inventory.Groups, folder);
        foreach ((string name, YamlNode groups) in rules.Files)
        {
            folder.Add(folder.FreePath("rules", name, ".yml"), Yaml.Write(Yaml.Map(("groups", groups))));
        }

        GlobalOptions global = inventory.Options.Global;
        folder.Add(ConfigurationPath, Yaml.Write(Configuration(global, rules, heed, alertmanager), Comment));
        return folder;
    }

    /// <summary>Says what cannot stand in the file: a flag of the program.</summary>
    public static void NoteFlags(GlobalOptions global, ExportFolder folder)
    {
        if (global.LookbackDelta == GlobalOptions.DefaultLookbackDelta) return;
        folder.Note($"start Prometheus with --query.lookback-delta={PrometheusDuration.Format(global.LookbackDelta)}, as Heed looks back");
    }

    private static YamlMappingNode Configuration(GlobalOptions global, RuleExport rules, string heed, string alertmanager) => Yaml.Map(
        ("global", Yaml.Map(
            ("scrape_interval", Yaml.Duration(ScrapeExport.Interval(global))),
            ("evaluation_interval", Yaml.Duration(global.EvaluationInterval)),
            ("external_labels", Labels(global.ExternalLabels)))),
        ("rule_files", rules.Files.Count == 0 ? null : Yaml.Texts("rules/*.yml")),
        ("alerting", Yaml.Map(("alertmanagers", Yaml.List(Yaml.Map(("static_configs", Targets(alertmanager))))))),
        ("scrape_configs", Yaml.List(Yaml.Map(
            ("job_name", Yaml.Text(ScrapeExport.Job)),
            ("honor_labels", Yaml.Flag(true)),
            ("scrape_timeout", Yaml.Duration(ScrapeExport.Interval(global))),
            ("static_configs", Targets(heed)),
            ("relabel_configs", ScrapeExport.TargetRules()),
            ("metric_relabel_configs", ScrapeExport.MetricRules(rules.Recorded))))));

    private static YamlSequenceNode Targets(string address) => Yaml.List(Yaml.Map(("targets", Yaml.Row(address))));

    private static YamlMappingNode? Labels(LabelSet labels)
    {
        if (labels.Count == 0) return null;
        YamlMappingNode map = new();
        foreach (Label label in labels.Labels) map.Add(Yaml.Text(label.Name), Yaml.Text(label.Value));
        return map;
    }
}
