namespace Heed.Cli.Exports.Grafana;

/// <summary>Is it healthy? One model in five seconds.</summary>
internal static class HealthDashboard
{
    private const string Model = "model_name=\"$model\"";
    private const string Version = Model + ",model_version=~\"$version\"";
    private const string Whole = Model + ",segment=\"ground_truth_sample\",metric=~\"accuracy|mae\"";

    public static Dashboard Make() => new(
        "heed-health",
        "Heed: health",
        "Is the model healthy: traffic, errors, latency, quality, budget",
        [DashboardVariable.Model, DashboardVariable.Version],
        [
            new Panel("Alerts that fire", PanelKind.Stat, "short", [new($"count(ALERTS{{{Model},alertstate=\"firing\"}}) or vector(0)")])
            {
                Width = 6, Height = 4, Thresholds = [(1, "red")], Description = "Alerts of the model that fire now, whatever their severity.",
            },
            new Panel("Error budget left", PanelKind.BarGauge, "percentunit", [new($"ml_slo_error_budget_remaining_ratio{{{Model}}}", "{{slo}}", IsInstant: true)])
            {
                Width = 12, Height = 4, Range = (0, 1), Thresholds = [(double.NegativeInfinity, "red"), (0.1, "orange"), (0.5, "green")],
                Description = "Share of each objective's budget that is left. Below 0 it is overspent.",
            },
            new Panel("Newest prediction", PanelKind.Stat, "s", [new($"time() - ml_last_prediction_timestamp_seconds{{{Model}}}")])
            {
                Width = 6, Height = 4, Description = "How long ago the newest prediction was made.",
            },
            new Panel("Requests", PanelKind.TimeSeries, "reqps",
            [
                new($"sum by (model_version) (rate(ml_requests_total{{{Version}}}[$__rate_interval]))", "version {{model_version}}"),
                new($"ml_traffic_expected_requests_per_second{{{Model}}}", "same hour of earlier weeks"),
            ])
            {
                Range = (0, null), Description = "Requests a second by version, beside the median of the same hour of earlier weeks.",
            },
            new Panel("Error ratio", PanelKind.TimeSeries, "percentunit",
            [
                new($"sum(rate(ml_errors_total{{{Model}}}[$__rate_interval])) / sum(rate(ml_requests_total{{{Model}}}[$__rate_interval]))", "errors"),
                new("slo:error_budget:ratio{sloth_service=\"$model\",slo_type=~\"error_rate|availability\"}", "objective {{slo}}"),
            ])
            {
                Range = (0, null), Description = "Share of requests that fail, beside the most that its objective allows.",
            },
            new Panel("Latency", PanelKind.TimeSeries, "s",
            [
                new($"histogram_quantile(0.5, sum by (le) (rate(ml_request_duration_seconds_bucket{{{Model}}}[$__rate_interval])))", "P50"),
                new($"histogram_quantile(0.95, sum by (le) (rate(ml_request_duration_seconds_bucket{{{Model}}}[$__rate_interval])))", "P95"),
                new($"histogram_quantile(0.99, sum by (le) (rate(ml_request_duration_seconds_bucket{{{Model}}}[$__rate_interval])))", "P99"),
            ])
            {
                Range = (0, null), Description = "Half, 95 % and 99 % of the requests are faster than this.",
            },
            new Panel("Quality", PanelKind.TimeSeries, "short",
            [
                new($"ml_model_quality{{{Whole}}}", "{{metric}}"),
                new($"ml_model_quality_lower{{{Whole}}}", "{{metric}}, lower end (95 %)"),
                new($"ml_model_quality_upper{{{Whole}}}", "{{metric}}, upper end (95 %)"),
                new($"ml_estimated_quality{{{Model},metric=~\"accuracy|mae\"}}", "{{metric}}, estimated before labels"),
            ])
            {
                Description = "Quality of labelled predictions with its interval, and the estimate until labels arrive.",
            },
            new Panel("Burn rate", PanelKind.TimeSeries, "x", [new($"max by (slo, window) (ml_slo_burn_rate{{{Model},window=~\"1h|6h|3d\"}})", "{{slo}} over {{window}}")])
            {
                Range = (0, null), Thresholds = [(1, "orange"), (14.4, "red")], Description = "How many times faster than evenly the budget is spent; 14.4 over an hour pages.",
            },
            new Panel("Alerts", PanelKind.StateTimeline, "short", [new("max by (alertname, severity) (ALERTS{model_name=\"$model\",alertstate=\"firing\"})", "{{alertname}} ({{severity}})")])
            {
                Description = "When which alert fired.",
            },
        ]);
}
