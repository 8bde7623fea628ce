using System.Diagnostics;
using System.Globalization;

using Heed.Model.Labels;
using Heed.Model.Samples;

namespace Heed.Storage.Tests.Faults;

/// <summary>Real processes that are killed while they append, seal, compact and take checkpoints.</summary>
public sealed class KilledStoreTests(ITestOutputHelper output)
{
    [Fact]
    public Task Everything_acknowledged_is_there_once_after_each_of_sixty_kills() => KillAsync(60);

    [Fact(Explicit = true)]
    public Task Everything_acknowledged_is_there_once_after_each_of_two_hundred_kills() => KillAsync(200);

    private async Task KillAsync(int lives)
    {
        using TemporaryDirectory directory = new();
        Random random = new(20261121);
        long acknowledged = 0;
        int blocks = 0;
        for (int life = 0; life < lives; life++)
        {
            acknowledged = await LiveAsync(directory.Path, acknowledged, random.Next(1, 40), random.Next(3_000));
            blocks = Check(directory.Path, acknowledged, life);
        }

        output.WriteLine($"{lives} kills, {acknowledged} samples acknowledged, {blocks} blocks at the end");
        Assert.True(blocks > 0, "expected that the lives seal blocks");
    }

    /// <summary>Kills the process some microseconds behind one of its commits.</summary>
    private static async Task<long> LiveAsync(string directory, long from, int commits, int spins)
    {
        ProcessStartInfo start = new(Environment.ProcessPath!) { UseShellExecute = false, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet") start.ArgumentList.Add(typeof(StoreLife).Assembly.Location);
        start.Environment[StoreLife.DirectoryVariable] = directory;
        start.Environment[StoreLife.FromVariable] = from.ToString(CultureInfo.InvariantCulture);
        using Process process = Process.Start(start)!;
        long acknowledged = from;
        for (int i = 0; i < commits && await process.StandardOutput.ReadLineAsync() is { } line; i++) acknowledged = Read(line);
        Thread.SpinWait(spins * 10);
        Assert.False(process.HasExited, "expected a process that goes on until it is killed");
        process.Kill();
        string rest = await process.StandardOutput.ReadToEndAsync();

        // A line without its end may be cut.
        foreach (string line in rest[..(rest.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries)) acknowledged = Read(line);

        await process.WaitForExitAsync();
        return acknowledged;
    }

    private static long Read(string line) => long.Parse(line, CultureInfo.InvariantCulture);

    private static int Check(string directory, long acknowledged, int life)
    {
        using SeriesStore store = SeriesStore.Open(StoreLife.Options(directory));
        Dictionary<(LabelSet, long), double> there = [];
        SampleBuffer samples = new();
        foreach (ISeries series in store.Select([], long.MinValue, long.MaxValue, CancellationToken.None))
        {
            samples.Clear();
            series.Read(long.MinValue, long.MaxValue, samples);
            for (int i = 0; i < samples.Count; i++)
            {
                Assert.True(there.TryAdd((series.Labels, samples.TimesMs[i]), samples.Values[i]), $"life {life}: a sample came twice");
            }
        }

        for (long number = 0; number < acknowledged; number++)
        {
            bool isThere = there.TryGetValue((StoreLife.LabelsOf(number), StoreLife.TimeOf(number)), out double value);
            Assert.True(isThere, $"life {life}: sample {number} of {acknowledged} is gone");
            Assert.Equal(StoreLife.ValueOf(number), value);
        }

        Assert.Equal(0, store.Report.DamagedRecords + store.Report.DamagedBlockParts + store.Report.UnreadableBlocks);
        return store.Report.Blocks;
    }
}
