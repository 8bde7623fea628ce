using System.Text.Json;

using Heed.Model.Metadata;

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
        ["alertmanager_alerts"] = (Gauge, "Alerts that have not ended, by state."),
        ["alertmanager_alerts_invalid_total"] = (Counter, "Posted alerts that could not be used."),
        ["alertmanager_alerts_received_total"] = (Counter, "Posted alerts, firing and resolved."),
        ["alertmanager_config_last_reload_success_timestamp_seconds"] = (Gauge, "When the configuration was read."),
        ["alertmanager_config_last_reload_successful"] = (Gauge, "1: the server does not start with a configuration that is wrong."),
        ["alertmanager_dispatcher_aggregation_groups"] = (Gauge, "Groups of alerts."),
        ["alertmanager_notifications_failed_total"] = (Counter, "Notices that were given up, by kind of receiver."),
        ["alertmanager_notifications_total"] = (Counter, "Notices that came to their end, by kind of receiver."),
        ["alertmanager_silences"] = (Gauge, "Silences by state."),
        ["heed_alerting_notices_total"] = (Counter, "Notices by what became of them."),
        ["heed_alerting_refused_alerts_total"] = (Counter, "Alerts beyond the bound on alerts."),
        ["heed_alerting_refused_notices_total"] = (Counter, "Notices that the outbox had no room for; the next flush decides anew."),
        ["heed_alerting_refused_groups_total"] = (Counter, "Groups beyond the bound on groups."),
        ["heed_checkpoint_failures_total"] = (Counter, "Checkpoints of the monitors that could not be written."),
        ["heed_engine_failures_total"] = (Counter, "Turns of the engine that failed."),
        ["heed_engine_skipped_seconds_total"] = (Counter, "Time that the engine left out because the machine had stood still."),
        ["heed_ingest_accepted_events_total"] = (Counter, "Events that were made durable."),
        ["heed_ingest_refused_requests_total"] = (Counter, "Requests that were told to come back because the queue was full."),
        ["heed_ingest_rejected_events_total"] = (Counter, "Events that were refused, by reason."),
        ["heed_ingest_metric_descriptions_refused_total"] = (Counter, "Descriptions of metrics beyond the bound on them."),
        ["heed_ingest_otlp_points_total"] = (Counter, "OTLP data points of which every sample is in the store."),
        ["heed_ingest_otlp_refused_points_total"] = (Counter, "OTLP data points that were refused."),
        ["heed_ingest_text_samples_total"] = (Counter, "Samples written from pushed texts."),
        ["heed_ingest_text_refused_samples_total"] = (Counter, "Samples of pushed texts that the store refused."),
        ["heed_remote_write_dropped_samples_total"] = (Counter, "Unsent samples that the full queue gave up."),
        ["heed_remote_write_failed_commits_total"] = (Counter, "Times that the queue's disk refused."),
        ["heed_remote_write_refused_samples_total"] = (Counter, "Samples not taken because too many waited in memory."),
        ["heed_remote_write_rejected_samples_total"] = (Counter, "Samples that the remote store refused for good."),
        ["heed_remote_write_retries_total"] = (Counter, "Requests to the remote store that were sent again."),
        ["heed_remote_write_sent_samples_total"] = (Counter, "Samples that the remote store accepted."),
        ["heed_remote_write_waiting_bytes"] = (Gauge, "Bytes that wait in the queue to the remote store."),
        ["heed_remote_write_waiting_samples"] = (Gauge, "Samples that wait in the queue to the remote store."),
        ["heed_scrape_failed_scrapes_total"] = (Counter, "Scrapes that set up to 0."),
        ["heed_scrape_rejected_samples_total"] = (Counter, "Scraped samples that the store refused."),
        ["heed_scrape_samples_total"] = (Counter, "Scraped samples written."),
        ["heed_scrape_scrapes_total"] = (Counter, "Scrapes that ended."),
        ["heed_scrape_skipped_scrapes_total"] = (Counter, "Scrapes that were due and could not begin."),
        ["heed_ingest_remote_write_cached_series"] = (Gauge, "Series that remote write knows by their bytes."),
        ["heed_ingest_remote_write_conflicting_samples_total"] = (Counter, "Samples for a time at which their series has another value."),
        ["heed_ingest_remote_write_exemplars_dropped_total"] = (Counter, "Exemplars received; none is kept."),
        ["heed_ingest_remote_write_histograms_total"] = (Counter, "Native histograms written by remote write."),
        ["heed_ingest_remote_write_invalid_series_total"] = (Counter, "Series refused for their labels, and histograms that contradict themselves."),
        ["heed_ingest_remote_write_limited_samples_total"] = (Counter, "Samples beyond a limit of the store."),
        ["heed_ingest_remote_write_out_of_order_samples_total"] = (Counter, "Samples older than the store takes."),
        ["heed_ingest_remote_write_samples_total"] = (Counter, "Samples written by remote write."),
        ["heed_ingest_sample_requests_total"] = (Counter, "Requests with samples, by status code."),
        ["heed_ingest_requests_total"] = (Counter, "Requests with events, by status code."),
        ["heed_journal_bytes"] = (Gauge, "Bytes of the event journal."),
        ["heed_journal_damaged_entries"] = (Gauge, "Stretches of the journal that could not be read at the start."),
        ["heed_journal_failed_commits_total"] = (Counter, "Commits of the journal that failed; their events were not acknowledged."),
        ["heed_monitoring_corrections_total"] = (Counter, "Corrections received."),
        ["heed_monitoring_deployments_total"] = (Counter, "Deployments told of."),
        ["heed_monitoring_duplicate_labels_total"] = (Counter, "Labels that said what was known; in no figure."),
        ["heed_monitoring_duplicate_predictions_total"] = (Counter, "Predictions whose id was known; in no figure."),
        ["heed_monitoring_evicted_labels_total"] = (Counter, "Labels let go because too many waited for their prediction."),
        ["heed_monitoring_evicted_predictions_total"] = (Counter, "Predictions let go because too many waited for their label."),
        ["heed_monitoring_future_records_total"] = (Counter, "Records too far ahead of their arrival; in no window."),
        ["heed_monitoring_invalid_labels_total"] = (Counter, "Labels of another type than the model's answers."),
        ["heed_monitoring_labels_total"] = (Counter, "Labels received."),
        ["heed_monitoring_late_records_total"] = (Counter, "Records behind the watermark; in no window."),
        ["heed_monitoring_overflow_values_total"] = (Counter, "Label values beyond a cardinality limit, counted under __other__."),
        ["heed_monitoring_predictions_total"] = (Counter, "Predictions received."),
        ["heed_monitoring_revised_labels_total"] = (Counter, "Labels that changed an outcome."),
        ["heed_monitoring_unknown_members_total"] = (Counter, "Members of events that are in no figure."),
        ["heed_monitoring_unmatched_labels_total"] = (Counter, "Labels whose prediction did not come in time."),
        ["heed_process_gc_pause_seconds_total"] = (Counter, "Time that the garbage collector stopped the program."),
        ["heed_process_managed_heap_bytes"] = (Gauge, "Bytes of the managed heap."),
        ["heed_rules_evaluation_failures_total"] = (Counter, "Evaluations of rules that gave an error."),
        ["heed_rules_evaluations_total"] = (Counter, "Evaluations of rules."),
        ["heed_rules_missed_group_evaluations_total"] = (Counter, "Evaluations of rule groups that came too late and were left out."),
        ["heed_rules_template_failures_total"] = (Counter, "Labels and annotations that show an error instead of their text."),
        ["heed_storage_chunk_bytes"] = (Gauge, "Bytes of sealed chunks in memory."),
        ["heed_storage_failed_commits_total"] = (Counter, "Commits of the series store that failed; a later one writes what they could not."),
        ["heed_storage_refused_samples_total"] = (Counter, "Samples beyond a limit, too old, or in conflict."),
        ["heed_storage_abandoned_compactions_total"] = (Counter, "Compactions given up because a block in them is damaged."),
        ["heed_storage_block_bytes"] = (Gauge, "Bytes of the blocks' files."),
        ["heed_storage_blocks"] = (Gauge, "Blocks on disk."),
        ["heed_storage_compactions_total"] = (Counter, "Compactions of blocks."),
        ["heed_storage_damaged_block_parts"] = (Gauge, "Damaged places met in blocks."),
        ["heed_storage_damaged_records"] = (Gauge, "Damaged stretches of logs and snapshot found at the start."),
        ["heed_storage_deletions_total"] = (Counter, "Deletions of series."),
        ["heed_storage_dropped_blocks_total"] = (Counter, "Blocks let go by the retention, by time or size."),
        ["heed_storage_dropped_series_total"] = (Counter, "Series let go because all their samples were too old."),
        ["heed_storage_failed_checkpoints_total"] = (Counter, "Snapshots of the series that could not be written."),
        ["heed_storage_failed_maintenance_total"] = (Counter, "Seals, compactions and deletions of files that failed."),
        ["heed_storage_late_samples_total"] = (Counter, "Samples taken although their series had newer ones."),
        ["heed_storage_samples"] = (Gauge, "Samples in memory and in blocks."),
        ["heed_storage_sealed_blocks_total"] = (Counter, "Stretches of memory that became blocks."),
        ["heed_storage_unreadable_blocks"] = (Gauge, "Files that should be blocks and could not be opened."),
        ["heed_storage_series"] = (Gauge, "Series held."),
        ["heed_storage_wal_bytes"] = (Gauge, "Bytes of the series store's log."),
        ["process_cpu_seconds_total"] = (Counter, "Processor time of the program."),
        ["process_resident_memory_bytes"] = (Gauge, "Resident memory of the program."),
        ["prediction_errors_total"] = (Counter, "ml_errors_total under its other published name."),
        ["prediction_latency_seconds_bucket"] = (Counter, "ml_request_duration_seconds_bucket under its other published name."),
        ["predictions_total"] = (Counter, "ml_requests_total under its other published name."),
        ["psi_score"] = (Gauge, "ml_feature_psi under its other published name."),
        ["user_corrections_total"] = (Counter, "ml_user_corrections_total under its other published name."),
        ["current_accuracy"] = (Gauge, "ml_accuracy_by_segment of all labelled predictions under its other published name."),
    };

    /// <param name="writer">Gets one object.</param>
    /// <param name="sent">What the sources of samples say; Heed's own word on its own metrics comes first.</param>
    public static void WriteMetadata(Utf8JsonWriter writer, IReadOnlyList<MetricMetadata> sent)
    {
        writer.WriteStartObject();
        foreach ((string name, (string type, string help)) in All) Write(writer, name, type, help, "");
        foreach (MetricMetadata metric in sent)
        {
            if (!All.ContainsKey(metric.Family)) Write(writer, metric.Family, MetricTypes.Word(metric.Type), metric.Help, metric.Unit);
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, string type, string help, string unit)
    {
        writer.WriteStartArray(name);
        writer.WriteStartObject();
        writer.WriteString("type", type);
        writer.WriteString("help", help);
        writer.WriteString("unit", unit);
        writer.WriteEndObject();
        writer.WriteEndArray();
    }
}
