using System.CommandLine;
using System.Globalization;
using System.Text.Json;

using Heed.Model.Time;

using Spectre.Console;

namespace Heed.Cli.Commands;

/// <summary><c>heed slo list</c>: every objective of a running server with its budget.</summary>
internal static class SloListCommand
{
    public static Command Create()
    {
        Option<string> server = ServerQuestion.Option();
        Option<string?> model = new("--model") { Description = "Only the objectives of this model." };
        Option<bool> json = new("--json") { Description = "Print the server's answer as it is." };
        Command command = new("list", "Shows every objective with its budget, what burns first.") { server, model, json };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(server), parsed.GetValue(model), parsed.GetValue(json), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string? server, string? model, bool json, CancellationToken cancellation)
    {
        (string? body, int exitCode) = await ServerQuestion.AskAsync(server, "v1/slos", cancellation);
        if (body is null) return exitCode;
        using JsonDocument document = JsonDocument.Parse(body);
        IEnumerable<JsonElement> all = document.RootElement.GetProperty("slos").EnumerateArray();
        JsonElement[] slos = [.. all.Where(s => model is null || s.GetProperty("model").GetString() == model)];
        if (json) Console.WriteLine(model is null ? body : $"{{\"slos\":[{string.Join(',', slos.Select(s => s.GetRawText()))}]}}");
        else Print(slos);
        return ExitCodes.Done;
    }

    private static void Print(IReadOnlyList<JsonElement> slos)
    {
        if (slos.Count == 0)
        {
            Console.WriteLine("no objectives; write them under \"slo\" of a model");
            return;
        }

        // One line an objective, however narrow the terminal: the output is for pipes too.
        Table table = new Table().Border(TableBorder.None);
        foreach (string column in (string[])["model", "objective", "state"]) table.AddColumn(new TableColumn(column).NoWrap());
        foreach (string column in (string[])["target", "window", "budget left", "burn", "lasts"])
        {
            table.AddColumn(new TableColumn(column).RightAligned().NoWrap());
        }

        foreach (JsonElement slo in slos)
        {
            table.AddRow(Cells(slo).Select(Markup.Escape).ToArray());
        }

        IAnsiConsole console = AnsiConsole.Console;
        if (Console.IsOutputRedirected) console.Profile.Width = Math.Max(console.Profile.Width, 400);
        console.Write(table);
    }

    private static IEnumerable<string> Cells(JsonElement slo) =>
    [
        slo.GetProperty("model").GetString()!,
        slo.GetProperty("name").GetString()!,
        slo.GetProperty("state").GetString()!.Replace('_', ' '),
        Percent(slo.GetProperty("target"), "0.#####"),
        slo.GetProperty("window").GetString()!,
        Percent(slo.GetProperty("budget_remaining_ratio"), "0.0"),
        Number(slo.GetProperty("burn_rate")),
        Lasts(slo.GetProperty("exhaustion_seconds")),
    ];

    private static string Percent(JsonElement value, string format) =>
        value.ValueKind == JsonValueKind.Null ? "–" : (100 * value.GetDouble()).ToString(format, CultureInfo.InvariantCulture) + " %";

    private static string Number(JsonElement value) =>
        value.ValueKind == JsonValueKind.Null ? "–" : value.GetDouble().ToString("0.##", CultureInfo.InvariantCulture) + "×";

    private static string Lasts(JsonElement seconds)
    {
        if (seconds.ValueKind == JsonValueKind.Null) return "–";
        TimeSpan time = TimeSpan.FromMinutes(Math.Floor(seconds.GetDouble() / 60));
        return PrometheusDuration.Format(time.TotalDays >= 2 ? TimeSpan.FromDays(Math.Floor(time.TotalDays)) : time);
    }
}
