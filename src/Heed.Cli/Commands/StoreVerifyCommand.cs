using System.CommandLine;

using Heed.Storage.Inspection;

namespace Heed.Cli.Commands;

/// <summary><c>heed store verify DIR</c>: reads every byte that matters.</summary>
internal static class StoreVerifyCommand
{
    public static Command Create()
    {
        Argument<string> directory = StoreCommand.DirectoryArgument();
        Option<bool> json = StoreCommand.JsonOption();
        Command command = new("verify", "Reads every byte that matters and names what is damaged; ends with 3 where something is.") { directory, json };
        command.SetAction((parsed, cancellation) => Task.Run(
            () => StoreCommand.Run(parsed.GetValue(directory)!, store =>
            {
                StoreInspection found = StoreCommand.WithProgress("verifying", progress => StoreInspector.Verify(store, progress, cancellation));
                if (parsed.GetValue(json)) StoreCommand.PrintJson(found);
                else StoreTable.PrintDamages(found);
                return found.IsDamaged ? ExitCodes.ConditionHolds : ExitCodes.Done;
            }),
            cancellation));
        return command;
    }
}
