using Heed.Server.Forecasts;
using Heed.Statistics.Forecasts;

namespace Heed.Server.Tests.Configuration;

public sealed class ForecastConfigurationTests : IDisposable
{
    private readonly ConfigurationFolder _folder = new();

    [Fact]
    public void A_short_forecast_has_the_defaults()
    {
        ForecastOptions forecast = Assert.Single(
            _folder.Options("models: []\nforecasts: [{ name: memory, expr: used, limit: 90 }]").Forecasts!);
        Assert.Equal(
            ("memory", 90, ThresholdSide.Above, ForecastMethod.Linear, 0.2),
            (forecast.Name, forecast.Limit, forecast.Side, forecast.Method, forecast.MaxError));
        Assert.Equal((6, 4, 100), (forecast.Range.TotalHours, forecast.Horizon.TotalHours, forecast.MaxSeries));
    }

    [Fact]
    public void Every_key_is_read()
    {
        ForecastOptions forecast = Assert.Single(_folder.Options("""
            models: []
            forecasts:
              - name: load
                expr: sum by (node) (load)
                method: holt_winters
                season: 1d
                limit: -5
                direction: below
                horizon: 6h
                max_error: 0.1
                max_series: 7
            """).Forecasts!);
        Assert.Equal(
            (ForecastMethod.HoltWinters, TimeSpan.FromDays(1), TimeSpan.FromDays(7)),
            (forecast.Method, forecast.Season!.Value, forecast.Range));
        Assert.Equal(
            (-5, ThresholdSide.Below, 6, 0.1, 7),
            (forecast.Limit, forecast.Side, forecast.Horizon.TotalHours, forecast.MaxError, forecast.MaxSeries));
    }

    [Fact]
    public void Without_the_key_the_defaults_hold_and_an_empty_list_switches_them_off()
    {
        Assert.Null(_folder.Options("models: []").Forecasts);
        Assert.Empty(_folder.Options("models: []\nforecasts: []").Forecasts!);
        Assert.Equal(["host_memory", "disk", "gpu_memory"], DefaultForecasts.All.Select(forecast => forecast.Name));
    }

    [Theory]
    [InlineData("{ name: a, expr: x }", "expected the key \"limit\"")]
    [InlineData("{ name: a, limit: 1, expr: 'rate(x)' }", "heed.yml:2:")]
    [InlineData("{ name: a, limit: 1, expr: 'x[5m]' }", "expected an expression that gives series")]
    [InlineData("{ name: a, limit: 1, expr: x, method: holt_winters }", "which holt_winters needs")]
    [InlineData("{ name: a, limit: 1, expr: x, season: 1d }", "a line has none")]
    [InlineData("{ name: a, limit: 1, expr: x, method: holt_winters, season: 1d, range: 1d }", "expected a duration")]
    [InlineData("{ name: a, limit: .inf, expr: x }", "found")]
    [InlineData("{ name: a, limit: 1, expr: x, range: 1m, horizon: 90d }", "of at most 5000 steps")]
    [InlineData("{ name: a, limit: 1, expr: x, max_errors: 1 }", "max_error")]
    [InlineData("{ name: a, expr: x, limit: 1 }, { name: a, expr: y, limit: 1 }", "found \"a\" twice")]
    public void A_mistake_is_shown_with_its_place(string forecasts, string expected) =>
        Assert.Contains(expected, _folder.Mistakes($"models: []\nforecasts: [{forecasts}]"), StringComparison.Ordinal);

    public void Dispose() => _folder.Dispose();
}
