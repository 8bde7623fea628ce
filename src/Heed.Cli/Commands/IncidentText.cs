using System.Globalization;
using System.Text.Json;

using Spectre.Console;

namespace Heed.Cli.Commands;

/// <summary>Incidents for a terminal.</summary>
internal static class IncidentText
{
    public static void Write(IReadOnlyList<JsonElement> incidents)
    {
        if (incidents.Count == 0)
        {
            Console.WriteLine("no incidents");
            return;
        }

        Table table = new Table().Border(TableBorder.None);
        foreach (string column in (string[])["id", "state", "severity", "model", "since", "alerts", "probable cause"])
        {
            table.AddColumn(new TableColumn(column).NoWrap());
        }

        foreach (JsonElement incident in incidents)
        {
            string alerts = $"{incident.GetProperty("firing_count").GetInt32()}/{incident.GetProperty("alert_count").GetInt32()}";
            string[] cells =
            [
                Text(incident, "id"), Text(incident, "state"), Text(incident, "severity"), Text(incident, "model"),
                Time(incident.GetProperty("started_at")), alerts, Text(incident, "title"),
            ];
            table.AddRow([.. cells.Select(Markup.Escape)]);
        }

        IAnsiConsole console = AnsiConsole.Console;
        if (Console.IsOutputRedirected) console.Profile.Width = Math.Max(console.Profile.Width, 400);
        console.Write(table);
    }

    public static void Write(JsonElement incident)
    {
        Console.WriteLine($"{Text(incident, "id")}  {Text(incident, "title")}");
        string verdict = Text(incident, "verdict");
        string judged = verdict.Length > 0 ? ", " + verdict.Replace('_', ' ') : "";
        Console.WriteLine($"{Text(incident, "state")}, {Text(incident, "severity")}, model {Text(incident, "model")}{judged}");
        foreach (JsonElement layer in incident.GetProperty("chain").EnumerateArray())
        {
            string names = string.Join(", ", layer.GetProperty("alerts").EnumerateArray().Select(a => a.GetString()));
            Console.WriteLine($"  {(Text(layer, "layer") is { Length: > 0 } name ? name : "other")}: {names}");
        }

        Console.WriteLine();
        foreach (JsonElement line in incident.GetProperty("timeline").EnumerateArray())
        {
            string who = Text(line, "who");
            string said = (who.Length > 0 ? who + ": " : "") + Text(line, "text");
            Console.WriteLine($"{Time(line.GetProperty("time"))}  {Text(line, "kind").Replace('_', ' '),-16} {said}");
        }
    }

    public static string Time(JsonElement time) => time.ValueKind == JsonValueKind.Null ? "–"
        : time.GetDateTimeOffset().ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement member) && member.ValueKind == JsonValueKind.String ? member.GetString()! : "";
}
