using System.Globalization;

using Heed.Model.Labels;
using Heed.Model.Parsing;

namespace Heed.Rules.Objectives;

/// <summary>What can be promised of a model, in terms of the series that its monitor writes.</summary>
public static class ModelIndicators
{
    private const string Window = Indicator.WindowPlace;

    /// <summary>The window over which a mean of spread-out events (cost) is formed in each slice.</summary>
    private const string MeanWindow = "5m";

    /// <summary>
    /// Requests that took longer than a bound, counted exactly: it has to be a bound of the histogram's buckets. A quantile of quantiles
    /// is no quantile, so none is used.
    /// </summary>
    public static Indicator Latency(string model, TimeSpan bound)
    {
        string le = bound.TotalSeconds.ToString("R", CultureInfo.InvariantCulture);
        return new EventIndicator(
            CountedEvents.Good,
            $"sum(rate(ml_request_duration_seconds_bucket{{{Of(model)}, le={Quoting.Quote(le)}}}[{Window}]))",
            $"sum(rate(ml_request_duration_seconds_count{{{Of(model)}}}[{Window}]))");
    }

    /// <summary>Requests that failed, of all requests.</summary>
    public static Indicator Errors(string model) => new EventIndicator(
        CountedEvents.Bad,
        $"sum(rate(ml_errors_total{{{Of(model)}}}[{Window}]))",
        $"sum(rate(ml_requests_total{{{Of(model)}}}[{Window}]))");

    /// <summary>Time in which the share of right answers, over the window of quality, was below a bound.</summary>
    public static Indicator Accuracy(string model, double least, TimeSpan slice) =>
        Slices($"ml_accuracy_by_segment{{{Of(model)}, segment=\"ground_truth_sample\"}}", "<", least, slice);

    /// <summary>Time in which a figure of quality was on the wrong side of a bound.</summary>
    /// <param name="metric">As in the label <c>metric</c> of <c>ml_model_quality</c>.</param>
    public static Indicator Quality(string model, string metric, QualityBound bound, TimeSpan slice) => Slices(
        $"ml_model_quality{{{Of(model)}, metric={Quoting.Quote(metric)}, segment=\"ground_truth_sample\"}}",
        bound.IsLeast ? "<" : ">",
        bound.Value,
        slice);

    /// <summary>Time in which fewer requests came in than a bound says, over the last minute of each slice.</summary>
    public static Indicator Throughput(string model, double leastPerSecond, TimeSpan slice) =>
        Slices($"ml_throughput_requests_per_second{{{Of(model)}}}", "<", leastPerSecond, slice);

    /// <summary>Time in which a thousand requests cost more than a bound. Without requests, or without costs, there is no figure.</summary>
    public static Indicator Cost(string model, double mostPer1000, TimeSpan slice) => Slices(
        $"(1000 * sum(rate(ml_prediction_cost_total{{{Of(model)}}}[{MeanWindow}])) / (sum(rate(ml_requests_total{{{Of(model)}}}[{MeanWindow}])) > 0))",
        ">",
        mostPer1000,
        slice);

    /// <summary>Time in which the newest prediction's event time was older than a bound.</summary>
    public static Indicator Freshness(string model, TimeSpan most, TimeSpan slice) =>
        Slices($"(time() - ml_last_prediction_timestamp_seconds{{{Of(model)}}})", ">", most.TotalSeconds, slice);

    private static SliceIndicator Slices(string figure, string op, double bound, TimeSpan slice) =>
        new($"max({figure}) {op} bool {bound.ToString("R", CultureInfo.InvariantCulture)}", slice);

    private static string Of(string model) => $"{LabelNames.ModelName}={Quoting.Quote(model)}";
}
