using Heed.Model.Histograms;
using Heed.Query.Histograms;

namespace Heed.Query.Tests.Histograms;

/// <summary>Sums, differences and means of histograms against a list of ranges, and what must hold whatever the histograms.</summary>
public sealed class AlgebraTests
{
    private const int Rounds = 400;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Sums_and_differences_agree_with_a_list_of_ranges(bool subtract)
    {
        RandomHistograms random = new(11);
        for (int round = 0; round < Rounds; round++)
        {
            NativeHistogram a = random.Exponential();
            NativeHistogram b = random.Exponential();
            HistogramSum sum = HistogramSum.Of(a);
            Assert.Equal(HistogramConflicts.None, subtract ? sum.Subtract(b) : sum.Add(b));
            NativeHistogram actual = sum.ToHistogram();
            BucketMap expected = BucketMap.Sum(BucketMap.Of(a), BucketMap.Of(b), subtract ? -1 : 1);
            Assert.Equal(expected.Schema, actual.Schema);
            Assert.Equal(expected.Threshold, actual.ZeroThreshold);
            Assert.Equal(expected.Zeros, actual.ZeroCount);
            Assert.Equal(expected.Ranges, BucketMap.Of(actual).Ranges);
            Assert.Equal(subtract ? a.Count - b.Count : a.Count + b.Count, actual.Count);
            Assert.Equal(subtract ? a.Sum - b.Sum : a.Sum + b.Sum, actual.Sum);
        }
    }

    [Fact]
    public void Sums_of_custom_buckets_keep_the_bounds_that_both_have()
    {
        RandomHistograms random = new(12);
        for (int round = 0; round < Rounds; round++)
        {
            NativeHistogram a = random.Custom();
            NativeHistogram b = random.Custom();
            HistogramSum sum = HistogramSum.Of(a);
            HistogramConflicts conflicts = sum.Add(b);
            NativeHistogram actual = sum.ToHistogram();
            bool same = BucketBounds.AreSame(a.CustomBounds, b.CustomBounds);
            Assert.Equal(same ? HistogramConflicts.None : HistogramConflicts.BoundsReconciled, conflicts);
            Assert.Equal(a.CustomBounds.Intersect(b.CustomBounds), actual.CustomBounds);
            Assert.Equal(BucketMap.Sum(a, b).Ranges, BucketMap.Of(actual).Ranges);
            Assert.Equal(a.Count + b.Count, actual.PositiveCounts.Sum());
        }
    }

    [Fact]
    public void A_sum_does_not_depend_on_the_order_of_two()
    {
        RandomHistograms random = new(13);
        for (int round = 0; round < Rounds; round++)
        {
            NativeHistogram a = random.Exponential();
            NativeHistogram b = random.Exponential();
            Assert.True(HistogramEquality.AreEqual(Sum(a, b), Sum(b, a)));
        }
    }

    [Fact]
    public void Merging_buckets_before_or_after_a_sum_is_the_same()
    {
        RandomHistograms random = new(14);
        for (int round = 0; round < Rounds; round++)
        {
            NativeHistogram a = random.Exponential(2, 4, threshold: 0);
            NativeHistogram b = random.Exponential(2, 4, threshold: 0);
            int schema = random.Next(4) - 2;
            HistogramSum after = HistogramSum.Of(a);
            after.Add(b);
            after.CoarsenTo(schema);
            HistogramSum before = HistogramSum.Of(a);
            before.CoarsenTo(schema);
            HistogramSum other = HistogramSum.Of(b);
            other.CoarsenTo(schema);
            before.Add(other);
            Assert.True(HistogramEquality.AreEqual(before.ToHistogram(), after.ToHistogram()));
        }
    }

    [Fact]
    public void What_is_added_and_subtracted_again_leaves_nothing_behind()
    {
        RandomHistograms random = new(15);
        for (int round = 0; round < Rounds; round++)
        {
            NativeHistogram a = random.Exponential(3, 3, threshold: 0.001);
            NativeHistogram b = random.Exponential(3, 3, threshold: 0.001);
            HistogramSum sum = HistogramSum.Of(a);
            sum.Add(b);
            sum.Subtract(b);
            Assert.True(HistogramEquality.AreEqual(a, sum.ToHistogram()));
        }
    }

    [Fact]
    public void Rounding_is_carried_along_and_not_lost()
    {
        NativeHistogram large = Single(1e16);
        HistogramSum sum = HistogramSum.Of(large);
        for (int i = 0; i < 10; i++) sum.Add(Single(1));
        sum.Subtract(large);

        // Without compensation each 1 vanishes beside 1e16, whose neighbours are 2 apart.
        Assert.Equal(10, sum.ToHistogram().Count);
        Assert.Equal([10], sum.ToHistogram().PositiveCounts);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Many_buckets_at_once_give_the_bits_of_one_after_the_other(bool withInfinities)
    {
        const int Width = 11;
        Random random = new(17);
        double[][] rows = new double[40][];
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = new double[Width];
            for (int b = 0; b < Width; b++) rows[i][b] = (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-8, 9));
            if (withInfinities && i % 13 == 5) rows[i][random.Next(Width)] = double.PositiveInfinity;
        }

        NativeHistogram wide = SumOfRows(rows, 0, Width);
        for (int b = 0; b < Width; b++)
        {
            NativeHistogram single = SumOfRows(rows, b, 1);
            Assert.Equal(BitConverter.DoubleToInt64Bits(single.PositiveCounts[0]), BitConverter.DoubleToInt64Bits(wide.PositiveCounts[b]));
        }
    }

    [Fact]
    public void A_mean_of_figures_near_the_largest_double_does_not_overflow()
    {
        NativeHistogram huge = Single(double.MaxValue);
        HistogramMean mean = new(huge);
        mean.Add(huge);
        mean.Add(huge);
        NativeHistogram result = mean.Finish();
        Assert.Equal(1, result.Count / double.MaxValue, 1e-12);
        Assert.Equal(1, Assert.Single(result.PositiveCounts) / double.MaxValue, 1e-12);
    }

    [Fact]
    public void Kinds_of_buckets_do_not_mix_and_nothing_changes()
    {
        RandomHistograms random = new(16);
        NativeHistogram exponential = random.Exponential();
        HistogramSum sum = HistogramSum.Of(exponential);
        Assert.Equal(HistogramConflicts.Incompatible, sum.Add(random.Custom()));
        Assert.True(HistogramEquality.AreEqual(exponential, sum.ToHistogram()));
    }

    [Theory]
    [InlineData(CounterResetHint.Unknown, CounterResetHint.Unknown, CounterResetHint.Unknown, false)]
    [InlineData(CounterResetHint.Unknown, CounterResetHint.Reset, CounterResetHint.Unknown, false)]
    [InlineData(CounterResetHint.NoReset, CounterResetHint.NoReset, CounterResetHint.NoReset, false)]
    [InlineData(CounterResetHint.NoReset, CounterResetHint.Unknown, CounterResetHint.Unknown, false)]
    [InlineData(CounterResetHint.NoReset, CounterResetHint.Reset, CounterResetHint.Unknown, true)]
    [InlineData(CounterResetHint.Reset, CounterResetHint.NoReset, CounterResetHint.Unknown, true)]
    [InlineData(CounterResetHint.Gauge, CounterResetHint.NoReset, CounterResetHint.Gauge, false)]
    [InlineData(CounterResetHint.Reset, CounterResetHint.Gauge, CounterResetHint.Gauge, false)]
    public void Hints_combine(CounterResetHint a, CounterResetHint b, CounterResetHint expected, bool conflict)
    {
        HistogramSum sum = HistogramSum.Of(Single(1) with { ResetHint = a });
        HistogramConflicts conflicts = sum.Add(Single(1) with { ResetHint = b });
        Assert.Equal(expected, sum.ToHistogram().ResetHint);
        Assert.Equal(conflict ? HistogramConflicts.Resets : HistogramConflicts.None, conflicts);
    }

    [Theory]
    [InlineData(2, CounterResetHint.NoReset, 2)]
    [InlineData(-2, CounterResetHint.Gauge, -2)]
    public void A_negative_factor_makes_a_gauge(double factor, CounterResetHint hint, double count)
    {
        HistogramSum sum = HistogramSum.Of(Single(1) with { ResetHint = CounterResetHint.NoReset });
        sum.Multiply(factor);
        Assert.Equal(hint, sum.ToHistogram().ResetHint);
        Assert.Equal([count], sum.ToHistogram().PositiveCounts);
    }

    [Fact]
    public void Division_by_zero_leaves_infinite_totals_and_no_bucket()
    {
        HistogramSum sum = HistogramSum.Of(Single(3));
        sum.Divide(0);
        NativeHistogram result = sum.ToHistogram();
        Assert.Equal(double.PositiveInfinity, result.Count);
        Assert.Empty(result.PositiveCounts);
        Assert.Equal(double.NaN, result.ZeroCount);
    }

    private static NativeHistogram Sum(NativeHistogram a, NativeHistogram b)
    {
        HistogramSum sum = HistogramSum.Of(a);
        sum.Add(b);
        return sum.ToHistogram();
    }

    /// <summary>The first row, and all others alternately added and subtracted.</summary>
    private static NativeHistogram SumOfRows(double[][] rows, int from, int width)
    {
        HistogramSum? sum = null;
        for (int i = 0; i < rows.Length; i++)
        {
            NativeHistogram row = new()
            {
                Schema = 0,
                PositiveSpans = [new BucketSpan(from, width)],
                PositiveCounts = rows[i][from..(from + width)],
            };
            if (sum is null) sum = HistogramSum.Of(row);
            else if (i % 2 == 0 || rows[i].Any(double.IsInfinity)) sum.Add(row);
            else sum.Subtract(row);
        }

        return sum!.ToHistogram();
    }

    private static NativeHistogram Single(double count) => new()
    {
        Schema = 0,
        Count = count,
        Sum = count,
        PositiveSpans = [new BucketSpan(1, 1)],
        PositiveCounts = [count],
    };
}
