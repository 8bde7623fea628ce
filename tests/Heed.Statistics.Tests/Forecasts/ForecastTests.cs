using Heed.Statistics.Forecasts;
using Heed.Statistics.Intervals;

namespace Heed.Statistics.Tests;

public sealed class ForecastTests
{
    [Fact]
    public void Line_leaves_residuals_without_mean_and_trend() => Properties.OfTwoSamples(3, (x, y) =>
    {
        double[] times = x[..Math.Min(x.Length, y.Length)];
        double[] values = y[..times.Length];
        LineFit fit = LineFit.Of(times, values);
        if (times.Distinct().Count() < 2) return fit.Refusal == Refusal.Degenerate;
        double[] residuals = [.. times.Zip(values, (t, v) => v - fit.At(t))];
        return Math.Abs(residuals.Sum()) < 1e-8 && Math.Abs(residuals.Zip(times, (r, t) => r * t).Sum()) < 1e-7;
    });

    [Fact]
    public void Line_covers_new_points_as_often_as_it_says()
    {
        int covered = 0;
        double[] times = [.. Enumerable.Range(0, 20).Select(i => 1.7e9 + (60.0 * i))];
        for (ulong seed = 1; seed <= 1000; seed++)
        {
            double[] noise = SampleGenerator.Draw("normal12", seed, 21, 0, 2);
            LineFit fit = LineFit.Of(times, [.. times.Select((t, i) => (0.01 * (t - 1.7e9)) + noise[i])]);
            Interval interval = fit.PredictionAt(1.7e9 + 1800);
            double next = 18 + noise[20];
            if (interval.Lower <= next && next <= interval.Upper) covered++;
        }

        Assert.InRange(covered, 930, 970);
    }

    [Fact]
    public void Line_reaches_a_threshold_or_never()
    {
        LineFit fit = LineFit.Of([0, 1, 2], [0, 10, 20]);
        Assert.Equal(3, fit.TimeTo(50, ThresholdSide.Above), 12);
        Assert.Equal(0, fit.TimeTo(20, ThresholdSide.Above));
        Assert.Equal(double.PositiveInfinity, fit.TimeTo(-5, ThresholdSide.Below));
        Assert.Equal(double.NegativeInfinity, LineFit.Of([0, 1], [1, 2]).PredictionAt(3).Lower);
        Assert.Equal(Refusal.TooFew, LineFit.Of([1], [1]).Refusal);
        Assert.Equal(Refusal.LengthMismatch, LineFit.Of([1], []).Refusal);
        Assert.Equal(Refusal.NonFinite, LineFit.Of([1, 2], [1, double.NaN]).Refusal);
        Assert.True(double.IsNaN(LineFit.Of([1], [1]).TimeTo(1, ThresholdSide.Above)));
    }

    [Fact]
    public void Holt_continues_a_line_and_Winters_a_season_without_error()
    {
        double[] line = [.. Enumerable.Range(0, 30).Select(i => 5.0 + (2 * i))];
        HoltWinters holt = HoltWinters.Fit(line, 1, new SmoothingFactors(0.3, 0.2), [], out _)!;
        Assert.Equal(5 + (2 * 34), holt.Forecast(5), 9);
        Assert.Equal(0, holt.ErrorDeviation, 9);

        HoltWinters winters = HoltWinters.Fit([.. Enumerable.Range(0, 28).Select(i => 3.0 + (i % 7))], 7,
            new SmoothingFactors(0.3, 0.2, 0.1), [], out _)!;
        Assert.Equal([3, 4, 5, 6, 7, 8, 9, 3], Enumerable.Range(1, 8).Select(h => Math.Round(winters.Forecast(h), 9)));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 6)]
    [InlineData(12, 1)]
    [InlineData(12, 18)]
    public void Intervals_cover_as_often_as_they_say(int season, int steps)
    {
        // Series made by the model itself, whose parameters are then known.
        SmoothingFactors factors = new(0.4, 0.1, season > 1 ? 0.2 : 0);
        int covered = 0;
        for (ulong seed = 1; seed <= 400; seed++)
        {
            double[] series = Generate(season, factors, SampleGenerator.Draw("normal12", seed, 300 + steps, 0, 1));
            HoltWinters fit = HoltWinters.Fit(series.AsSpan(0, 300), season, factors, [], out _)!;
            Interval interval = fit.ForecastInterval(steps);
            if (interval.Lower <= series[^1] && series[^1] <= interval.Upper) covered++;
        }

        Assert.InRange(covered / 400.0, 0.915, 0.985);
    }

    [Fact]
    public void Best_factors_have_the_least_error()
    {
        double[] series = Generate(6, new SmoothingFactors(0.7, 0.1, 0.3), SampleGenerator.Draw("normal12", 3, 200, 0, 1));
        HoltWinters best = HoltWinters.FitBest(series, 6, out _)!;
        foreach (double level in new[] { 0.1, 0.5, 0.7, 0.9 })
        {
            Assert.True(best.SquaredErrors <= HoltWinters.Fit(series, 6, new SmoothingFactors(level, 0.1, 0.3), [], out _)!.SquaredErrors);
        }

        Assert.InRange(best.Factors.Level, 0.4, 1);
    }

    [Fact]
    public void Smoothing_leaves_out_what_is_not_finite_and_refuses_what_it_cannot_start()
    {
        HoltWinters fit = HoltWinters.Fit([1, 2, 3, 4], 1, new SmoothingFactors(0.5, 0.5), [], out _)!;
        Assert.False(fit.Add(double.NaN));
        Assert.Equal(6, fit.Forecast(1), 9);
        Assert.Null(HoltWinters.Fit([1, 2, 3], 2, new SmoothingFactors(0.5, 0.5), [], out Refusal refusal));
        Assert.Equal(Refusal.TooFew, refusal);
        Assert.Null(HoltWinters.Fit([1, 2, 3], 1, new SmoothingFactors(1.5, 0.5), [], out refusal));
        Assert.Equal(Refusal.OutOfRange, refusal);
        Assert.Null(HoltWinters.FitBest([1, double.PositiveInfinity], 1, out refusal));
        Assert.Equal(Refusal.NonFinite, refusal);
        Assert.Equal(7, DoubleExponentialSmoothing.Of([1, 3, 5, 7], 0.3, 0.6).Value, 12);
        Assert.Equal(Refusal.TooFew, DoubleExponentialSmoothing.Of([1], 0.3, 0.6).Refusal);
        Assert.Equal(Refusal.OutOfRange, DoubleExponentialSmoothing.Of([1, 2], 1, 0.6).Refusal);
    }

    private static double[] Generate(int season, SmoothingFactors factors, double[] noise)
    {
        double level = 10;
        double trend = 0.05;
        double[] pattern = [.. Enumerable.Range(0, season).Select(i => season > 1 ? 3 * Math.Sin(2 * Math.PI * i / season) : 0)];
        double[] series = new double[noise.Length];
        for (int t = 0; t < series.Length; t++)
        {
            series[t] = level + trend + pattern[t % season] + noise[t];
            level += trend + (factors.Level * noise[t]);
            trend += factors.Level * factors.Trend * noise[t];
            if (season > 1) pattern[t % season] += factors.Season * noise[t];
        }

        return series;
    }
}
