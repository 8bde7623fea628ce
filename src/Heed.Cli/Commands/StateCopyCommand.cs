using System.CommandLine;
using System.Globalization;

using Heed.Documents;
using Heed.Model.Parsing;
using Heed.Server.Configuration;
using Heed.Server.State;

namespace Heed.Cli.Commands;

/// <summary><c>heed state copy --from PLACE --to PLACE</c>: from one machine's file into a PostgreSQL, and back.</summary>
internal static class StateCopyCommand
{
    private const string Place = "postgres://USER@HOST/DATABASE, a data directory (its state.db), or a heed.yml, which says where its server keeps it";

    public static Command Create()
    {
        Option<string> from = new("--from") { Required = true, HelpName = "PLACE", Description = $"Where the state lies: {Place}. It is left as it is." };
        Option<string> to = new("--to") { Required = true, HelpName = "PLACE", Description = "Where it is to lie, in the same words. It has to be empty." };
        Option<bool> json = StoreCommand.JsonOption();
        Command command = new(
            "copy", "Copies silences, alerts, incidents, acknowledgements, notices and the journal into an empty place, all or nothing, while no server uses either.")
        {
            from, to, json,
        };
        command.SetAction((parsed, cancellation) => Task.Run(
            () => Run(parsed.GetRequiredValue(from), parsed.GetRequiredValue(to), parsed.GetValue(json), cancellation), cancellation));
        return command;
    }

    private static int Run(string fromText, string toText, bool json, CancellationToken cancellation)
    {
        StatePlace? from = Read("--from", fromText);
        StatePlace? to = Read("--to", toText);
        if (from is null || to is null) return ExitCodes.BadInput;
        ParseResult<StateCounts> copied = StoreCommand.WithProgress(
            "copying", progress => StateCopy.RunAsync(from, to, progress, TimeProvider.System, cancellation).GetAwaiter().GetResult());
        if (!copied.IsSuccess) return StoreCommand.Fail(copied.Error.Message);
        if (json) StoreCommand.PrintJson(copied.Value);
        else Print(to, copied.Value);
        return ExitCodes.Done;
    }

    /// <summary>Null where it is no place, which is then printed.</summary>
    private static StatePlace? Read(string option, string text)
    {
        if (Path.GetExtension(text) is ".yml" or ".yaml")
        {
            (HeedOptions? options, Diagnostics diagnostics) = HeedConfiguration.Load(text);
            ConfigurationInput.Print(diagnostics);
            return options is null || diagnostics.HasErrors ? null : StatePlace.Of(options);
        }

        ParseResult<StatePlace> place = StatePlace.Parse(text);
        if (place.IsSuccess) return place.Value;
        StoreCommand.Fail($"{option}: {place.Error.Message}");
        return null;
    }

    private static void Print(StatePlace to, StateCounts counts)
    {
        Console.WriteLine($"{to} has now");
        (string What, long Count)[] lines =
        [
            ("silences", counts.Silences), ("alerts", counts.Alerts), ("open incidents", counts.OpenIncidents), ("closed incidents", counts.ClosedIncidents),
            ("notices", counts.Notices), ("of them to be sent", counts.PendingNotices), ("lines of the journal", counts.JournalLines), ("rules", counts.Rules),
        ];
        foreach ((string what, long count) in lines) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count,12:N0}  {what}"));
    }
}
