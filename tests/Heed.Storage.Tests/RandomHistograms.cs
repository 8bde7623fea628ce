using Heed.Model.Histograms;

namespace Heed.Storage.Tests;

/// <summary>Histograms of every kind: integral and not, exponential and custom, with odd numbers among them.</summary>
internal sealed class RandomHistograms(Random random)
{
    private static readonly double[] OddNumbers = [double.NaN, double.PositiveInfinity, -0.0, double.Epsilon, 1e300, -3.5];

    private NativeHistogram? _last;

    /// <summary>Often one with the layout of the one before.</summary>
    public NativeHistogram Next()
    {
        if (_last is null || random.Next(12) == 0) _last = Fresh();
        else _last = Grown(_last);
        return _last;
    }

    private NativeHistogram Fresh()
    {
        bool isCustom = random.Next(4) == 0;
        BucketSpan[] positive = Spans();
        BucketSpan[] negative = isCustom ? [] : Spans();
        bool isIntegral = random.Next(3) > 0;
        return new NativeHistogram
        {
            Schema = isCustom ? NativeHistogram.CustomBucketsSchema : random.Next(NativeHistogram.LeastSchema, NativeHistogram.GreatestSchema + 1),
            Count = Number(isIntegral),
            Sum = random.NextDouble() * 1000,
            ZeroThreshold = isCustom ? 0 : Math.Pow(2, -random.Next(200)),
            ZeroCount = Number(isIntegral),
            PositiveSpans = positive,
            PositiveCounts = [.. Enumerable.Range(0, positive.Sum(s => s.Length)).Select(_ => Number(isIntegral))],
            NegativeSpans = negative,
            NegativeCounts = [.. Enumerable.Range(0, negative.Sum(s => s.Length)).Select(_ => Number(isIntegral))],
            CustomBounds = isCustom ? [.. Enumerable.Range(0, random.Next(5)).Select(i => i + random.NextDouble())] : [],
            ResetHint = (CounterResetHint)random.Next(4),
        };
    }

    private NativeHistogram Grown(NativeHistogram last) => last with
    {
        Count = last.Count + random.Next(100),
        Sum = random.Next(20) == 0 ? OddNumbers[random.Next(OddNumbers.Length)] : last.Sum + random.NextDouble(),
        PositiveCounts = [.. last.PositiveCounts.Select(c => c + random.Next(10))],
        NegativeCounts = [.. last.NegativeCounts.Select(c => random.Next(50) == 0 ? 0 : c + random.Next(3))],
        ResetHint = (CounterResetHint)random.Next(4),
    };

    private double Number(bool isIntegral)
    {
        if (isIntegral) return random.Next(4) == 0 ? random.NextInt64(1L << 53) : random.Next(1000);
        return random.Next(10) == 0 ? OddNumbers[random.Next(OddNumbers.Length)] : random.NextDouble() * 100;
    }

    private BucketSpan[] Spans() =>
        [.. Enumerable.Range(0, random.Next(4)).Select(i => new BucketSpan(i == 0 ? random.Next(-300, 300) : random.Next(20), random.Next(1, 6)))];
}
