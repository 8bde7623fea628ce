using System.Globalization;

using Heed.Cli.Exports.Alertmanager;
using Heed.Cli.Exports.Grafana;
using Heed.Cli.Exports.Prometheus;
using Heed.Model.Time;
using Heed.Server.Hosting;

using YamlDotNet.RepresentationModel;

namespace Heed.Cli.Exports.Compose;

/// <summary>Heed, Prometheus, Alertmanager and Grafana on one machine, wired together.</summary>
internal static class ComposeExport
{
    public static ExportFolder Make(Inventory inventory)
    {
        ExportFolder folder = new();
        folder.AddBelow("prometheus", PrometheusExport.Make(inventory, $"heed:{Containers.Port}", "alertmanager:9093"));
        folder.AddBelow("alertmanager", AlertmanagerExport.Make(inventory));
        folder.AddBelow("grafana", GrafanaExport.Make(inventory, $"http://heed:{Containers.Port}"));
        folder.Add("docker-compose.yml", Yaml.Write(File(inventory), "Written by heed export compose. Secrets of the environment go into heed.env beside this file."));
        Containers.NoteTwoSenders(inventory, folder);
        return folder;
    }

    private static YamlMappingNode File(Inventory inventory) => Yaml.Map(
        ("name", Yaml.Text("heed")),
        ("services", Yaml.Map(
            ("heed", Heed(new ReachedFiles(inventory))),
            ("prometheus", Prometheus(inventory)),
            ("alertmanager", Alertmanager()),
            ("grafana", Grafana()))),
        ("volumes", Yaml.Map(("heed-data", Yaml.Map()), ("prometheus-data", Yaml.Map()), ("alertmanager-data", Yaml.Map()), ("grafana-data", Yaml.Map()))));

    private static YamlMappingNode Heed(ReachedFiles files) => Yaml.Map(
        ("image", Yaml.Text(Containers.HeedImage)),
        ("command", Yaml.Row(Containers.Arguments(files))),
        ("restart", Yaml.Text("unless-stopped")),
        ("read_only", Yaml.Flag(true)),
        ("tmpfs", Yaml.Row("/tmp")),
        ("env_file", Yaml.List(Yaml.Map(("path", Yaml.Text("heed.env")), ("required", Yaml.Flag(false))))),
        ("ports", Ports(Containers.Port)),
        ("volumes", Yaml.Texts($"{files.Folder}:{Containers.ConfigurationFolder}:ro", $"heed-data:{Containers.DataFolder}")),
        ("healthcheck", Yaml.Map(("test", Yaml.Row("CMD", Containers.Program, "query", "1")), ("interval", Yaml.Text("30s")), ("timeout", Yaml.Text("5s")))));

    private static YamlMappingNode Prometheus(Inventory inventory) => Yaml.Map(
        ("image", Yaml.Text(Containers.PrometheusImage)),
        ("command", Yaml.Texts(
            "--config.file=/etc/prometheus/prometheus.yml",
            "--storage.tsdb.path=/prometheus",
            $"--storage.tsdb.retention.time={PrometheusDuration.Format(inventory.Options.Storage.Retention)}",
            $"--query.lookback-delta={PrometheusDuration.Format(inventory.Options.Global.LookbackDelta)}")),
        ("restart", Yaml.Text("unless-stopped")),
        ("depends_on", Yaml.Row("heed", "alertmanager")),
        ("ports", Ports(9090)),
        ("volumes", Yaml.Texts("./prometheus:/etc/prometheus:ro", "prometheus-data:/prometheus")));

    private static YamlMappingNode Alertmanager() => Yaml.Map(
        ("image", Yaml.Text(Containers.AlertmanagerImage)),
        ("command", Yaml.Texts("--config.file=/etc/alertmanager/alertmanager.yml", "--storage.path=/alertmanager")),
        ("restart", Yaml.Text("unless-stopped")),
        ("ports", Ports(9093)),
        ("volumes", Yaml.Texts("./alertmanager:/etc/alertmanager:ro", "alertmanager-data:/alertmanager")));

    private static YamlMappingNode Grafana() => Yaml.Map(
        ("image", Yaml.Text(Containers.GrafanaImage)),
        ("restart", Yaml.Text("unless-stopped")),
        ("depends_on", Yaml.Row("heed")),
        ("ports", Ports(3000)),
        ("volumes", Yaml.Texts(
            "./grafana/provisioning:/etc/grafana/provisioning:ro", $"./grafana/dashboards:{GrafanaExport.DashboardFolder}:ro", "grafana-data:/var/lib/grafana")));

    /// <summary>For this machine only: who wants more opens them.</summary>
    private static YamlSequenceNode Ports(int port) => Yaml.Row(string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}:{port}"));
}
