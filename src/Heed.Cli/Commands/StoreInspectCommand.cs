using System.CommandLine;

using Heed.Storage.Inspection;

namespace Heed.Cli.Commands;

/// <summary><c>heed store inspect DIR</c>: what the files hold.</summary>
internal static class StoreInspectCommand
{
    public static Command Create()
    {
        Argument<string> directory = StoreCommand.DirectoryArgument();
        Option<bool> json = StoreCommand.JsonOption();
        Command command = new("inspect", "Lists the files of a store with what they hold.") { directory, json };
        command.SetAction((parsed, cancellation) => Task.Run(
            () => StoreCommand.Run(parsed.GetValue(directory)!, store =>
            {
                StoreInspection found = StoreCommand.WithProgress("reading", progress => StoreInspector.Inspect(store, progress, cancellation));
                if (parsed.GetValue(json)) StoreCommand.PrintJson(found);
                else StoreTable.Print(found);
                return ExitCodes.Done;
            }),
            cancellation));
        return command;
    }
}
