using System.Diagnostics.Metrics;

namespace Heed.Client;

/// <summary>
/// The predictions of this process as <c>System.Diagnostics.Metrics</c>, under the names of Heed's own series: whatever exporter the
/// service has
/// picks them up from the meter <c>Heed.Client</c>.
/// </summary>
internal static class ClientInstruments
{
    public const string MeterName = "Heed.Client";

    private static readonly Meter Meter = new(MeterName);

    public static readonly Counter<long> Requests = Meter.CreateCounter<long>("ml_requests_total", null, "Inference requests.");
    public static readonly Counter<long> Errors = Meter.CreateCounter<long>("ml_errors_total", null, "Failed requests.");
    public static readonly Counter<long> Classes = Meter.CreateCounter<long>("ml_predictions_by_class", null, "Predictions by class.");
    public static readonly Histogram<double> Duration =
        Meter.CreateHistogram<double>("ml_request_duration_seconds", null, "Latency of requests.");
    public static readonly Histogram<double> Confidence =
        Meter.CreateHistogram<double>("ml_prediction_confidence", null, "Probability that a binary model gives to its own answer.");

    public static readonly UpDownCounter<long> InProgress =
        Meter.CreateUpDownCounter<long>("ml_requests_in_progress", null, "Requests under way.");

    /// <summary>Whether anybody listens: else nothing is measured.</summary>
    public static bool AreWatched => Requests.Enabled || Errors.Enabled || Classes.Enabled || Duration.Enabled || Confidence.Enabled;
}
