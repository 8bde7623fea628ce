using Heed.Model.Samples;

namespace Heed.Storage.Tests.Chunks;

/// <summary>Series as monitoring makes them, and as it should not.</summary>
internal static class SampleShapes
{
    public static readonly string[] Names =
    [
        "constant", "counter", "rare errors", "resets", "decimals that move seldom", "gauge", "drifting sum", "noise", "mixture", "jitter",
        "gaps and markers",
    ];

    public static (long[] Times, double[] Values) Make(string shape, int count, Random random)
    {
        long[] times = new long[count];
        double[] values = new double[count];
        long time = random.NextInt64(-1L << 40, 1L << 41) / 15_000 * 15_000;
        double value = Math.Round(random.NextDouble() * 1e6);
        for (int i = 0; i < count; i++)
        {
            time += Interval(shape, random);
            value = Next(shape, i, value, random);
            times[i] = time;
            values[i] = value;
            if (shape == "gaps and markers" && random.Next(60) == 0) values[i] = StaleMarker.Value;
        }

        return (times, values);
    }

    private static long Interval(string shape, Random random) => shape switch
    {
        "jitter" => 15_000 + random.Next(-4, 5),
        "mixture" => 1 + (random.NextInt64(1L << 44) >> random.Next(45)),
        "gaps and markers" => random.Next(40) == 0 ? 15_000 * random.Next(2, 300) : 15_000,
        _ => 15_000,
    };

    private static double Next(string shape, int i, double value, Random random) => shape switch
    {
        "constant" => 12.5,
        "counter" or "jitter" or "gaps and markers" => Math.Round((double.IsNaN(value) ? 0 : value) + 300 + (50 * (random.NextDouble() - 0.5))),
        "rare errors" => random.Next(20) == 0 ? value + 1 : value,
        "resets" => random.Next(50) == 0 ? 0 : value + random.Next(100),
        "decimals that move seldom" => i % 20 == 0 ? Math.Round(random.NextDouble(), 6) : i < 20 ? 0.25 : value,
        "gauge" => Math.Round(20 + (5 * random.NextDouble()), 2),
        "drifting sum" => value + Math.Round(random.NextDouble() * 10, 6),
        "noise" => random.NextDouble(),
        _ => BitConverter.UInt64BitsToDouble((ulong)random.NextInt64() >> random.Next(64)),
    };
}
