using Heed.Statistics.Quantiles;

namespace Heed.Statistics.Tests;

public sealed class SortMeasurements(ITestOutputHelper output)
{
    /// <summary>
    /// Where the radix sort passes the comparing one, on fresh random values: the borders in <see cref="RadixSort"/> come from here.
    /// </summary>
    [Fact(Explicit = true)]
    public void Radix_sort_beside_the_comparing_sort()
    {
        TimeProvider clock = TimeProvider.System;
        foreach (int n in new[] { 128, 256, 384, 512, 1_000, 4_000, 10_000, 16_384, 100_000, 1_000_000 })
        {
            int rounds = Math.Clamp(2_000_000 / n, 3, 400);
            double[] all = SampleGenerator.Draw("uniform", (ulong)n, n * rounds, -1, 1);
            double[] again = [.. all];
            double radix = double.PositiveInfinity;
            double comparing = double.PositiveInfinity;
            for (int round = 0; round < rounds; round++)
            {
                long start = clock.GetTimestamp();
                RadixSort.Sort(all.AsSpan(round * n, n));
                radix = Math.Min(radix, clock.GetElapsedTime(start).TotalMicroseconds);
                start = clock.GetTimestamp();
                again.AsSpan(round * n, n).Sort();
                comparing = Math.Min(comparing, clock.GetElapsedTime(start).TotalMicroseconds);
            }

            output.WriteLine($"{n}: radix {radix:0.0} µs, comparing {comparing:0.0} µs");
            Assert.Equal(again, all);
        }
    }
}
