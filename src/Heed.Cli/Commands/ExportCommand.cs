using System.CommandLine;

using Heed.Cli.Exports;
using Heed.Cli.Exports.Alertmanager;
using Heed.Cli.Exports.Compose;
using Heed.Cli.Exports.Grafana;
using Heed.Cli.Exports.Kubernetes;
using Heed.Cli.Exports.Prometheus;
using Heed.Server.Configuration;
using Heed.Server.Hosting;

namespace Heed.Cli.Commands;

/// <summary><c>heed export … DIR</c>: the configuration for those who run the other programs.</summary>
internal static class ExportCommand
{
    private const string DefaultAlertmanager = "127.0.0.1:9093";

    public static Command Create()
    {
        Option<string?> heed = new("--heed") { Description = "Where the others reach Heed, as host:port. Default: server.listen of the configuration." };
        Option<string> alertmanager = new("--alertmanager")
        {
            Description = "Where Prometheus reaches the Alertmanager, as host:port.",
            DefaultValueFactory = _ => DefaultAlertmanager,
        };
        Option<string?> url = new("--url") { Description = "Where Grafana reaches Heed. Default: server.external_url of the configuration." };
        return new Command("export", "Writes rules, routing, dashboards and deployments for the programs that a team runs already.")
        {
            Make("prometheus", "Rule files and a configuration that scrapes Heed, for Prometheus 2.42 and later.", [heed, alertmanager], (inventory, parsed) =>
            {
                ExportFolder folder = PrometheusExport.Make(inventory, parsed.GetValue(heed) ?? AddressOf(inventory), parsed.GetValue(alertmanager)!);
                PrometheusExport.NoteFlags(inventory.Options.Global, folder);
                return folder;
            }),
            Make("alertmanager", "Routing and receivers, for Alertmanager 0.25 and later.", [], (inventory, _) => AlertmanagerExport.Make(inventory)),
            Make("grafana", "The four tiers as dashboards, with the data source and the files that provision both.", [url], (inventory, parsed) =>
                GrafanaExport.Make(inventory, parsed.GetValue(url) ?? inventory.Options.Server.ExternalUrl)),
            Make("compose", "Heed, Prometheus, Alertmanager and Grafana for docker compose, wired together.", [], (inventory, _) => ComposeExport.Make(inventory)),
            Make("kubernetes", "Manifests of Heed, with the Prometheus operator's rule and monitor objects.", [], (inventory, _) => KubernetesExport.Make(inventory)),
        };
    }

    private static Command Make(string name, string description, Option[] options, Func<Inventory, ParseResult, ExportFolder> make)
    {
        Argument<string> directory = new("DIR") { Description = "The folder to write to; files of the same names are replaced." };
        Option<string> config = new("--config") { Description = "The configuration file.", DefaultValueFactory = _ => ConfigurationInput.DefaultFile };
        Command command = new(name, description) { directory, config };
        foreach (Option option in options) command.Add(option);
        command.SetAction(parsed => Run(parsed.GetValue(config)!, parsed.GetValue(directory)!, inventory => make(inventory, parsed)));
        return command;
    }

    private static int Run(string config, string directory, Func<Inventory, ExportFolder> make)
    {
        if (ConfigurationInput.Read(config, dataDirectory: null, keepBaselines: false) is not { } inventory) return ExitCodes.BadInput;
        ExportFolder folder = make(inventory);
        try
        {
            folder.WriteTo(directory);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"heed: {error.Message}");
            return ExitCodes.BadInput;
        }

        foreach (string file in folder.Files) Console.WriteLine(Path.Combine(directory, file));
        foreach (string note in folder.Notes) Console.WriteLine("note: " + note);
        return ExitCodes.Done;
    }

    /// <summary>Who listens at every address is reached at this machine's own.</summary>
    private static string AddressOf(Inventory inventory)
    {
        ListenAddress listen = inventory.Options.Server.Listen;
        return (listen.Host is "0.0.0.0" or "::" ? listen with { Host = "127.0.0.1" } : listen).ToString();
    }
}
