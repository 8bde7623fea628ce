namespace Heed.Monitoring.Series;

/// <summary>The names of the series that a model's monitor writes: those of the field's guides, letter by letter.</summary>
public static class MetricNames
{
    public const string Requests = "ml_requests_total";
    public const string Errors = "ml_errors_total";
    public const string RequestDuration = "ml_request_duration_seconds";
    public const string Throughput = "ml_throughput_requests_per_second";
    public const string PredictionCost = "ml_prediction_cost_total";
    public const string LastPrediction = "ml_last_prediction_timestamp_seconds";
    public const string PredictionsByClass = "ml_predictions_by_class";
    public const string PredictionConfidence = "ml_prediction_confidence";
    public const string LowConfidence = "ml_low_confidence_predictions";
    public const string AccuracyBySegment = "ml_accuracy_by_segment";
    public const string Quality = "ml_model_quality";
    public const string QualityLower = "ml_model_quality_lower";
    public const string QualityUpper = "ml_model_quality_upper";
    public const string Corrections = "ml_user_corrections_total";
    public const string LabelCoverage = "ml_label_coverage_ratio";
    public const string DriftScore = "ml_data_drift_score";
    public const string DriftAlerts = "ml_data_drift_alerts";
    public const string FeaturePsi = "ml_feature_psi";
    public const string PredictionPsi = "ml_concept_drift_psi";
    public const string MissingRatio = "ml_feature_missing_ratio";
    public const string OutOfRangeRatio = "ml_feature_out_of_range_ratio";
    public const string UnseenRatio = "ml_feature_unseen_ratio";
    public const string InvalidRatio = "ml_feature_invalid_ratio";

    /// <summary>Followed by the name of one of the monitor's own counters and <c>_total</c>.</summary>
    public const string OwnPrefix = "heed_monitoring_";
}
