using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Heed.Cli.Commands;

/// <summary>Commands by which people act on an incident of a running server.</summary>
internal static class IncidentAction
{
    private static readonly string[] Verdicts = ["acted-on", "noise", "none"];

    /// <param name="name">The command's.</param>
    /// <param name="action">The last part of the path that takes it.</param>
    /// <param name="description">For the help.</param>
    /// <param name="noteIsText">Whether what they say is the point of it.</param>
    public static Command Create(string name, string action, string description, bool noteIsText = false)
    {
        Argument<string> id = new("ID") { Description = "As heed incidents shows it." };
        Argument<string> text = new("TEXT") { Description = "What to say." };
        Option<string?> note = new("--note") { Description = "What to say of it." };
        Option<string> by = By();
        Option<string> server = ServerQuestion.Option();
        Command command = new(name, description) { id };
        if (noteIsText) command.Arguments.Add(text);
        else command.Options.Add(note);
        command.Options.Add(by);
        command.Options.Add(server);
        command.SetAction((parsed, cancellation) =>
        {
            string? said = noteIsText ? parsed.GetValue(text) : parsed.GetValue(note);
            return SendAsync(parsed.GetValue(server), parsed.GetValue(id)!, action, parsed.GetValue(by), said, null, cancellation);
        });
        return command;
    }

    public static Command CreateVerdict()
    {
        Argument<string> id = new("ID") { Description = "As heed incidents shows it." };
        Argument<string> verdict = new("VERDICT") { Description = "acted-on, noise, or none to take it back." };
        verdict.AcceptOnlyFromAmong(Verdicts);
        Option<string?> note = new("--note") { Description = "What to say of it." };
        Option<string> by = By();
        Option<string> server = ServerQuestion.Option();
        const string Description = "Says whether an incident was worth it: the noise report counts it.";
        Command command = new("verdict", Description) { id, verdict, note, by, server };
        command.SetAction((parsed, cancellation) => SendAsync(
            parsed.GetValue(server), parsed.GetValue(id)!, "verdict", parsed.GetValue(by), parsed.GetValue(note),
            parsed.GetValue(verdict)!.Replace('-', '_'), cancellation));
        return command;
    }

    private static Option<string> By() =>
        new("--by") { Description = "Who says so; the user's name without it.", DefaultValueFactory = _ => Environment.UserName };

    private static async Task<int> SendAsync(
        string? server, string id, string action, string? by, string? note, string? verdict, CancellationToken cancellation)
    {
        JsonObject body = new() { ["who"] = by, ["note"] = note, ["verdict"] = verdict };
        string path = $"v1/incidents/{Uri.EscapeDataString(id)}/{action}";
        (string? answer, int exitCode) = await ServerQuestion.TellAsync(server, path, body.ToJsonString(), cancellation);
        if (answer is null) return exitCode;
        using JsonDocument document = JsonDocument.Parse(answer);
        JsonElement incident = document.RootElement;
        Console.WriteLine($"{IncidentText.Text(incident, "id")} {IncidentText.Text(incident, "state")}: {IncidentText.Text(incident, "title")}");
        return ExitCodes.Done;
    }
}
