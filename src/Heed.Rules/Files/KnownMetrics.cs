using System.Collections.Frozen;

using Heed.Model.Labels;

namespace Heed.Rules.Files;

/// <summary>The labels of the metrics that Heed itself writes, so that rules over them can be checked before any sample is there.</summary>
public static class KnownMetrics
{
    private static readonly (string Metric, string[] Labels)[] Table =
    [
        ("ml_requests_total", ["endpoint", "model_version"]),
        ("ml_errors_total", ["endpoint", "error_type"]),
        ("ml_request_duration_seconds_bucket", ["endpoint", "le"]),
        ("ml_request_duration_seconds_count", ["endpoint"]),
        ("ml_request_duration_seconds_sum", ["endpoint"]),
        ("ml_throughput_requests_per_second", []),
        ("ml_prediction_cost_total", []),
        ("ml_last_prediction_timestamp_seconds", []),
        ("ml_predictions_by_class", ["predicted_class"]),
        ("ml_prediction_confidence_bucket", ["le"]),
        ("ml_prediction_confidence_count", []),
        ("ml_prediction_confidence_sum", []),
        ("ml_low_confidence_predictions", ["threshold"]),
        ("ml_accuracy_by_segment", ["segment"]),
        ("ml_model_quality", ["metric", "segment"]),
        ("ml_model_quality_lower", ["metric", "segment"]),
        ("ml_model_quality_upper", ["metric", "segment"]),
        ("ml_model_quality_change", ["metric", "segment"]),
        ("ml_model_quality_change_lower", ["metric", "segment"]),
        ("ml_model_quality_change_upper", ["metric", "segment"]),
        ("ml_reliability_mean_probability", ["bin"]),
        ("ml_reliability_records", ["bin"]),
        ("ml_reliability_share", ["bin"]),
        ("ml_reliability_share_lower", ["bin"]),
        ("ml_reliability_share_upper", ["bin"]),
        ("ml_class_quality", ["class", "metric"]),
        ("ml_class_quality_lower", ["class", "metric"]),
        ("ml_class_quality_upper", ["class", "metric"]),
        ("ml_estimated_quality", ["metric"]),
        ("ml_estimated_quality_lower", ["metric"]),
        ("ml_estimated_quality_upper", ["metric"]),
        ("ml_estimated_quality_error", ["metric"]),
        ("ml_estimator_failed", ["metric"]),
        ("ml_worst_segment_excess_error", ["segment"]),
        ("ml_worst_segment_records", ["segment"]),
        ("ml_multivariate_drift", []),
        ("ml_multivariate_drift_deviations", []),
        ("ml_behaviour_anomaly_contribution", ["figure"]),
        ("ml_behaviour_anomaly_p_value", []),
        ("ml_behaviour_anomaly_score", []),
        ("ml_embedding_drift", ["method"]),
        ("ml_user_corrections_total", []),
        ("ml_label_coverage_ratio", []),
        ("ml_label_delay_seconds_bucket", ["le"]),
        ("ml_label_delay_seconds_count", []),
        ("ml_label_delay_seconds_sum", []),
        ("ml_unlabelled_predictions", []),
        ("ml_open_reviews", []),
        ("ml_reviewed_quality", ["metric"]),
        ("ml_reviewed_quality_lower", ["metric"]),
        ("ml_reviewed_quality_upper", ["metric"]),
        ("ml_data_drift_score", ["feature_name"]),
        ("ml_data_drift_alerts", ["feature_name", "severity"]),
        ("ml_feature_psi", ["feature_name"]),
        ("ml_concept_drift_psi", []),
        ("ml_confidence_psi", []),
        ("ml_drift_evidence", ["feature_name", "kind", "segment"]),
        ("ml_incidents", ["severity"]),
        ("ml_change_expected_ratio", ["feature_name", "kind", "segment", "subject"]),
        ("ml_change_current_ratio", ["feature_name", "kind", "segment", "subject"]),
        ("ml_change_least_ratio", ["kind", "subject"]),
        ("ml_change_median", ["feature_name", "kind"]),
        ("ml_change_expected_median", ["feature_name", "kind"]),
        ("ml_change_since_timestamp_seconds", ["feature_name", "kind", "segment"]),
        ("ml_answer_concentration_ratio", ["kind"]),
        ("ml_last_deployment_timestamp_seconds", ["model_version"]),
        ("ml_duplicate_prediction_ratio", []),
        ("ml_errors_by_version_total", ["model_version"]),
        ("ml_feature_drift_p_value", ["feature_name"]),
        ("ml_feature_repeat_ratio", ["feature_name"]),
        ("ml_feature_swapped", ["feature_name", "other_feature"]),
        ("ml_feature_wasserstein", ["feature_name"]),
        ("ml_late_record_seconds_bucket", ["le"]),
        ("ml_late_record_seconds_count", []),
        ("ml_late_record_seconds_sum", []),
        ("ml_prediction_class_ratio", ["predicted_class"]),
        ("ml_prediction_drift_score", []),
        ("ml_prediction_entropy_ratio", []),
        ("ml_predictions_by_version_total", ["model_version", "predicted_class"]),
        ("ml_request_duration_by_version_seconds_bucket", ["le", "model_version"]),
        ("ml_request_duration_by_version_seconds_count", ["model_version"]),
        ("ml_request_duration_by_version_seconds_sum", ["model_version"]),
        ("ml_request_latency_seconds", ["quantile"]),
        ("ml_requests_by_segment_total", ["segment", "segment_key"]),
        ("ml_swapped_feature_pairs", []),
        ("ml_traffic_expected_requests_per_second", []),
        ("ml_traffic_last_hour_ratio", []),
        ("ml_user_correction_ratio", []),
        ("ml_feature_missing_ratio", ["feature_name"]),
        ("ml_feature_out_of_range_ratio", ["feature_name"]),
        ("ml_feature_unseen_ratio", ["feature_name"]),
        ("ml_feature_invalid_ratio", ["feature_name"]),
    ];

    private static readonly FrozenDictionary<string, IReadOnlyList<string>> ByName = Table.ToFrozenDictionary(
        m => m.Metric, m => (IReadOnlyList<string>)[.. m.Labels.Append(LabelNames.ModelName).Order(StringComparer.Ordinal)]);

    /// <summary>What an event need not carry; the series of errors that begins at zero has no type either.</summary>
    private static readonly FrozenSet<string> Optional = FrozenSet.Create(
        StringComparer.Ordinal, "endpoint", "error_type", "model_version");

    /// <summary>The names of all metrics in the table.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Table.Select(m => m.Metric)];

    /// <summary>
    /// The label names that a metric's series may have, ordered, its own name not among them; null for a metric not Heed's.
    /// </summary>
    public static IReadOnlyList<string>? LabelsOf(string metric) => ByName.GetValueOrDefault(metric);

    /// <summary>Whether there may be series without the label, in every metric that has it.</summary>
    public static bool MayBeAbsent(string label) => Optional.Contains(label);
}
