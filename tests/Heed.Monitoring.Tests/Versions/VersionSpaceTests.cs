using System.Globalization;

using Heed.Model.Records;
using Heed.Monitoring.Baselines;

namespace Heed.Monitoring.Tests.Versions;

/// <summary>Alone, because what other tests allocate would count.</summary>
[Collection(SpeedTests.Alone)]
public sealed class VersionSpaceTests(ITestOutputHelper output)
{
    private static readonly ModelOptions Options = new() { Name = "m" };
    private static readonly Baseline Known = Models.Classifier(Options, numbers: 20);

    [Fact]
    public void Four_versions_beside_each_other_for_a_day_take_less_than_300_kilobytes_more_than_one()
    {
        long alone = SizeOf(1);
        long beside = SizeOf(4);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{alone / 1024:N0} KiB alone, {(beside - alone) / 1024:N0} KiB more beside"));
        Assert.InRange(beside - alone, 50_000, 300_000);
    }

    /// <summary>A day of 9,600 records of twenty numbers, without labels.</summary>
    private static long SizeOf(int versions)
    {
        EventWriter writer = new(Known.ToSchema());
        Random random = new(3);
        for (int i = 0; i < 100; i++) Next(i);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        ModelMonitor monitor = new(Options, Known);
        for (int i = 0; i < 9600; i++)
        {
            EventRecord record = Next(i);
            monitor.Accept(writer.Batch, record, record.TimeMs);
        }

        long size = GC.GetTotalMemory(forceFullCollection: true) - before;
        GC.KeepAlive(monitor);
        GC.KeepAlive(writer);
        return size;

        EventRecord Next(int i)
        {
            Dictionary<string, object?> features = Enumerable.Range(0, 20).ToDictionary(k => $"x{k}", _ => (object?)random.NextDouble());
            return writer.Prediction("", Models.Start + (i * 9000L), "yes", features, version: $"{i % versions}");
        }
    }
}
