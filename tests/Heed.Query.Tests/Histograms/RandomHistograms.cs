using Heed.Model.Histograms;

namespace Heed.Query.Tests.Histograms;

/// <summary>Histograms for properties, from a seed. Counts are small whole numbers, so that sums are exact whatever their order.</summary>
internal sealed class RandomHistograms(int seed)
{
    private static readonly double[] Thresholds = [0, 0, 0.001, 0.3, 1, 2.5];

    private readonly Random _random = new(seed);

    public NativeHistogram Exponential(int leastSchema = -2, int greatestSchema = 4, double? threshold = null)
    {
        int schema = _random.Next(leastSchema, greatestSchema + 1);
        (BucketSpan[] positiveSpans, double[] positive) = Side(schema);
        (BucketSpan[] negativeSpans, double[] negative) = Side(schema);
        double zeros = _random.Next(4);
        return new NativeHistogram
        {
            Schema = schema,
            ZeroThreshold = threshold ?? Thresholds[_random.Next(Thresholds.Length)],
            ZeroCount = zeros,
            PositiveSpans = positiveSpans,
            PositiveCounts = positive,
            NegativeSpans = negativeSpans,
            NegativeCounts = negative,
            Count = zeros + positive.Sum() + negative.Sum(),
            Sum = _random.Next(-1000, 1000),
        };
    }

    public NativeHistogram Custom()
    {
        double[] bounds = [.. Enumerable.Range(-3, 12).Where(_ => _random.Next(3) > 0).Select(b => (double)b)];
        double[] counts = [.. Enumerable.Range(0, bounds.Length + 1).Select(_ => (double)_random.Next(5))];
        return new NativeHistogram
        {
            Schema = NativeHistogram.CustomBucketsSchema,
            CustomBounds = bounds,
            PositiveSpans = [new BucketSpan(0, counts.Length)],
            PositiveCounts = counts,
            Count = counts.Sum(),
            Sum = _random.Next(-1000, 1000),
        };
    }

    public int Next(int below) => _random.Next(below);

    public double NextDouble() => _random.NextDouble();

    /// <summary>Buckets between about 1/16 and 16, with gaps; some of them empty.</summary>
    private (BucketSpan[] Spans, double[] Counts) Side(int schema)
    {
        int perDoubling = schema > 0 ? 1 << schema : 1;
        List<BucketSpan> spans = [];
        int spanCount = _random.Next(3);
        int buckets = 0;
        for (int i = 0; i < spanCount; i++)
        {
            int length = _random.Next(1, 6);
            spans.Add(new BucketSpan(i == 0 ? _random.Next(-4, 3) * perDoubling : _random.Next(1, 4), length));
            buckets += length;
        }

        return ([.. spans], [.. Enumerable.Range(0, buckets).Select(_ => (double)_random.Next(6))]);
    }
}
