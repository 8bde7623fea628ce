using System.CommandLine;

namespace Heed.Cli.Commands;

/// <summary><c>heed ack INCIDENT</c>: says that somebody is on it.</summary>
internal static class AckCommand
{
    public static Command Create()
    {
        Argument<string> incident = new("INCIDENT") { Description = "The incident's id." };
        Option<string> by = new("--by") { Description = "Who is on it: a person of oncall.yml, or any name.", DefaultValueFactory = _ => Environment.UserName };
        Option<string?> note = new("--note") { Description = "A word for the others." };
        Option<bool> undo = new("--undo") { Description = "Take the acknowledgement back: the steps begin anew." };
        Option<string> server = ServerQuestion.Option();
        Command command = new("ack", "Acknowledges an incident: nobody else is paged for it.") { incident, by, note, undo, server };
        command.SetAction((parsed, cancellation) => RunAsync(
            parsed.GetValue(incident)!, parsed.GetValue(by)!, parsed.GetValue(note), parsed.GetValue(undo), parsed.GetValue(server), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string incident, string by, string? note, bool undo, string? server, CancellationToken cancellation)
    {
        string verb = undo ? "unacknowledge" : "acknowledge";
        string path = $"v1/oncall/escalations/{Uri.EscapeDataString(incident)}/{verb}";
        (string? body, int exitCode) = await ServerQuestion.PostAsync(server, path, [new("by", by), new("note", note)], cancellation);
        if (body is not null) Console.WriteLine(undo ? $"{incident}: the acknowledgement is taken back" : $"{incident}: acknowledged by {by}");
        return exitCode;
    }
}
