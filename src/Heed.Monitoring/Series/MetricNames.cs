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
    public const string QualityChange = "ml_model_quality_change";
    public const string ClassQuality = "ml_class_quality";
    public const string ReliabilityProbability = "ml_reliability_mean_probability";
    public const string ReliabilityShare = "ml_reliability_share";
    public const string ReliabilityRecords = "ml_reliability_records";
    public const string EstimatedQuality = "ml_estimated_quality";
    public const string EstimatedQualityError = "ml_estimated_quality_error";
    public const string EstimatorFailed = "ml_estimator_failed";
    public const string MultivariateDrift = "ml_multivariate_drift";
    public const string MultivariateDriftDeviations = "ml_multivariate_drift_deviations";
    public const string BehaviourScore = "ml_behaviour_anomaly_score";
    public const string BehaviourPValue = "ml_behaviour_anomaly_p_value";
    public const string BehaviourContribution = "ml_behaviour_anomaly_contribution";
    public const string EmbeddingDrift = "ml_embedding_drift";
    public const string WorstSegmentExcess = "ml_worst_segment_excess_error";
    public const string WorstSegmentRecords = "ml_worst_segment_records";

    /// <summary>Ends the name of the lower end of a 95 % interval.</summary>
    public const string LowerSuffix = "_lower";

    /// <summary>Ends the name of the upper end of a 95 % interval.</summary>
    public const string UpperSuffix = "_upper";

    public const string Corrections = "ml_user_corrections_total";
    public const string LabelCoverage = "ml_label_coverage_ratio";
    public const string LabelDelay = "ml_label_delay_seconds";
    public const string UnlabelledPredictions = "ml_unlabelled_predictions";
    public const string OpenReviews = "ml_open_reviews";
    public const string ReviewedQuality = "ml_reviewed_quality";
    public const string ReviewedQualityLower = "ml_reviewed_quality_lower";
    public const string ReviewedQualityUpper = "ml_reviewed_quality_upper";
    public const string DriftScore = "ml_data_drift_score";
    public const string DriftAlerts = "ml_data_drift_alerts";
    public const string FeaturePsi = "ml_feature_psi";
    public const string PredictionPsi = "ml_concept_drift_psi";
    public const string DriftEvidence = "ml_drift_evidence";
    public const string AnswerConcentration = "ml_answer_concentration_ratio";
    public const string LastDeployment = "ml_last_deployment_timestamp_seconds";
    public const string ChangeExpected = "ml_change_expected_ratio";
    public const string ChangeCurrent = "ml_change_current_ratio";
    public const string ChangeLeast = "ml_change_least_ratio";
    public const string ChangeMedian = "ml_change_median";
    public const string ChangeExpectedMedian = "ml_change_expected_median";
    public const string ChangeSince = "ml_change_since_timestamp_seconds";
    public const string PredictionDriftScore = "ml_prediction_drift_score";
    public const string ConfidencePsi = "ml_confidence_psi";
    public const string ClassRatio = "ml_prediction_class_ratio";
    public const string ClassEntropy = "ml_prediction_entropy_ratio";
    public const string FeatureWasserstein = "ml_feature_wasserstein";
    public const string FeaturePValue = "ml_feature_drift_p_value";
    public const string FeatureRepeatRatio = "ml_feature_repeat_ratio";
    public const string FeatureSwapped = "ml_feature_swapped";
    public const string SwappedPairs = "ml_swapped_feature_pairs";
    public const string DuplicateRatio = "ml_duplicate_prediction_ratio";
    public const string CorrectionRatio = "ml_user_correction_ratio";
    public const string RecordLateness = "ml_late_record_seconds";
    public const string ExpectedTraffic = "ml_traffic_expected_requests_per_second";
    public const string LastHourTraffic = "ml_traffic_last_hour_ratio";
    public const string LatencyQuantile = "ml_request_latency_seconds";
    public const string PredictionsByVersion = "ml_predictions_by_version_total";
    public const string ErrorsByVersion = "ml_errors_by_version_total";
    public const string DurationByVersion = "ml_request_duration_by_version_seconds";
    public const string RequestsBySegment = "ml_requests_by_segment_total";
    public const string MissingRatio = "ml_feature_missing_ratio";
    public const string OutOfRangeRatio = "ml_feature_out_of_range_ratio";
    public const string UnseenRatio = "ml_feature_unseen_ratio";
    public const string InvalidRatio = "ml_feature_invalid_ratio";

    /// <summary>Followed by the name of one of the monitor's own counters and <c>_total</c>.</summary>
    public const string OwnPrefix = "heed_monitoring_";
}
