using Heed.Server.Hosting;

namespace Heed.Cli.Exports;

/// <summary>What Heed's image is like, for whoever starts containers of it.</summary>
internal static class Containers
{
    public const int Port = 4333;
    public const string Program = "/app/heed";
    public const string ConfigurationFolder = "/etc/heed";
    public const string DataFolder = "/var/lib/heed";

    /// <summary>The user of .NET's images without a shell.</summary>
    public const int UserId = 1654;

    /// <summary>The other programs as they were tested with what is exported for them.</summary>
    public const string PrometheusImage = "prom/prometheus:v2.42.0";
    public const string AlertmanagerImage = "prom/alertmanager:v0.25.0";
    public const string GrafanaImage = "grafana/grafana:10.4.2";

    public static string HeedImage => "heed:" + Heed.Server.ProgramVersion.Text;

    /// <summary>The command line behind the program's name.</summary>
    public static string[] Arguments(ReachedFiles files) =>
        ["serve", $"{ConfigurationFolder}/{files.Configuration}", "--data", DataFolder, "--listen", $"0.0.0.0:{Port}"];

    /// <summary>Two that send notices send each of them twice.</summary>
    public static void NoteTwoSenders(Inventory inventory, ExportFolder folder)
    {
        if (inventory.Options.AlertmanagerFile is null) return;
        folder.Note("Heed and the exported Alertmanager both notify: remove \"alertmanager\" from heed.yml, or the Alertmanager from the deployment");
    }
}
