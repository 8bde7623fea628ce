using System.CommandLine;
using System.Text.Json;

namespace Heed.Cli.Commands;

/// <summary><c>heed incidents</c>: what interrupts people, and what they do about it.</summary>
internal static class IncidentsCommand
{
    public static Command Create()
    {
        Option<string> server = ServerQuestion.Option();
        Argument<string?> id = new("ID") { Description = "Show this incident with its timeline.", Arity = ArgumentArity.ZeroOrOne };
        Option<bool> all = new("--all") { Description = "Closed ones of the last four weeks, too." };
        Option<string?> model = new("--model") { Description = "Only those of this model." };
        Option<bool> json = new("--json") { Description = "Print the server's answer as it is." };
        Command command = new("incidents", "Shows incidents, and takes what people say of them.") { id, server, all, model, json };
        command.SetAction((parsed, cancellation) => parsed.GetValue(id) is { } one
            ? ShowAsync(parsed.GetValue(server), one, parsed.GetValue(json), cancellation)
            : ListAsync(parsed.GetValue(server), parsed.GetValue(all), parsed.GetValue(model), parsed.GetValue(json), cancellation));
        command.Subcommands.Add(IncidentAction.Create("resolve", "resolve", "Says that an incident is over, whatever still fires."));
        command.Subcommands.Add(IncidentAction.Create("comment", "comment", "Adds a line to an incident's timeline.", noteIsText: true));
        command.Subcommands.Add(IncidentAction.Create("unack", "unacknowledge", "Takes an acknowledgement back."));
        command.Subcommands.Add(IncidentAction.CreateVerdict());
        return command;
    }

    /// <summary><c>heed ack ID</c></summary>
    public static Command CreateAcknowledge() =>
        IncidentAction.Create("ack", "acknowledge", "Says that somebody has an incident: escalation waits, nothing is repeated.");

    private static async Task<int> ListAsync(string? server, bool all, string? model, bool json, CancellationToken cancellation)
    {
        string path = model is null ? "v1/incidents?limit=1000" : $"v1/incidents?limit=1000&model={Uri.EscapeDataString(model)}";
        (string? body, int exitCode) = await ServerQuestion.AskAsync(server, path, cancellation);
        if (body is null) return exitCode;
        using JsonDocument document = JsonDocument.Parse(body);
        IEnumerable<JsonElement> known = document.RootElement.GetProperty("incidents").EnumerateArray();
        JsonElement[] incidents = [.. known.Where(i => all || i.GetProperty("state").GetString() != "closed")];
        if (json) Console.WriteLine(all ? body : $"{{\"incidents\":[{string.Join(',', incidents.Select(i => i.GetRawText()))}]}}");
        else IncidentText.Write(incidents);
        return ExitCodes.Done;
    }

    private static async Task<int> ShowAsync(string? server, string id, bool json, CancellationToken cancellation)
    {
        (string? body, int exitCode) = await ServerQuestion.AskAsync(server, "v1/incidents/" + Uri.EscapeDataString(id), cancellation);
        if (body is null) return exitCode;
        using JsonDocument document = JsonDocument.Parse(body);
        if (json) Console.WriteLine(body);
        else IncidentText.Write(document.RootElement);
        return ExitCodes.Done;
    }
}
