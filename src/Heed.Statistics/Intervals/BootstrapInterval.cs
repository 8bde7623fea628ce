using System.Buffers;

using Heed.Statistics.Hypothesis;

namespace Heed.Statistics.Intervals;

/// <summary>
/// A bootstrap interval of any statistic: replicates drawn with replacement, bias-corrected and accelerated (BCa), or percentiles of
/// replicates drawn in blocks for a series whose neighbours depend on each other. The same seed gives the same interval. Assumes that the
/// sample is representative and that the statistic is smooth: wrong for a maximum, and for a mean with heavy tails. An empty sample gives
/// <see cref="Interval.None"/>, one value or a constant one that value thrice. NaN and ±∞ go to the statistic as they are. Source: B.
/// Efron, JASA 82 (1987) 171; D. N. Politis and J. P. Romano, Exploring the Limits of Bootstrap (1992) 263, for circular blocks. See
/// docs/statistics/intervals.md.
/// </summary>
public static class BootstrapInterval
{
    public const int DefaultReplicates = 2_000;

    /// <summary>BCa, for independent values.</summary>
    /// <param name="replicates">At least 20 for any sense; 2,000 settle a 95 % interval to a few percent of its width.</param>
    public static Interval Of(
        ReadOnlySpan<double> sample, SampleStatistic statistic, ulong seed, double level = 0.95, int replicates = DefaultReplicates)
    {
        Check(level, replicates, 1);
        if (sample.IsEmpty) return Interval.None;
        double value = statistic(sample);
        double[] rented = ArrayPool<double>.Shared.Rent(replicates);
        Span<double> sorted = rented.AsSpan(0, replicates);
        Resample(sample, statistic, seed, 1, sorted);
        double below = 0;
        foreach (double replicate in sorted) below += replicate < value ? 1 : replicate == value ? 0.5 : 0;
        double bias = NormalDistribution.Quantile(Math.Clamp(below / replicates, 0.5 / replicates, 1 - (0.5 / replicates)));
        double acceleration = Acceleration(sample, statistic);
        double z = NormalDistribution.Quantile(0.5 + (level / 2));
        Interval interval = new(value, At(sorted, Level(bias, acceleration, -z)), At(sorted, Level(bias, acceleration, z)));
        ArrayPool<double>.Shared.Return(rented);
        return interval;
    }

    /// <summary>Percentiles of replicates made of circular blocks.</summary>
    /// <param name="sample">In the order of time.</param>
    /// <param name="blockLength">Longer than the dependence lasts; about n^⅓ where nothing is known.</param>
    public static Interval OfSeries(
        ReadOnlySpan<double> sample, int blockLength, SampleStatistic statistic, ulong seed, double level = 0.95,
            int replicates = DefaultReplicates)
    {
        Check(level, replicates, blockLength);
        if (sample.IsEmpty) return Interval.None;
        double[] rented = ArrayPool<double>.Shared.Rent(replicates);
        Span<double> sorted = rented.AsSpan(0, replicates);
        Resample(sample, statistic, seed, blockLength, sorted);
        Interval interval = new(statistic(sample), At(sorted, (1 - level) / 2), At(sorted, (1 + level) / 2));
        ArrayPool<double>.Shared.Return(rented);
        return interval;
    }

    private static void Check(double level, int replicates, int blockLength)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(level, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(level, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(replicates, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(blockLength, 1);
    }

    private static void Resample(ReadOnlySpan<double> sample, SampleStatistic statistic, ulong seed, int blockLength,
        Span<double> replicates)
    {
        SeededRandom random = new(seed);
        double[] rented = ArrayPool<double>.Shared.Rent(sample.Length);
        Span<double> drawn = rented.AsSpan(0, sample.Length);
        for (int r = 0; r < replicates.Length; r++)
        {
            for (int i = 0; i < drawn.Length;)
            {
                int from = random.Next(sample.Length);
                for (int k = 0; k < blockLength && i < drawn.Length; k++) drawn[i++] = sample[(from + k) % sample.Length];
            }

            replicates[r] = statistic(drawn);
        }

        ArrayPool<double>.Shared.Return(rented);
        replicates.Sort();
    }

    /// <summary>A sixth of the skewness of the values with one record left out, which is how fast the standard error changes.</summary>
    private static double Acceleration(ReadOnlySpan<double> sample, SampleStatistic statistic)
    {
        if (sample.Length < 3) return 0;
        double[] rest = ArrayPool<double>.Shared.Rent(sample.Length - 1);
        double[] values = ArrayPool<double>.Shared.Rent(sample.Length);
        sample[1..].CopyTo(rest);
        double mean = 0;
        for (int i = 0; i < sample.Length; i++)
        {
            values[i] = statistic(rest.AsSpan(0, sample.Length - 1));
            mean += values[i] / sample.Length;
            if (i + 1 < sample.Length) rest[i] = sample[i];
        }

        double squares = 0;
        double cubes = 0;
        for (int i = 0; i < sample.Length; i++)
        {
            double d = mean - values[i];
            squares += d * d;
            cubes += d * d * d;
        }

        ArrayPool<double>.Shared.Return(values);
        ArrayPool<double>.Shared.Return(rest);
        return squares > 0 ? cubes / (6 * Math.Pow(squares, 1.5)) : 0;
    }

    private static double Level(double bias, double acceleration, double z)
    {
        double shifted = bias + z;
        return 1 - NormalDistribution.Survival(bias + (shifted / (1 - (acceleration * shifted))));
    }

    private static double At(ReadOnlySpan<double> sorted, double level)
    {
        double position = Math.Clamp(level, 0, 1) * (sorted.Length - 1);
        int below = (int)position;
        double low = sorted[below];
        double high = sorted[Math.Min(below + 1, sorted.Length - 1)];
        return low == high ? low : low + ((high - low) * (position - below));
    }
}
