using Heed.Cli.Exports.Prometheus;
using Heed.Server.Hosting;

using YamlDotNet.RepresentationModel;

namespace Heed.Cli.Exports.Kubernetes;

/// <summary>Heed in a cluster whose Prometheus is run by the Prometheus operator.</summary>
internal static class KubernetesExport
{
    private const string Comment = "Written by heed export kubernetes.";
    private const string OperatorVersion = "monitoring.coreos.com/v1";

    public static ExportFolder Make(Inventory inventory)
    {
        ExportFolder folder = new();
        RuleExport rules = new(inventory.Groups, folder);
        ReachedFiles files = new(inventory);
        YamlNode[] heed = [.. HeedObjects.Make(files, folder)];
        folder.Add("heed.yml", Yaml.WriteAll(heed, Comment));
        folder.Add("servicemonitor.yml", Yaml.Write(ServiceMonitor(inventory, rules), Comment));
        if (rules.Files.Count > 0) folder.Add("prometheusrule.yml", Yaml.WriteAll(rules.Files.Select(Rule), Comment));
        folder.Add("kustomization.yml", Yaml.Write(Yaml.Map(
            ("apiVersion", Yaml.Text("kustomize.config.k8s.io/v1beta1")),
            ("kind", Yaml.Text("Kustomization")),
            ("resources", Yaml.Texts(folder.Files.ToArray()))), Comment));
        Containers.NoteTwoSenders(inventory, folder);
        return folder;
    }

    private static YamlNode Rule((string Name, YamlNode Groups) file) => HeedObjects.Object(
        OperatorVersion, "PrometheusRule", "heed-" + NameOf(file.Name), ("spec", Yaml.Map(("groups", file.Groups))));

    private static YamlMappingNode ServiceMonitor(Inventory inventory, RuleExport rules) => HeedObjects.Object(
        OperatorVersion,
        "ServiceMonitor",
        "heed",
        ("spec", Yaml.Map(
            ("selector", Yaml.Map(("matchLabels", HeedObjects.Selector()))),
            ("endpoints", Yaml.List(Yaml.Map(
                ("port", Yaml.Text("http")),
                ("path", Yaml.Text("/metrics")),
                ("interval", Yaml.Duration(ScrapeExport.Interval(inventory.Options.Global))),
                ("honorLabels", Yaml.Flag(true)),
                ("relabelings", CamelCase(ScrapeExport.TargetRules())),
                ("metricRelabelings", CamelCase(ScrapeExport.MetricRules(rules.Recorded)))))))));

    /// <summary>The operator writes Prometheus' relabelling with keys of its own: <c>sourceLabels</c> for <c>source_labels</c>.</summary>
    private static YamlSequenceNode CamelCase(YamlSequenceNode rules) => Yaml.List(rules.Children.Cast<YamlMappingNode>().Select(rule =>
        Yaml.Map([.. rule.Children.Select(m => (((YamlScalarNode)m.Key).Value switch { "source_labels" => "sourceLabels", "target_label" => "targetLabel", var key => key! }, (YamlNode?)m.Value))])));

    /// <summary>Names of objects are small letters, digits and hyphens.</summary>
    private static string NameOf(string file) =>
        string.Concat(file.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')).Trim('-');
}
