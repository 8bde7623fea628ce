using System.CommandLine;
using System.Globalization;
using System.Text.Json;

using Heed.Model.Parsing;
using Heed.Model.Time;

using Spectre.Console;

namespace Heed.Cli.Commands;

/// <summary><c>heed noise</c>: how much people were interrupted, and whether it was worth it.</summary>
internal static class NoiseCommand
{
    public static Command Create()
    {
        Option<string> since = new("--since") { Description = "How far back.", DefaultValueFactory = _ => "4w" };
        Option<string?> zone = new("--zone") { Description = "Whose weeks and nights count, as Europe/Berlin; UTC without it." };
        Option<string> server = ServerQuestion.Option();
        Option<bool> json = new("--json") { Description = "Print the server's answer as it is." };
        const string Description = "Shows how often people were interrupted, by service and week, and by which rules.";
        Command command = new("noise", Description) { since, zone, server, json };
        command.SetAction((parsed, cancellation) =>
            RunAsync(parsed.GetValue(since)!, parsed.GetValue(zone), parsed.GetValue(server), parsed.GetValue(json), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string since, string? zone, string? server, bool json, CancellationToken cancellation)
    {
        ParseResult<TimeSpan> span = PrometheusDuration.Parse(since);
        if (!span.IsSuccess)
        {
            await Console.Error.WriteLineAsync($"heed: --since: {span.Error.Message}");
            return ExitCodes.WrongUsage;
        }

        string path = string.Create(CultureInfo.InvariantCulture, $"v1/noise?since={(long)span.Value.TotalSeconds}");
        if (zone is not null) path += "&zone=" + Uri.EscapeDataString(zone);
        (string? body, int exitCode) = await ServerQuestion.AskAsync(server, path, cancellation);
        if (body is null) return exitCode;
        using JsonDocument document = JsonDocument.Parse(body);
        if (json) Console.WriteLine(body);
        else Write(document.RootElement);
        return ExitCodes.Done;
    }

    private static void Write(JsonElement report)
    {
        JsonElement[] weeks = [.. report.GetProperty("weeks").EnumerateArray()];
        if (weeks.Length == 0) Console.WriteLine("nobody was interrupted");
        else Write(weeks, $"interruptions (target {report.GetProperty("target_least")}–{report.GetProperty("target_most")})");
        foreach (JsonElement rule in report.GetProperty("noisiest_rules").EnumerateArray())
        {
            string counts = $"{rule.GetProperty("interruptions")} interruptions, fired {rule.GetProperty("fired")} times";
            Console.WriteLine($"{IncidentText.Text(rule, "rule")}: {counts}, {rule.GetProperty("noise")} incidents called noise");
        }

        Console.WriteLine($"never fired: {List(report.GetProperty("never_fired"))}");
        foreach (JsonElement rule in report.GetProperty("cannot_match").EnumerateArray())
        {
            Console.WriteLine($"hardly can fire: {IncidentText.Text(rule, "rule")} ({IncidentText.Text(rule, "why")})");
        }
    }

    private static void Write(JsonElement[] weeks, string interruptions)
    {
        Table table = new Table().Border(TableBorder.None);
        string[] columns = ["week", "service", interruptions, "incidents", "acted on", "noise", "to acknowledge", "flaps", "repeats", "at night"];
        foreach (string column in columns)
        {
            table.AddColumn(new TableColumn(Markup.Escape(column)).NoWrap());
        }

        foreach (JsonElement week in weeks)
        {
            JsonElement median = week.GetProperty("median_seconds_to_acknowledge");
            string acknowledged = median.ValueKind == JsonValueKind.Null ? "–"
                : PrometheusDuration.Format(TimeSpan.FromSeconds(Math.Round(median.GetDouble())));
            string service = IncidentText.Text(week, "service");
            string[] cells =
            [
                week.GetProperty("week").GetDateTimeOffset().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                service.Length > 0 ? service : "(no model)",
                $"{week.GetProperty("interruptions")} ({IncidentText.Text(week, "against")})",
                $"{week.GetProperty("incidents")}", $"{week.GetProperty("acted_on")}", $"{week.GetProperty("noise")}", acknowledged,
                $"{week.GetProperty("flaps")}", $"{week.GetProperty("repetitions")}", $"{week.GetProperty("night_pages")}",
            ];
            table.AddRow([.. cells.Select(Markup.Escape)]);
        }

        IAnsiConsole console = AnsiConsole.Console;
        if (Console.IsOutputRedirected) console.Profile.Width = Math.Max(console.Profile.Width, 400);
        console.Write(table);
    }

    private static string List(JsonElement rules)
    {
        string[] names = [.. rules.EnumerateArray().Select(r => IncidentText.Text(r, "rule"))];
        return names.Length == 0 ? "none" : string.Join(", ", names);
    }
}
