namespace Heed.Load;

/// <summary>A query as the benchmark asks it.</summary>
/// <param name="RangeSeconds">0 for an instant query.</param>
/// <param name="StepSeconds">0 for an instant query.</param>
internal readonly record struct TimedQuery(string Name, string Expression, long RangeSeconds, long StepSeconds)
{
    private const string Errors = "ml_errors_total";
    private const string Requests = "ml_requests_total";

    public static IReadOnlyList<TimedQuery> All { get; } =
    [
        new("rate [5m]", $"rate({Requests}[5m])", 0, 0),
        new("gauge > threshold", "ml_data_drift_score > 0.08", 0, 0),
        .. new[] { "5m", "1h", "6h", "3d", "30d" }.Select(window => new TimedQuery($"error ratio [{window}]", Ratio(window), 0, 0)),
        new("p99 [5m]", Quantile("5m"), 0, 0),
        new("p99 [30d]", Quantile("30d"), 0, 0),
        new("24h at 60s: rate [5m]", $"sum by (model_name) (rate({Requests}[5m]))", 86_400, 60),
        new("24h at 60s: error ratio [1h]", Ratio("1h"), 86_400, 60),
        new("24h at 60s: p99 [5m]", Quantile("5m"), 86_400, 60),
        new("30d at 1h: error ratio [1h]", Ratio("1h"), (HistorySeries.Days * 86_400) - 3_600, 3_600),
    ];

    private static string Ratio(string window) => $"sum(rate({Errors}[{window}])) / sum(rate({Requests}[{window}]))";

    private static string Quantile(string window) =>
        $"histogram_quantile(0.99, sum by (le) (rate(ml_request_duration_seconds_bucket[{window}])))";
}
