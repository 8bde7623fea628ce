using System.Globalization;

using Heed.Documents;
using Heed.Server.Baselines;
using Heed.Server.Configuration;
using Heed.Server.Hosting;

namespace Heed.SignalBench;

/// <summary>Replays streams side by side, each through a whole pipeline of its own.</summary>
internal static class ReplayRun
{
    public static void Run(List<StreamFolder> streams, BenchOptions options)
    {
        int done = 0;
        double seconds = 0;
        Lock gate = new();
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = options.Jobs };
        Parallel.ForEach(streams, parallel, stream =>
        {
            double took = Replay(stream, options);
            lock (gate)
            {
                seconds += took;
                Show(++done, streams.Count, stream);
            }
        });
        Console.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"\r{streams.Count} streams replayed, {seconds / streams.Count:0.0} s each on {options.Jobs} at a time{"",40}"));
    }

    private static double Replay(StreamFolder stream, BenchOptions options)
    {
        string folder = options.NoticesOf(stream.Seed);
        Directory.CreateDirectory(folder);
        string config = Path.Combine(stream.Path, "heed.yml");
        if (options.FalseAlarms is not null || options.Interval is not null)
        {
            string text = File.ReadAllText(config);
            if (options.FalseAlarms is { } budget) text += $"signals: {{ false_alarms: {budget} }}\n";
            if (options.Interval is { } every) text += $"global: {{ sample_interval: {every}, evaluation_interval: {every}, lookback_delta: 1h }}\n";
            config = Path.Combine(stream.Path, "heed-changed.yml");
            File.WriteAllText(config, text);
        }

        (HeedOptions? read, Diagnostics diagnostics) = HeedConfiguration.Load(config);
        Inventory? inventory = read is null ? null : Inventory.Read(read, new BaselineFiles(Path.Combine(options.Work, "baselines")), diagnostics);
        if (inventory is null) throw new InvalidOperationException(string.Join('\n', diagnostics.All));
        using RecordedEvents events = new([new RecordedFile(Path.Combine(stream.Path, "events.ndjson.gz"), TimeSpan.Zero)]);
        using FileStream notices = File.Create(Path.Combine(folder, stream.Scenario + ".ndjson"));
        long start = TimeProvider.System.GetTimestamp();
        Server.Hosting.Replay.Run(inventory, events, null, null, notices, null, CancellationToken.None);
        return TimeProvider.System.GetElapsedTime(start).TotalSeconds;
    }

    private static void Show(int done, int all, StreamFolder stream)
    {
        if (Console.IsErrorRedirected) return;
        int bar = 30 * done / all;
        Console.Error.Write($"\r[{new string('#', bar)}{new string('.', 30 - bar)}] {done}/{all} {stream.Seed} {stream.Scenario,-26}");
    }
}
