using System.CommandLine;
using System.Globalization;
using System.Text.Json;

using Heed.Model.Time;

using Spectre.Console;

namespace Heed.Cli.Commands;

/// <summary><c>heed query EXPR</c>: asks a running server.</summary>
internal static class QueryCommand
{
    private static readonly Uri DefaultServer = new("http://127.0.0.1:4333");

    public static Command Create()
    {
        Argument<string> expression = new("EXPR") { Description = "A PromQL expression." };
        Option<Uri> server = new("--server") { Description = "Where the server listens.", DefaultValueFactory = _ => DefaultServer };
        Option<string> time = new("--time") { Description = "The time of an instant query (RFC 3339); the server's now by default." };
        Option<string> from = new("--from") { Description = "The first time of a range query (RFC 3339)." };
        Option<string> to = new("--to") { Description = "The last time of a range query (RFC 3339)." };
        Option<string> step = new("--step") { Description = "The step of a range query.", DefaultValueFactory = _ => "1m" };
        Option<bool> json = new("--json") { Description = "Print the server's answer as it is." };
        Command command = new("query", "Asks a running server a PromQL expression.") { expression, server, time, from, to, step, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            string path = parsed.GetValue(from) is { } start
                ? $"api/v1/query_range?query={Escape(parsed.GetValue(expression))}&start={Escape(start)}&end={Escape(parsed.GetValue(to))}&step={Escape(parsed.GetValue(step))}"
                : $"api/v1/query?query={Escape(parsed.GetValue(expression))}" + (parsed.GetValue(time) is { } at ? $"&time={Escape(at)}" : "");
            return await AskAsync(parsed.GetValue(server)!, path, parsed.GetValue(json), cancellation);
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

        Print(body.GetProperty("data"));
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
            table.AddRow(Markup.Escape(Name(series.GetProperty("metric"))), Markup.Escape(series.GetProperty("value")[1].GetString()!));
        }

        AnsiConsole.Write(table);
    }

    private static void PrintMatrix(JsonElement result)
    {
        foreach (JsonElement series in result.EnumerateArray())
        {
            Console.WriteLine(Name(series.GetProperty("metric")));
            foreach (JsonElement point in series.GetProperty("values").EnumerateArray())
            {
                long timeMs = (long)Math.Round(point[0].GetDouble() * 1000);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {Rfc3339.Format(timeMs)}  {point[1].GetString()}"));
            }
        }
    }

    private static string Name(JsonElement metric) =>
        Heed.Model.Labels.LabelSet.From(metric.EnumerateObject().Select(l => KeyValuePair.Create(l.Name, l.Value.GetString()!))).ToString();
}
