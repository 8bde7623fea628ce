using Heed.Model.Histograms;
using Heed.Query.Histograms;

namespace Heed.Query.Tests.Histograms;

/// <summary>Quantiles, fractions and trims: what must hold between them whatever the histogram.</summary>
public sealed class ShapeTests
{
    private const int Rounds = 300;

    [Fact]
    public void A_quantile_does_not_fall_as_its_share_rises()
    {
        RandomHistograms random = new(21);
        HistogramQuantile quantile = new();
        for (int round = 0; round < Rounds; round++)
        {
            NativeHistogram histogram = round % 3 == 0 ? random.Custom() : random.Exponential(0, 4, threshold: 0.001);
            if (histogram.Count == 0) continue;
            double previous = double.NegativeInfinity;
            for (int i = 0; i <= 100; i++)
            {
                double value = quantile.Of(histogram, i / 100.0, out NanRemark remark);
                Assert.Equal(NanRemark.None, remark);
                Assert.True(value >= previous - (1e-12 * Math.Abs(previous)), $"round {round}: {value} at {i} % after {previous}");
                previous = value;
            }
        }
    }

    [Fact]
    public void The_fraction_below_a_quantile_is_its_share()
    {
        RandomHistograms random = new(22);
        HistogramQuantile quantile = new();
        HistogramFraction fraction = new();
        int checks = 0;
        for (int round = 0; round < Rounds; round++)
        {
            NativeHistogram histogram = random.Exponential(0, 4, threshold: 0.001);
            double share = random.NextDouble();
            double value = quantile.Of(histogram, share, out _);
            if (histogram.Count == 0 || value == 0) continue;
            checks++;
            Assert.Equal(share, fraction.Of(histogram, double.NegativeInfinity, value, out _), 1e-9);
        }

        Assert.True(checks > Rounds / 2, $"only {checks} histograms said anything");
    }

    [Fact]
    public void Fractions_of_neighbouring_ranges_add_up()
    {
        RandomHistograms random = new(23);
        HistogramFraction fraction = new();
        for (int round = 0; round < Rounds; round++)
        {
            NativeHistogram histogram = random.Exponential(0, 4, threshold: 0.001);
            if (histogram.Count == 0) continue;
            double at = (random.NextDouble() * 40) - 20;
            double below = fraction.Of(histogram, double.NegativeInfinity, at, out _);
            double above = fraction.Of(histogram, at, double.PositiveInfinity, out _);
            Assert.Equal(1, below + above, 1e-12);
        }
    }

    [Fact]
    public void The_two_trims_at_a_value_divide_the_observations_as_the_fraction_does()
    {
        RandomHistograms random = new(24);
        HistogramFraction fraction = new();
        for (int round = 0; round < Rounds; round++)
        {
            NativeHistogram histogram = random.Exponential(0, 4, threshold: 0.001);
            if (histogram.Count == 0) continue;
            double at = (random.NextDouble() * 40) - 20;
            double below = HistogramTrim.Apply(histogram, at, keepsBelow: true).Count;
            double above = HistogramTrim.Apply(histogram, at, keepsBelow: false).Count;
            Assert.Equal(histogram.Count, below + above, 1e-9);
            Assert.Equal(fraction.Of(histogram, double.NegativeInfinity, at, out _), below / histogram.Count, 1e-9);
        }
    }

    [Fact]
    public void A_trim_that_has_nothing_to_remove_changes_nothing()
    {
        NativeHistogram histogram = new RandomHistograms(25).Exponential() with { Count = 5, ZeroCount = 5, ZeroThreshold = 0.5 };
        Assert.Same(histogram, HistogramTrim.Apply(histogram, double.PositiveInfinity, keepsBelow: true));
        Assert.Same(histogram, HistogramTrim.Apply(histogram, double.NegativeInfinity, keepsBelow: false));
    }

    [Theory]
    [InlineData(-0.1, double.NegativeInfinity)]
    [InlineData(1.1, double.PositiveInfinity)]
    [InlineData(double.NaN, double.NaN)]
    public void Quantiles_outside_of_0_to_1_have_fixed_answers(double share, double expected)
    {
        NativeHistogram histogram = new() { Schema = 0, Count = 2, PositiveSpans = [new BucketSpan(0, 1)], PositiveCounts = [2] };
        Assert.Equal(expected, new HistogramQuantile().Of(histogram, share, out _));
    }

    [Fact]
    public void Of_nothing_every_share_and_every_quantile_is_NaN()
    {
        NativeHistogram nothing = new() { Schema = 0 };
        Assert.Equal(double.NaN, new HistogramQuantile().Of(nothing, 0.5, out _));
        Assert.Equal(double.NaN, new HistogramFraction().Of(nothing, 0, 1, out _));
    }

    [Theory]
    [InlineData(0.5, 1, NanRemark.IsSkewed)]
    [InlineData(0.9, double.NaN, NanRemark.IsNan)]
    public void Observations_of_NaN_are_above_all_others(double share, double expected, NanRemark remark)
    {
        NativeHistogram half = new()
        {
            Schema = 0,
            Count = 4,
            Sum = double.NaN,
            PositiveSpans = [new BucketSpan(0, 1)],
            PositiveCounts = [2],
        };
        Assert.Equal(expected, new HistogramQuantile().Of(half, share, out NanRemark found));
        Assert.Equal(remark, found);
        Assert.Equal(0.5, new HistogramFraction().Of(half, double.NegativeInfinity, double.PositiveInfinity, out found));
        Assert.Equal(NanRemark.AreExcluded, found);
    }
}
