using System.Globalization;

using Heed.Ingest.RemoteWrite;
using Heed.Ingest.Series;
using Heed.Wire.RemoteWrite;
using Heed.Wire.Snappy;

namespace Heed.Ingest.Tests.RemoteWrite;

/// <summary>
/// Prints what a sample of a known series costs up to the store's gate, beside decompression alone. Run it alone, in Release:
/// <c>-- --explicit only --filter-class *RemoteWriteThroughput</c>.
/// </summary>
public sealed class RemoteWriteThroughput
{
    private const int SeriesPerRequest = 2000;

    [Theory(Explicit = true)]
    [InlineData(10_000, RemoteWriteProtocol.Version1, false)]
    [InlineData(10_000, RemoteWriteProtocol.Version1, true)]
    [InlineData(10_000, RemoteWriteProtocol.Version2, false)]
    [InlineData(100_000, RemoteWriteProtocol.Version1, false)]
    public void Nanoseconds_a_sample(int seriesCount, RemoteWriteProtocol protocol, bool shuffled)
    {
        byte[][] bodies = protocol == RemoteWriteProtocol.Version1 ? Version1(seriesCount, shuffled) : Version2(seriesCount);
        RemoteWriteReceiver receiver = new(new SampleSinks(new NullSink(), null, null), new RemoteWriteLimits(), 42);
        byte[] buffer = new byte[1 << 22];
        double alone = double.MaxValue;
        double whole = double.MaxValue;
        for (int round = 0; round < 60; round++)
        {
            alone = Math.Min(alone, Nanoseconds(bodies, body => Decompress(body, buffer)));
            whole = Math.Min(whole, Nanoseconds(bodies, body => Assert.Equal(204, receiver.Receive(body, protocol).StatusCode)));
        }

        int samples = shuffled ? 2 * seriesCount : seriesCount;
        string what = $"{seriesCount} series, {protocol}{(shuffled ? ", in another order each time" : "")}";
        Print($"{what}: snappy alone, ns a sample", alone / samples);
        Print($"{what}: whole, ns a sample", whole / samples);
        Print($"{what}: bytes a sample on the wire", (double)bodies.Sum(b => b.Length) / samples);
        Assert.Equal(seriesCount, receiver.CachedSeries);
    }

    internal static (string Name, string Value)[] Labels(int i) =>
    [
        ("__name__", $"http_requests_{i % 50}_total"), ("code", i % 3 == 0 ? "200" : "500"), ("handler", $"/api/v1/endpoint_{i % 20}"),
        ("instance", $"10.0.{i / 1000 % 256}.{i / 50 % 250}:9090"), ("job", "api-server"), ("le", "0.25"), ("method", "GET"),
        ("pod", string.Create(CultureInfo.InvariantCulture, $"api-server-7d9f8c6b5d-{i:x5}")),
    ];

    internal static byte[][] Version1(int seriesCount, bool shuffled)
    {
        WriteRequestWriter writer = new();
        List<byte[]> bodies = [];
        IEnumerable<int> order = Enumerable.Range(0, seriesCount);
        if (shuffled) order = order.OrderBy(i => (i * 7919L) % 10_007).Concat(order.OrderBy(i => (i * 104_729L) % 10_007));
        foreach (int[] chunk in order.Chunk(SeriesPerRequest))
        {
            writer.Clear();
            foreach (int i in chunk)
            {
                writer.BeginSeries();
                foreach ((string name, string value) in Labels(i)) writer.AddLabel(name, value);
                writer.AddSample(1_700_000_000_000 + i, i * 1.25);
                writer.EndSeries();
            }

            bodies.Add(writer.ToBody());
        }

        return [.. bodies];
    }

    private static byte[][] Version2(int seriesCount)
    {
        List<byte[]> bodies = [];
        foreach (int[] chunk in Enumerable.Range(0, seriesCount).Chunk(SeriesPerRequest))
        {
            Version2Request request = new();
            foreach (int i in chunk) request.Begin(Labels(i)).Sample(i * 1.25, 1_700_000_000_000 + i).End();
            bodies.Add(request.ToBody());
        }

        return [.. bodies];
    }

    private static void Decompress(byte[] body, byte[] buffer)
    {
        Assert.True(SnappyBlock.TryReadLength(body, out int length));
        Assert.True(SnappyBlock.TryDecode(body, buffer.AsSpan(0, length)));
    }

    private static double Nanoseconds(byte[][] bodies, Action<byte[]> action)
    {
        long start = TimeProvider.System.GetTimestamp();
        foreach (byte[] body in bodies) action(body);
        return TimeProvider.System.GetElapsedTime(start).TotalNanoseconds;
    }

    private static void Print(string what, double value) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {value:0.#}"));
}
