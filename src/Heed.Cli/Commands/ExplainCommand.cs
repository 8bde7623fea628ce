using System.CommandLine;
using System.Text.Json;

namespace Heed.Cli.Commands;

/// <summary><c>heed explain ALERT</c>: why an alert did or did not fire, and who was or was not told.</summary>
internal static class ExplainCommand
{
    public static Command Create()
    {
        Argument<string> alert = new("ALERT") { Description = "Its name, or its fingerprint." };
        Option<string?> at = new("--at") { Description = "A time in the past, as 2026-03-01T10:00:00Z." };
        Option<string[]> labels = new("--label")
        {
            Description = "Only alerts with this label, as name=value.",
            DefaultValueFactory = _ => [],
        };
        Option<string> server = ServerQuestion.Option();
        Option<bool> json = new("--json") { Description = "Print the server's answer as it is." };
        const string Description = "Says why an alert fires or does not, and who was or was not told, at any time.";
        Command command = new("explain", Description) { alert, at, labels, server, json };
        command.SetAction((parsed, cancellation) =>
        {
            string path = Path(parsed.GetValue(alert)!, parsed.GetValue(at), parsed.GetValue(labels)!);
            return RunAsync(parsed.GetValue(server), path, parsed.GetValue(json), cancellation);
        });
        return command;
    }

    private static string Path(string alert, string? at, string[] labels)
    {
        string path = "v1/explain?alert=" + Uri.EscapeDataString(alert);
        if (at is not null) path += "&at=" + Uri.EscapeDataString(at);
        return path + string.Concat(labels.Select(l => "&label=" + Uri.EscapeDataString(l)));
    }

    private static async Task<int> RunAsync(string? server, string path, bool json, CancellationToken cancellation)
    {
        (string? body, int exitCode) = await ServerQuestion.AskAsync(server, path, cancellation);
        if (body is null) return exitCode;
        if (json)
        {
            Console.WriteLine(body);
            return ExitCodes.Done;
        }

        using JsonDocument document = JsonDocument.Parse(body);
        JsonElement[] alerts = [.. document.RootElement.GetProperty("alerts").EnumerateArray()];
        JsonElement[] rules = [.. document.RootElement.GetProperty("rules").EnumerateArray()];
        foreach (JsonElement alert in alerts) Write(alert);
        foreach (JsonElement rule in rules) WriteRule(rule);
        if (alerts.Length + rules.Length > 0) return ExitCodes.Done;
        await Console.Error.WriteLineAsync("heed: expected the name of a rule or of an alert that has fired, found none of that name");
        return ExitCodes.BadInput;
    }

    private static void Write(JsonElement alert)
    {
        IEnumerable<JsonProperty> others = alert.GetProperty("labels").EnumerateObject().Where(l => l.Name != "alertname");
        string labels = string.Join(", ", others.Select(l => $"{l.Name}={l.Value.GetString()}"));
        Console.WriteLine($"{IncidentText.Text(alert, "name")} {{{labels}}}");
        Console.WriteLine("  " + IncidentText.Text(alert, "summary"));
        foreach (JsonElement step in alert.GetProperty("steps").EnumerateArray())
        {
            string receiver = IncidentText.Text(step, "receiver");
            string what = (receiver.Length > 0 ? receiver + ": " : "") + IncidentText.Text(step, "text");
            Console.WriteLine($"  {IncidentText.Time(step.GetProperty("time"))}  {IncidentText.Text(step, "kind"),-9} {what}");
        }

        Console.WriteLine();
    }

    private static void WriteRule(JsonElement rule)
    {
        string place = $"{IncidentText.Text(rule, "file")}, group {IncidentText.Text(rule, "group")}";
        Console.WriteLine($"rule {IncidentText.Text(rule, "name")} in {place}, for {IncidentText.Text(rule, "hold")}");
        Console.WriteLine("  " + IncidentText.Text(rule, "expression").ReplaceLineEndings("\n  "));
        Console.WriteLine("  " + IncidentText.Text(rule, "summary"));
    }
}
