using Heed.Server.Hosting;

using YamlDotNet.RepresentationModel;

namespace Heed.Cli.Exports.Grafana;

/// <summary>The four tiers as dashboards, the data source that they ask, and the files that bring both into a Grafana at its start.</summary>
internal static class GrafanaExport
{
    public const string DataSourceName = "Heed";
    public const string DataSourceUid = "heed";

    /// <summary>Where the dashboards lie in Grafana's own image.</summary>
    public const string DashboardFolder = "/var/lib/grafana/dashboards/heed";

    /// <summary>The tiers, from the question that comes first.</summary>
    public static IReadOnlyList<Dashboard> Dashboards { get; } =
        [HealthDashboard.Make(), QualityDashboard.Make(), DriftDashboard.Make(), ResourcesDashboard.Make()];

    /// <param name="inventory">What <c>heed.yml</c> reaches.</param>
    /// <param name="url">Where Grafana reaches Heed, which answers it as a Prometheus and as an Alertmanager does.</param>
    public static ExportFolder Make(Inventory inventory, string url)
    {
        ExportFolder folder = new();
        foreach (Dashboard dashboard in Dashboards) folder.Add($"dashboards/{dashboard.Uid}.json", DashboardJson.Write(dashboard, Dashboards));
        folder.Add("provisioning/datasources/heed.yml", Yaml.Write(DataSources(url, inventory), "Written by heed export grafana."));
        folder.Add("provisioning/dashboards/heed.yml", Yaml.Write(Provider(), "Written by heed export grafana."));
        return folder;
    }

    private static YamlMappingNode DataSources(string url, Inventory inventory) => Yaml.Map(
        ("apiVersion", Yaml.Number(1)),
        ("datasources", Yaml.List(
            Yaml.Map(
                ("name", Yaml.Text(DataSourceName)),
                ("uid", Yaml.Text(DataSourceUid)),
                ("type", Yaml.Text("prometheus")),
                ("access", Yaml.Text("proxy")),
                ("url", Yaml.Text(url)),
                ("isDefault", Yaml.Flag(true)),
                ("jsonData", Yaml.Map(
                    ("httpMethod", Yaml.Text("POST")),
                    ("prometheusType", Yaml.Text("Prometheus")),
                    ("timeInterval", Yaml.Duration(inventory.Options.Global.SampleInterval))))),
            Yaml.Map(
                ("name", Yaml.Text("Heed alerts")),
                ("uid", Yaml.Text("heed-alerts")),
                ("type", Yaml.Text("alertmanager")),
                ("access", Yaml.Text("proxy")),
                ("url", Yaml.Text(url)),
                ("jsonData", Yaml.Map(("implementation", Yaml.Text("prometheus"))))))));

    private static YamlMappingNode Provider() => Yaml.Map(
        ("apiVersion", Yaml.Number(1)),
        ("providers", Yaml.List(Yaml.Map(
            ("name", Yaml.Text("heed")),
            ("folder", Yaml.Text("Heed")),
            ("type", Yaml.Text("file")),
            ("options", Yaml.Map(("path", Yaml.Text(DashboardFolder))))))));
}
