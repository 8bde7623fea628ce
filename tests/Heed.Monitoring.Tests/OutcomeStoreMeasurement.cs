using System.Diagnostics;
using System.Globalization;

using Heed.Model.Records;
using Heed.Monitoring.Outcomes;
using Heed.Testing;

namespace Heed.Monitoring.Tests;

/// <summary>Twenty million predictions that wait for a label: memory, speed and the time of a restart. Asked for by name.</summary>
[Collection(SpeedTests.Alone)]
public sealed class OutcomeStoreMeasurement(ITestOutputHelper output)
{
    private const int Count = 20_000_000;
    private const int Labels = 200_000;
    private const int Extras = 32;

    [Fact(Explicit = true)]
    public void Twenty_million_outstanding_predictions()
    {
        using TemporaryFolder folder = new();
        PredictionStore store = new(Extras, folder.File("outcomes"), _ => { });
        long before = ResidentBytes();
        long start = TimeProvider.System.GetTimestamp();
        TimeSpan processor = Environment.CpuUsage.TotalTime;
        for (int i = 0; i < Count; i++)
        {
            RecordId id = IdOf(i);
            if (store.Contains(id, 0)) throw new InvalidOperationException("expected no prediction twice");
            store.ExtrasAt(store.Add(id, new PendingPrediction { TimeMs = i, LabelTimeMs = PendingPrediction.NoLabel })).Fill((byte)i);
        }

        processor = Environment.CpuUsage.TotalTime - processor;
        Tell($"{Count / Seconds(start):N0} predictions kept a second, {Count / processor.TotalSeconds:N0} a second of processor time");
        Tell($"{store.Cold:N0} in files, index {store.IndexBytes >> 20} MiB");
        Tell($"resident memory +{(ResidentBytes() - before) >> 20} MiB");
        TimeJoins(store);
        MemoryStream state = new();
        using BinaryWriter writer = new(state);
        start = TimeProvider.System.GetTimestamp();
        store.Save(writer);
        Tell($"checkpoint: {Seconds(start):F2} s, {state.Length >> 20} MiB");
        store.Close();
        state.Position = 0;
        PredictionStore again = new(Extras, folder.File("outcomes"), _ => { });
        start = TimeProvider.System.GetTimestamp();
        using BinaryReader reader = new(state);
        again.Load(reader);
        Tell($"restart: {Seconds(start):F2} s");
        Assert.Equal((Count, 0L), (again.Count, again.Damaged));
        again.Close();
    }

    private void TimeJoins(PredictionStore store)
    {
        Random random = new(5);
        double best = double.MaxValue;
        for (int run = 0; run < 5; run++)
        {
            long start = TimeProvider.System.GetTimestamp();
            for (int i = 0; i < Labels / 5; i++)
            {
                int slot = store.Find(IdOf(random.Next(Count)), 0);
                if (slot < 0) throw new InvalidOperationException("expected every prediction to be kept");
                store.At(slot).LabelTimeMs = 1;
            }

            best = Math.Min(best, Seconds(start));
        }

        Tell($"{Labels / 5 / best:N0} joins a second with predictions in files, the best of five runs");
    }

    private static double Seconds(long start) => TimeProvider.System.GetElapsedTime(start).TotalSeconds;

    private static RecordId IdOf(int i) => RecordId.Of(BitConverter.GetBytes(i));

    private static long ResidentBytes()
    {
        GC.Collect();
        using Process process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }

    private void Tell(FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
