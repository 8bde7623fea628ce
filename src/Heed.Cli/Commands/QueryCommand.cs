using System.CommandLine;
using System.Globalization;
using System.Text.Json;

using Heed.Model.Time;
using Heed.Query.Printing;

using Spectre.Console;

namespace Heed.Cli.Commands;

/// <summary><c>heed query EXPR</c>: asks a running server.</summary>
internal static class QueryCommand
{
    private const string DefaultServer = "http://127.0.0.1:4333";

    public static Command Create()
    {
        Argument<string> expression = new("EXPR") { Description = "A PromQL expression." };
        Option<string> server = new("--server") { Description = "Where the server listens.", DefaultValueFactory = _ => DefaultServer };
        Option<string> time = new("--time") { Description = "The time of an instant query (RFC 3339); the server's now by default." };
        Option<string> from = new("--from") { Description = "The first time of a range query (RFC 3339)." };
        Option<string> to = new("--to") { Description = "The last time of a range query (RFC 3339)." };
        Option<string> step = new("--step") { Description = "The step of a range query.", DefaultValueFactory = _ => "1m" };
        Option<bool> json = new("--json") { Description = "Print the server's answer as it is." };
        Option<bool> explain = new("--explain") { Description = "Print how it was computed as well: series, samples and time of each operator." };
        Command command = new("query", "Asks a running server a PromQL expression.") { expression, server, time, from, to, step, json, explain };
        command.SetAction(async (parsed, cancellation) =>
        {
            string path = parsed.GetValue(from) is { } start
                ? $"api/v1/query_range?query={Escape(parsed.GetValue(expression))}&start={Escape(start)}&end={Escape(parsed.GetValue(to))}&step={Escape(parsed.GetValue(step))}"
                : $"api/v1/query?query={Escape(parsed.GetValue(expression))}" + (parsed.GetValue(time) is { } at ? $"&time={Escape(at)}" : "");
            if (parsed.GetValue(explain)) path += "&explain=1";
            if (!Uri.TryCreate(parsed.GetValue(server), UriKind.Absolute, out Uri? address))
            {
                await Console.Error.WriteLineAsync($"heed: --server: expected an address such as {DefaultServer}, found \"{parsed.GetValue(server)}\"");
                return ExitCodes.WrongUsage;
            }

            return await AskAsync(address, path, parsed.GetValue(json), cancellation);
        });
        return command;
    }

    private static string Escape(string? text) => Uri.EscapeDataString(text ?? "");

    private static async Task<int> AskAsync(Uri server, string path, bool raw, CancellationToken cancellation)
    {
        using HttpClient client = new() { BaseAddress = server };
        string answer;
        try
        {
            using HttpResponseMessage response = await client.GetAsync(new Uri(path, UriKind.Relative), cancellation);
            answer = await response.Content.ReadAsStringAsync(cancellation);
        }
        catch (HttpRequestException error)
        {
            await Console.Error.WriteLineAsync($"heed: expected a server at {server}: {error.Message}");
            return ExitCodes.BadInput;
        }

        if (raw)
        {
            Console.WriteLine(answer);
            return ExitCodes.Done;
        }

        using JsonDocument document = JsonDocument.Parse(answer);
        JsonElement body = document.RootElement;
        if (body.GetProperty("status").GetString() != "success")
        {
            await Console.Error.WriteLineAsync("heed: " + body.GetProperty("error").GetString());
            return ExitCodes.BadInput;
        }

        JsonElement data = body.GetProperty("data");
        Print(data);
        if (data.TryGetProperty("stats", out JsonElement stats))
        {
            Console.WriteLine();
            Console.Write(ExplanationText.Print(ExplanationJson.Read(stats)));
        }

        foreach (string kind in (string[])["warnings", "infos"])
        {
            if (!body.TryGetProperty(kind, out JsonElement notes)) continue;
            foreach (JsonElement note in notes.EnumerateArray()) await Console.Error.WriteLineAsync(note.GetString());
        }

        return ExitCodes.Done;
    }

    private static void Print(JsonElement data)
    {
        JsonElement result = data.GetProperty("result");
        switch (data.GetProperty("resultType").GetString())
        {
            case "vector":
                PrintVector(result);
                break;
            case "matrix":
                PrintMatrix(result);
                break;
            default:
                Console.WriteLine(result[1].GetString());
                break;
        }
    }

    private static void PrintVector(JsonElement result)
    {
        Table table = new Table().Border(TableBorder.None).AddColumn("series").AddColumn(new TableColumn("value").RightAligned());
        foreach (JsonElement series in result.EnumerateArray())
        {
            table.AddRow(Markup.Escape(Name(series.GetProperty("metric"))), Markup.Escape(Value(series)));
        }

        AnsiConsole.Write(table);
    }

    private static void PrintMatrix(JsonElement result)
    {
        foreach (JsonElement series in result.EnumerateArray())
        {
            Console.WriteLine(Name(series.GetProperty("metric")));
            PrintPoints(series, "values");
            PrintPoints(series, "histograms");
        }
    }

    private static void PrintPoints(JsonElement series, string kind)
    {
        if (!series.TryGetProperty(kind, out JsonElement points)) return;
        foreach (JsonElement point in points.EnumerateArray())
        {
            long timeMs = (long)Math.Round(point[0].GetDouble() * 1000);
            string value = point[1].ValueKind == JsonValueKind.String ? point[1].GetString()! : point[1].GetRawText();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {Rfc3339.Format(timeMs)}  {value}"));
        }
    }

    private static string Value(JsonElement series) =>
        series.TryGetProperty("value", out JsonElement value) ? value[1].GetString()! : series.GetProperty("histogram")[1].GetRawText();

    private static string Name(JsonElement metric) =>
        Heed.Model.Labels.LabelSet.From(metric.EnumerateObject().Select(l => KeyValuePair.Create(l.Name, l.Value.GetString()!))).ToString();
}
