using Heed.Model.Histograms;

namespace Heed.Model.Tests;

/// <summary>Where the buckets of histograms are, and when their counters began anew.</summary>
public sealed class HistogramTests
{
    private static readonly NativeHistogram Before = new()
    {
        Schema = 1,
        Count = 10,
        ZeroThreshold = 0.5,
        ZeroCount = 1,
        PositiveSpans = [new BucketSpan(0, 2), new BucketSpan(2, 1)],
        PositiveCounts = [2, 3, 1],
        NegativeSpans = [new BucketSpan(1, 1)],
        NegativeCounts = [3],
    };

    private static readonly NativeHistogram CustomBefore = new()
    {
        Schema = NativeHistogram.CustomBucketsSchema,
        Count = 6,
        CustomBounds = [1, 2, 4],
        PositiveSpans = [new BucketSpan(0, 4)],
        PositiveCounts = [1, 2, 2, 1],
    };

    [Fact]
    public void A_cursor_walks_spans_gaps_and_empty_spans()
    {
        BucketCursor cursor = new([new(-2, 1), new(1, 0), new(2, 2), new(0, 0)], [5, 6, 7]);
        List<(int, double)> found = [];
        while (cursor.MoveNext()) found.Add((cursor.Index, cursor.Count));
        Assert.Equal([(-2, 5), (2, 6), (3, 7)], found);
        Assert.False(cursor.MoveNext());
    }

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(0, 3, 8)]
    [InlineData(-1, 2, 16)]
    [InlineData(2, -4, 0.5)]
    [InlineData(1, 1, 1.4142135623730951)]
    [InlineData(8, 256, 2)]
    [InlineData(0, 1024, double.MaxValue)]
    [InlineData(0, 1025, double.PositiveInfinity)]
    [InlineData(3, 8192, double.MaxValue)]
    [InlineData(-4, int.MaxValue, double.PositiveInfinity)]
    [InlineData(-4, int.MinValue, 0)]
    public void Exponential_buckets_end_at_powers(int schema, int index, double bound) =>
        Assert.Equal(bound, BucketBounds.Exponential(schema, index));

    [Fact]
    public void Every_other_bound_of_a_schema_is_one_of_the_next_coarser()
    {
        for (int schema = NativeHistogram.LeastSchema + 1; schema <= NativeHistogram.GreatestSchema; schema++)
        {
            for (int index = -40; index <= 40; index++)
            {
                Assert.Equal(BucketBounds.Exponential(schema - 1, index), BucketBounds.Exponential(schema, 2 * index));
                int coarser = BucketBounds.Coarser(index, 1);
                Assert.True(BucketBounds.Exponential(schema - 1, coarser) >= BucketBounds.Exponential(schema, index));
                Assert.True(BucketBounds.Exponential(schema - 1, coarser - 1) <= BucketBounds.Exponential(schema, index - 1));
            }
        }
    }

    public static TheoryData<string, NativeHistogram, bool> Successors => new()
    {
        { "the same", Before, false },
        { "one bucket more", Before with { Count = 11, PositiveCounts = [2, 4, 1] }, false },
        { "a smaller count", Before with { Count = 9 }, true },
        { "a bucket less and another more", Before with { PositiveCounts = [3, 2, 1] }, true },
        { "a negative bucket less", Before with { Count = 11, PositiveCounts = [2, 4, 1], NegativeCounts = [2] }, true },
        { "a populated bucket gone", Before with { PositiveSpans = [new(0, 2)], PositiveCounts = [5, 5] }, true },
        { "a smaller zero bucket", Before with { ZeroThreshold = 0.25 }, true },
        { "fewer zeros", Before with { ZeroCount = 0 }, true },
        { "a finer schema", Before with { Schema = 2 }, true },
        { "a coarser schema", Coarser([5, 1]), false },
        { "a coarser schema with less in it", Coarser([4, 2]), true },
        { "a zero bucket as wide as two buckets", Widened(1, 6), false },
        { "a wide zero bucket with too few", Widened(1, 5), true },
        { "a zero bucket that ends within a bucket", Widened(0.9, 6), true },
        { "a lower count but said to go on", Before with { Count = 9, ResetHint = CounterResetHint.NoReset }, false },
        { "a higher count but said to begin anew", Before with { Count = 90, ResetHint = CounterResetHint.Reset }, true },
        { "custom buckets", CustomBefore with { Count = 90 }, true },
    };

    [Theory]
    [MemberData(nameof(Successors))]
    public void Resets_show_in_counts_and_layout(string what, NativeHistogram successor, bool isReset) =>
        Assert.True(CounterResets.IsReset(Before, successor) == isReset, what);

    [Theory]
    [InlineData(new double[] { 1, 2, 4 }, new double[] { 1, 2, 2, 1 }, false)]
    [InlineData(new double[] { 1, 2, 4 }, new double[] { 1, 3, 1, 1 }, true)]
    [InlineData(new double[] { 2 }, new double[] { 3, 3 }, false)]
    [InlineData(new double[] { 2 }, new double[] { 2, 4 }, true)]
    [InlineData(new double[] { 1, 3, 4 }, new double[] { 1, 0, 4, 1 }, false)]
    [InlineData(new double[] { 1, 3, 4 }, new double[] { 1, 3, 0, 2 }, true)]
    [InlineData(new double[] { }, new double[] { 6 }, false)]
    public void Custom_buckets_are_compared_between_the_bounds_that_both_have(double[] bounds, double[] counts, bool isReset)
    {
        NativeHistogram after = CustomBefore with
        {
            CustomBounds = bounds,
            PositiveSpans = [new BucketSpan(0, counts.Length)],
            PositiveCounts = counts,
        };
        Assert.Equal(isReset, CounterResets.IsReset(CustomBefore, after));
    }

    [Fact]
    public void A_store_says_no_reset_only_of_what_it_has_compared()
    {
        Assert.Equal(CounterResetHint.Unknown, CounterResets.HintBehind(null, Before));
        Assert.Equal(CounterResetHint.NoReset, CounterResets.HintBehind(Before, Before));
        Assert.Equal(CounterResetHint.Unknown, CounterResets.HintBehind(Before, Before with { Count = 9 }));
        Assert.Equal(CounterResetHint.Unknown, CounterResets.HintBehind(Before, Before with { ZeroThreshold = 0.75 }));
        Assert.Equal(CounterResetHint.Gauge, CounterResets.HintBehind(Before, Before with { ResetHint = CounterResetHint.Gauge }));
        Assert.Equal(CounterResetHint.Unknown, CounterResets.HintBehind(Before with { ResetHint = CounterResetHint.Gauge }, Before));
        Assert.Equal(
            CounterResetHint.Unknown, CounterResets.HintBehind(Before, Before with { ResetHint = CounterResetHint.Reset }));
    }

    /// <summary>Schema 0: the buckets 0 and 1 of schema 1 lie in 0 and 1, and bucket 4 in 2.</summary>
    private static NativeHistogram Coarser(double[] counts) => Before with
    {
        Schema = 0,
        PositiveSpans = [new BucketSpan(0, 3)],
        PositiveCounts = [2, counts[0] - 2, counts[1]],
    };

    /// <summary>Bucket 0 of schema 1 ends at 1; bucket 1 lies above.</summary>
    private static NativeHistogram Widened(double threshold, double zeros) => Before with
    {
        Count = 20,
        ZeroThreshold = threshold,
        ZeroCount = zeros - 3,
        PositiveSpans = [new BucketSpan(1, 1), new BucketSpan(2, 1)],
        PositiveCounts = [3, 1],
    };
}
