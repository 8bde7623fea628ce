using Heed.Model.Labels;
using Heed.Query.Results;
using Heed.Testing;

namespace Heed.Query.Tests;

/// <summary>Windows of many samples, whose sums run in lanes: against sums in decimal arithmetic, and where sums are not finite.</summary>
public sealed class WideWindowTests
{
    private static readonly LabelSet Labels = TestData.Labels("x");

    [Theory]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(39)]
    [InlineData(40)]
    [InlineData(333)]
    public void Sums_means_and_deviations_agree_with_decimal_arithmetic(int count)
    {
        Random random = new(count);
        for (int round = 0; round < 40; round++)
        {
            double[] values = [.. Enumerable.Range(0, count).Select(_ => Math.Round((random.NextDouble() - 0.4) * Math.Pow(10, random.Next(9)), 4))];
            decimal sum = values.Sum(v => (decimal)v);
            decimal mean = sum / count;
            decimal variance = values.Sum(v => ((decimal)v - mean) * ((decimal)v - mean)) / count;
            Assert.Equal((double)sum, Value("sum_over_time", values), Math.Abs((double)sum) * 1e-14);
            Assert.Equal((double)mean, Value("avg_over_time", values), Math.Abs((double)mean) * 1e-14);
            Assert.Equal((double)variance, Value("stdvar_over_time", values), (double)variance * 1e-10);
        }
    }

    [Theory]
    [InlineData(double.NaN, double.NaN, double.NaN)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity, double.NegativeInfinity, double.NegativeInfinity)]
    [InlineData(1e308, double.PositiveInfinity, 1e308)]
    public void Sums_that_are_not_finite_are_those_of_the_plain_loop(double odd, double sum, double mean)
    {
        double[] values = [.. Enumerable.Repeat(odd, 100)];
        Assert.Equal(sum, Value("sum_over_time", values));
        Assert.Equal(mean, Value("avg_over_time", values), double.IsFinite(mean) ? 1e294 : 0);
    }

    [Fact]
    public void What_cancels_leaves_what_was_small()
    {
        double[] values = new double[64];
        values[3] = 1e100;
        values[20] = 1;
        values[50] = -1e100;
        Assert.Equal(1, Value("sum_over_time", values));
        Assert.Equal(1 / 64.0, Value("avg_over_time", values));
    }

    [Fact]
    public void A_constant_does_not_deviate() => Assert.Equal(0, Value("stddev_over_time", [.. Enumerable.Repeat(0.1, 77)]));

    [Fact]
    public void Every_fall_of_a_long_window_is_found_wherever_it_lies()
    {
        for (int fall = 1; fall < 100; fall++)
        {
            double[] values = [.. Enumerable.Range(0, 100).Select(i => i < fall ? (double)i : i - fall)];
            values[(fall + 50) % 100] = double.NaN;
            int expected = Enumerable.Range(1, 99).Count(i => values[i] < values[i - 1]);
            Assert.Equal(expected, Value("resets", values));
        }
    }

    private static double Value(string function, double[] values)
    {
        ListSeriesReader reader = new();
        for (int i = 0; i < values.Length; i++) reader.Append(Labels, 1 + i, values[i]);
        QueryResult result = new Execution.QueryEngine(reader, TestData.Everything).Instant($"{function}(x[1h])", values.Length);
        return Assert.Single(((VectorValue)result.Value!).Samples).Sample.Value;
    }
}
