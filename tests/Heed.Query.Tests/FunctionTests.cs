namespace Heed.Query.Tests;

/// <summary>Values worked out by hand, a family of functions at a time.</summary>
public sealed class FunctionTests
{
    private const long Minute = 60_000;

    /// <summary>10, 20, 5, 15 a minute apart: one reset.</summary>
    private static readonly TestData Counter = new TestData().Add("c_total{a=\"b\"}", Minute, 10, 20, 5, 15);

    private static readonly TestData Gauge = new TestData().Add("g", Minute, 4, 1, 3, 2).Add("n", Minute, 1, double.NaN, 3).Add("k", Minute, 2, 2, 2);

    [Theory]
    [InlineData("increase(c_total[3m1ms])", 25.0 * (180.001 / 180))]
    [InlineData("increase(c_total[3m])", 15.0 + 7.5)]
    [InlineData("rate(c_total[3m])", 22.5 / 180)]
    [InlineData("delta(c_total[3m])", -5 * 1.5)]
    [InlineData("irate(c_total[3m])", 10.0 / 60)]
    [InlineData("idelta(c_total[3m])", 10)]
    [InlineData("resets(c_total[4m])", 1)]
    [InlineData("changes(c_total[4m])", 3)]
    [InlineData("deriv(c_total[3m])", -2.5 / 60)]
    [InlineData("increase(c_total[90s] anchored)", 15)]
    [InlineData("rate(c_total[90s] smoothed)", (15 - 2.5 + 0) / 90)]
    [InlineData("changes(c_total[90s] anchored)", 2)]
    [InlineData("predict_linear(c_total[3m], 60)", 10.833333333333334 - 2.5)]
    public void Rates_of_counters(string text, double expected) => Assert.Equal(expected, Counter.Value(text, 3 * Minute), 1e-9);

    [Theory]
    [InlineData("sum_over_time(g[4m])", 10)]
    [InlineData("avg_over_time(g[4m])", 2.5)]
    [InlineData("min_over_time(g[4m])", 1)]
    [InlineData("max_over_time(g[4m])", 4)]
    [InlineData("max_over_time(g[3m])", 3)]
    [InlineData("count_over_time(g[3m])", 3)]
    [InlineData("last_over_time(g[4m])", 2)]
    [InlineData("first_over_time(g[4m])", 4)]
    [InlineData("present_over_time(g[4m])", 1)]
    [InlineData("stddev_over_time(g[4m])", 1.118033988749895)]
    [InlineData("stdvar_over_time(g[4m])", 1.25)]
    [InlineData("quantile_over_time(0.5, g[4m])", 2.5)]
    [InlineData("quantile_over_time(2, g[4m])", double.PositiveInfinity)]
    [InlineData("mad_over_time(g[4m])", 1)]
    [InlineData("ts_of_max_over_time(g[4m])", 0)]
    [InlineData("ts_of_last_over_time(g[4m])", 180)]
    [InlineData("max_over_time(n[4m])", 3)]
    [InlineData("sum_over_time(n[4m])", double.NaN)]
    [InlineData("deriv(k[4m])", 0)]
    [InlineData("double_exponential_smoothing(g[4m], 0.5, 0.5)", 0.375)]
    [InlineData("sum_over_time(g[4m:2m])", 7)]
    [InlineData("max_over_time(sum_over_time(g[2m])[4m:1m])", 5)]
    public void Aggregates_over_time(string text, double expected) => Assert.Equal(expected, Gauge.Value(text, 3 * Minute), 1e-9);

    [Theory]
    [InlineData("round(vector(2.5))", 3)]
    [InlineData("round(vector(-2.5))", -2)]
    [InlineData("round(vector(5.26), 0.1)", 5.3)]
    [InlineData("clamp(vector(7), 1, 5)", 5)]
    [InlineData("clamp_min(vector(-7), 1)", 1)]
    [InlineData("clamp_max(vector(-7), 1)", -7)]
    [InlineData("sgn(vector(-0.1))", -1)]
    [InlineData("ln(vector(0))", double.NegativeInfinity)]
    [InlineData("sqrt(vector(-1))", double.NaN)]
    [InlineData("deg(vector(pi()))", 180)]
    [InlineData("7 % -3", 1)]
    [InlineData("2 ^ 3 ^ 2", 512)]
    [InlineData("-2 ^ 2", -4)]
    [InlineData("1 - 2 - 3", -4)]
    [InlineData("1 / 0", double.PositiveInfinity)]
    [InlineData("1 > bool 2", 0)]
    [InlineData("scalar(vector(4)) + time()", 184)]
    public void Numbers(string text, double expected) => Assert.Equal(expected, Gauge.Value(text, 3 * Minute), 1e-9);

    [Theory]
    [InlineData("minute(vector(1700000000))", 13)]
    [InlineData("hour(vector(1700000000))", 22)]
    [InlineData("day_of_week(vector(1700000000))", 2)]
    [InlineData("day_of_month(vector(1700000000))", 14)]
    [InlineData("day_of_year(vector(1700000000))", 318)]
    [InlineData("days_in_month(vector(951782400))", 29)]
    [InlineData("month(vector(1700000000))", 11)]
    [InlineData("year(vector(1700000000))", 2023)]
    [InlineData("year(vector(-1))", 1969)]
    [InlineData("hour(vector(-1))", 23)]
    public void Parts_of_dates(string text, double expected) => Assert.Equal(expected, Gauge.Value(text, 0));

    [Fact]
    public void Classic_histograms_interpolate_and_are_made_monotonic()
    {
        TestData data = new TestData().Add("b{le=\"1\"}", Minute, 10).Add("b{le=\"2\"}", Minute, 8).Add("b{le=\"+Inf\"}", Minute, 20).Add("b{le=\"x\"}", Minute, 1);

        Assert.Equal(0.5, data.Value("histogram_quantile(0.25, b)", 0), 1e-12);
        Assert.Equal(2, data.Value("histogram_quantile(0.9, b)", 0), 1e-12);
        Assert.Equal(0.5, data.Value("histogram_fraction(0, 2, b)", 0), 1e-12);
        Results.QueryResult result = data.Engine().Instant("histogram_quantile(0.25, b)", 0);
        Assert.Equal(
            "PromQL warning: bucket label \"le\" is missing or has a malformed value of \"x\" for metric name \"b\" (1:26)", Assert.Single(result.Warnings));
        Assert.Contains("needed to be fixed for monotonicity", Assert.Single(result.Infos), StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_are_replaced_and_joined()
    {
        TestData data = new TestData().Add("m{src=\"host-7:90\"}", Minute, 1);

        Assert.Equal(["m{dst=\"7/90\", src=\"host-7:90\"} 1"], data.Vector("label_replace(m, \"dst\", \"$n/${2}\", \"src\", \"host-(?P<n>.*):(.*)\")", 0));
        Assert.Equal(["m{dst=\"host-7:90+\", src=\"host-7:90\"} 1"], data.Vector("label_join(m, \"dst\", \"+\", \"src\", \"none\")", 0));
        Assert.Equal(["{src=\"host-7:90\"} 1"], data.Vector("label_replace(m, \"__name__\", \"\", \"\", \"\")", 0));
    }

    [Fact]
    public void Absent_tells_what_the_selector_asks_for()
    {
        TestData data = new TestData().Add("m", Minute, 1);

        Assert.Equal(["{a=\"b\"} 1"], data.Vector("absent(none{a=\"b\", c=~\"d\"})", 0));
        Assert.Equal(["{a=\"b\"} 1"], data.Vector("absent_over_time(none{a=\"b\"}[5m])", 0));
        Assert.Empty(data.Vector("absent(m)", 0));
    }
}
