using System.CommandLine;
using System.Globalization;
using System.Text.Json;

namespace Heed.Cli.Commands;

/// <summary><c>heed slo gate MODEL</c>: ends with 3 when the budget policy forbids a deployment.</summary>
internal static class SloGateCommand
{
    public static Command Create()
    {
        Argument<string> model = new("MODEL") { Description = "The model that is to be deployed." };
        Option<string> server = ServerQuestion.Option();
        Option<bool> json = new("--json") { Description = "Print the server's answer as it is." };
        Command command = new("gate", "Asks whether a model may be deployed; ends with 3 when its budget policy forbids it.") { model, server, json };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(model)!, parsed.GetValue(server), parsed.GetValue(json), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string model, string? server, bool json, CancellationToken cancellation)
    {
        (string? body, int exitCode) = await ServerQuestion.AskAsync(server, $"v1/slos/{Uri.EscapeDataString(model)}/gate", cancellation);
        if (body is null) return exitCode;
        using JsonDocument document = JsonDocument.Parse(body);
        JsonElement gate = document.RootElement;
        bool allowed = gate.GetProperty("allowed").GetBoolean();
        if (json) Console.WriteLine(body);
        else Print(gate, allowed);
        return allowed ? ExitCodes.Done : ExitCodes.ConditionHolds;
    }

    private static void Print(JsonElement gate, bool allowed)
    {
        foreach (JsonElement objective in gate.GetProperty("objectives").EnumerateArray())
        {
            string mark = objective.GetProperty("allowed").GetBoolean() ? "ok  " : "STOP";
            Console.WriteLine($"{mark} {objective.GetProperty("name").GetString()}: {Sentence(objective, gate)}");
        }

        Console.WriteLine($"{gate.GetProperty("model").GetString()}: deployment {(allowed ? "allowed" : "forbidden")}");
    }

    private static string Sentence(JsonElement objective, JsonElement gate)
    {
        JsonElement remaining = objective.GetProperty("budget_remaining_ratio");
        string left = remaining.ValueKind == JsonValueKind.Null ? "" : $"{Percent(remaining)} of the budget is left";
        return objective.GetProperty("reason").GetString() switch
        {
            "budget_low" => $"{left}, and the policy asks for {Percent(gate.GetProperty("least_budget_ratio"))}",
            "page_fires" => left.Length == 0 ? "its page fires" : $"its page fires; {left}",
            "not_measured" => "not measured yet",
            _ => left,
        };
    }

    private static string Percent(JsonElement ratio) => (100 * ratio.GetDouble()).ToString("0.0", CultureInfo.InvariantCulture) + " %";
}
