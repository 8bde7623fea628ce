using System.CommandLine;
using System.Globalization;

using Heed.Storage.Inspection;

namespace Heed.Cli.Commands;

/// <summary><c>heed store repair DIR</c>: keeps damaged files aside and writes anew what is readable.</summary>
internal static class StoreRepairCommand
{
    public static Command Create()
    {
        Argument<string> directory = StoreCommand.DirectoryArgument();
        Option<bool> json = StoreCommand.JsonOption();
        Command command = new("repair", "Keeps damaged files aside as *.damaged and writes anew what of them is readable.") { directory, json };
        command.SetAction((parsed, cancellation) => Task.Run(
            () => StoreCommand.Run(parsed.GetValue(directory)!, store =>
            {
                StoreRepair repair = StoreCommand.WithProgress("repairing", progress => StoreInspector.Repair(store, progress, cancellation));
                if (parsed.GetValue(json)) StoreCommand.PrintJson(repair);
                else Print(repair);
                return repair.After.IsDamaged ? ExitCodes.ConditionHolds : ExitCodes.Done;
            }),
            cancellation));
        return command;
    }

    private static void Print(StoreRepair repair)
    {
        if (!repair.Before.IsDamaged)
        {
            Console.WriteLine("nothing is damaged, nothing was changed");
            return;
        }

        StoreTable.PrintDamages(repair.Before);
        foreach (KeptFile file in repair.Kept) Console.WriteLine(Describe(file));
        if (repair.Before.OrphanSamples > 0)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"lost {repair.Before.OrphanSamples:N0} samples of log and snapshot: no readable record names their series"));
        }

        Console.WriteLine("after the repair:");
        StoreTable.PrintDamages(repair.After);
    }

    private static string Describe(KeptFile file)
    {
        string kept = file.KeptSamples is { } samples
            ? string.Create(CultureInfo.InvariantCulture, $"{samples:N0} samples kept")
            : "its readable records are in the new snapshot";
        string lost = file.LostSamples is { } count ? string.Create(CultureInfo.InvariantCulture, $"{count:N0} lost") : "how many were lost is not known";
        return $"{file.Name}: kept aside as {file.KeptAs}; {kept}, {lost}";
    }
}
