using System.Text.Json;

namespace Heed.Server.Endpoints;

/// <summary>Type and meaning of the metrics that Heed derives: <c>/api/v1/metadata</c> and <c>/metrics</c>.</summary>
internal static class MetricCatalog
{
    public const string Counter = "counter";
    public const string Gauge = "gauge";
    public const string Histogram = "histogram";

    /// <summary>By name, ordered.</summary>
    public static readonly SortedDictionary<string, (string Type, string Help)> All = new(StringComparer.Ordinal)
    {
        ["ml_requests_total"] = (Counter, "Inference requests."),
        ["ml_errors_total"] = (Counter, "Failed requests."),
        ["ml_request_duration_seconds"] = (Histogram, "Latency of requests."),
        ["ml_throughput_requests_per_second"] = (Gauge, "Requests a second over the last 60 s."),
        ["ml_predictions_by_class"] = (Counter, "Predictions by class; those beyond the limit under __other__."),
        ["ml_prediction_confidence"] = (Histogram, "Probability that the model gives to its own answer."),
        ["ml_low_confidence_predictions"] = (Counter, "Predictions with a confidence below the threshold."),
        ["ml_accuracy_by_segment"] = (Gauge, "Share of right answers over the quality window; ground_truth_sample is the whole."),
        ["ml_model_quality"] = (Gauge, "A quality figure over the quality window."),
        ["ml_model_quality_lower"] = (Gauge, "Lower end of the 95 % interval of ml_model_quality."),
        ["ml_model_quality_upper"] = (Gauge, "Upper end of the 95 % interval of ml_model_quality."),
        ["ml_user_corrections_total"] = (Counter, "Corrections received."),
        ["ml_label_coverage_ratio"] = (Gauge, "Labelled share of the window's predictions."),
        ["ml_data_drift_score"] = (Gauge, "Kolmogorov-Smirnov D of a number, total variation of a category, last window against baseline."),
        ["ml_data_drift_alerts"] = (Counter, "Closed windows whose drift score passed a published threshold."),
        ["ml_feature_psi"] = (Gauge, "Population stability index of a feature, last window against baseline."),
        ["ml_concept_drift_psi"] = (Gauge, "Population stability index of the predictions, last window against baseline."),
        ["ml_feature_missing_ratio"] = (Gauge, "Share of records in which the feature is null, NaN or absent."),
        ["ml_feature_out_of_range_ratio"] = (Gauge, "Share of values outside the range of the baseline or the configuration."),
        ["ml_feature_unseen_ratio"] = (Gauge, "Share of values that are categories unknown to the baseline."),
        ["ml_feature_invalid_ratio"] = (Gauge, "Share of values of another type than the feature's."),
    };

    public static void WriteMetadata(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        foreach ((string name, (string type, string help)) in All)
        {
            writer.WriteStartArray(name);
            writer.WriteStartObject();
            writer.WriteString("type", type);
            writer.WriteString("help", help);
            writer.WriteString("unit", "");
            writer.WriteEndObject();
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }
}
