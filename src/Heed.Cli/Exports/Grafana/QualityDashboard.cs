namespace Heed.Cli.Exports.Grafana;

/// <summary>Is it right? Answers, confidence, quality by segment, labels.</summary>
internal static class QualityDashboard
{
    private const string Model = "model_name=\"$model\"";
    private const string Segment = Model + ",segment=~\"$segment\",metric=~\"accuracy|mae\"";

    public static Dashboard Make() => new(
        "heed-quality",
        "Heed: quality",
        "Is the model right: answers, confidence, quality by segment, labels",
        [DashboardVariable.Model, DashboardVariable.Segment],
        [
            new Panel("Quality by segment", PanelKind.TimeSeries, "short",
            [
                new($"ml_model_quality{{{Segment}}}", "{{segment}} {{metric}}"),
                new($"ml_model_quality_lower{{{Segment}}}", "{{segment}} {{metric}}, lower end (95 %)"),
                new($"ml_model_quality_upper{{{Segment}}}", "{{segment}} {{metric}}, upper end (95 %)"),
            ])
            {
                Height = 10, Description = "Accuracy or mean absolute error of labelled predictions; ground_truth_sample is all of them.",
            },
            new Panel("Change from the baseline", PanelKind.BarGauge, "short",
                [new($"ml_model_quality_change{{{Model},segment=\"ground_truth_sample\"}}", "{{metric}}", IsInstant: true)])
            {
                Height = 10, Description = "Each quality figure less that of the baseline.",
            },
            new Panel("Classes", PanelKind.TimeSeries, "percentunit", [new($"ml_prediction_class_ratio{{{Model}}}", "{{predicted_class}}")])
            {
                IsStacked = true, Range = (0, 1), Description = "Share of each answer in the last window.",
            },
            new Panel("Confidence", PanelKind.Heatmap, "short", [new($"sum by (le) (increase(ml_prediction_confidence_bucket{{{Model}}}[$__rate_interval]))", "{{le}}")])
            {
                Description = "How sure the model is of its answers.",
            },
            new Panel("Reliability", PanelKind.BarGauge, "percentunit",
            [
                new($"ml_reliability_share{{{Model}}}", "came true up to {{bin}}", IsInstant: true),
                new($"ml_reliability_mean_probability{{{Model}}}", "promised up to {{bin}}", IsInstant: true),
            ])
            {
                Height = 10, Range = (0, 1), Description = "Of the answers given with a probability, the share that came true.",
            },
            new Panel("Worst segments", PanelKind.Table, "short", [new($"ml_worst_segment_excess_error{{{Model}}}", "{{segment}}", IsInstant: true)])
            {
                Height = 10, Description = "How much worse than on the rest the model does there.",
            },
            new Panel("Estimate and truth", PanelKind.TimeSeries, "short",
            [
                new($"ml_estimated_quality{{{Model}}}", "{{metric}}, estimated"),
                new($"ml_estimated_quality_error{{{Model}}}", "{{metric}}, estimate less truth"),
            ])
            {
                Description = "Quality estimated before labels arrive, and by how much it missed.",
            },
            new Panel("Labels", PanelKind.TimeSeries, "percentunit",
            [
                new($"ml_label_coverage_ratio{{{Model}}}", "labelled"),
                new($"ml_user_correction_ratio{{{Model}}}", "corrected by users"),
            ])
            {
                Width = 8, Range = (0, null), Description = "Share of predictions that have a label, or were corrected.",
            },
            new Panel("Labels to come", PanelKind.TimeSeries, "short", [new($"ml_unlabelled_predictions{{{Model}}}", "waiting")])
            {
                Width = 8, Range = (0, null), Description = "Predictions that wait for their label.",
            },
            new Panel("Delay of labels", PanelKind.TimeSeries, "s",
                [new($"histogram_quantile(0.5, sum by (le) (rate(ml_label_delay_seconds_bucket{{{Model}}}[$__rate_interval])))", "median")])
            {
                Width = 8, Range = (0, null), Description = "Time from a prediction to its first label.",
            },
        ]);
}
