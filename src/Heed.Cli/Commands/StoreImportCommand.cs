using System.CommandLine;
using System.Globalization;

using Heed.Ingest.Exposition;
using Heed.Ingest.Series;
using Heed.Storage;
using Heed.Storage.Inspection;

namespace Heed.Cli.Commands;

/// <summary><c>heed store import DIR FILE…</c>: brings samples of text files into a store.</summary>
internal static class StoreImportCommand
{
    /// <summary>A file is read whole: its lines are looked up where they lie.</summary>
    private const long MostFileBytes = 1L << 30;

    public static Command Create()
    {
        Argument<string> directory = new("DIR") { Description = "The directory of a store, or the data directory of a server; made where it is missing." };
        Argument<string[]> files = new("FILE") { Description = "OpenMetrics text, which ends with # EOF, or Prometheus text.", Arity = ArgumentArity.OneOrMore };
        Option<bool> json = StoreCommand.JsonOption();
        Command command = new("import", "Brings samples of text files into a store that no server has open.") { directory, files, json };
        command.SetAction((parsed, cancellation) => Task.Run(
            () => StoreCommand.Guard(() => Run(parsed.GetValue(directory)!, parsed.GetValue(files)!, parsed.GetValue(json), cancellation)),
            cancellation));
        return command;
    }

    private static int Run(string directory, string[] files, bool json, CancellationToken cancellation)
    {
        using SeriesStore store = SeriesStore.Open(OptionsOf(StoreInspector.Find(directory) ?? directory));
        ExpositionLoader loader = new(new SampleSinks(store, store, null));
        List<StoreImported> imported = StoreCommand.WithProgress("importing", progress =>
        {
            List<StoreImported> done = [];
            foreach (string file in files)
            {
                cancellation.ThrowIfCancellationRequested();
                done.Add(Import(store, loader, file, cancellation));
                progress?.Report((double)done.Count / files.Length);
            }

            return done;
        });
        if (json) StoreCommand.PrintJson(imported);
        else imported.ForEach(Print);
        return imported.Exists(f => f.Error is not null) ? ExitCodes.BadInput : ExitCodes.Done;
    }

    /// <summary>Who imports history decides over its size; only what no store takes is refused.</summary>
    private static StoreOptions OptionsOf(string directory) => new()
    {
        Directory = directory,
        OutOfOrderWindow = TimeSpan.FromDays(365),
        MaxSeries = int.MaxValue,
        MaxSeriesPerMetric = int.MaxValue,
        MaxLabels = 1024,
        MaxLabelNameLength = 65_536,
        MaxLabelValueLength = 65_536,
        MaxUncommittedBytes = 1 << 30,
    };

    /// <exception cref="IOException">The file cannot be read, or the store cannot write.</exception>
    private static StoreImported Import(SeriesStore store, ExpositionLoader loader, string path, CancellationToken cancellation)
    {
        if (new FileInfo(path).Length > MostFileBytes) throw new IOException($"{path}: expected at most {MostFileBytes} bytes; split the file between families");
        byte[] body = File.ReadAllBytes(path);
        bool isOpenMetrics = body.AsSpan().TrimEnd("\r\n"u8).EndsWith("# EOF"u8);
        TextExpositionReader reader = new(body, isOpenMetrics ? ExpositionFormat.OpenMetrics : ExpositionFormat.Text);
        ExpositionLoad load = loader.Load(reader, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        CommitOutcome outcome = store.Commit();
        if (outcome != CommitOutcome.Committed) throw new IOException($"{path}: expected the samples on the disk, found {outcome}: {store.Report.LastFailure}");
        MaintenanceOutcome step = MaintenanceOutcome.Sealed;
        while (step is MaintenanceOutcome.Sealed or MaintenanceOutcome.Compacted or MaintenanceOutcome.Dropped) step = store.Maintain(cancellation);
        return new StoreImported(path, load.Written, load.OutOfOrder, load.Conflicting, load.Limited, load.Error?.ToString());
    }

    private static void Print(StoreImported file)
    {
        string refused = file.OutOfOrder + file.Conflicting + file.Limited == 0 ? "" : string.Create(
            CultureInfo.InvariantCulture,
            $"; refused: {file.OutOfOrder:N0} too old, {file.Conflicting:N0} with another value at the same time, {file.Limited:N0} beyond a limit");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file.File}: {file.Written:N0} samples{refused}"));
        if (file.Error is not null) Console.Error.WriteLine($"heed: {file.File}: {file.Error}; what lies before it is in the store");
    }
}
