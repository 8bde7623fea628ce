using System.Globalization;

using Heed.Model.Time;
using Heed.Storage;
using Heed.Storage.Inspection;

using Spectre.Console;

namespace Heed.Cli.Commands;

/// <summary>A look into a store, for people.</summary>
internal static class StoreTable
{
    private const int MostLines = 100;

    /// <summary>Where no terminal says how wide it is, a row stays on one line.</summary>
    private const int WidthElsewhere = 200;

    public static void Print(StoreInspection found)
    {
        Table table = new Table().Border(TableBorder.None).AddColumns("file", "kind");
        foreach (string name in (string[])["bytes", "series", "samples"]) table.AddColumn(new TableColumn(name).RightAligned());
        table.AddColumns("from", "to");
        foreach (StoreFile file in found.Files)
        {
            table.AddRow(
                file.Name,
                Word(file.Kind),
                Number(file.SizeBytes),
                Number(file.Series),
                Number(file.Samples),
                Time(file.FirstTimeMs),
                Time(file.LastTimeMs));
        }

        if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = WidthElsewhere;
        AnsiConsole.Write(table);
        string bytes = found.BytesPerSample is { } each ? string.Create(CultureInfo.InvariantCulture, $", {each:0.00} bytes a sample") : "";
        Console.WriteLine($"{found.Files.Count} files, {Number(found.SizeBytes)} bytes, {Number(found.Samples)} samples{bytes}, {Time(found.FirstTimeMs)} to {Time(found.LastTimeMs)}");
        if (found.IsInUse) Console.WriteLine("a server has the store open: what it holds changes meanwhile");
        if (found.IsDamaged) PrintDamages(found);
    }

    public static void PrintDamages(StoreInspection found)
    {
        foreach (DamagedRecord damage in found.Damages.Take(MostLines))
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{damage.File}: {damage.LengthBytes} bytes at offset {damage.Offset}: {damage.Reason}"));
        }

        if (found.DamageCount > MostLines) Console.WriteLine($"... and {Number(found.DamageCount - MostLines)} more");
        string orphans = found.OrphanSamples > 0 ? $", {Number(found.OrphanSamples)} samples without a series" : "";
        string result = found.IsDamaged ? $"{Number(found.DamageCount)} damaged places" : "nothing damaged";
        Console.WriteLine($"{found.Files.Count} files, {Number(found.SizeBytes)} bytes, {Number(found.Samples)} samples: {result}{orphans}");
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Time(long? timeMs) => timeMs is { } time ? Rfc3339.Format(time) : "-";

    private static string Word(StoreFileKind kind) => kind switch
    {
        StoreFileKind.Log => "log",
        StoreFileKind.Snapshot => "snapshot",
        StoreFileKind.Block => "block",
        _ => "unfinished",
    };
}
