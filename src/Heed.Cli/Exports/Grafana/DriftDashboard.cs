namespace Heed.Cli.Exports.Grafana;

/// <summary>Has the world moved? Inputs and answers against the baseline.</summary>
internal static class DriftDashboard
{
    private const string Model = "model_name=\"$model\"";
    private const string Feature = Model + ",feature_name=~\"$feature\"";

    public static Dashboard Make() => new(
        "heed-drift",
        "Heed: drift",
        "Have inputs or answers moved away from the baseline",
        [DashboardVariable.Model, DashboardVariable.Feature],
        [
            new Panel("Evidence of change", PanelKind.BarGauge, "short",
                [new($"sort_desc(max by (feature_name) (ml_drift_evidence{{{Feature}}}))", "{{feature_name}}", IsInstant: true)])
            {
                Height = 12, Range = (0, null), Thresholds = [(0.5, "orange"), (1, "red")], Description = "Calibrated: from 1 on a change is shown, at the false-alarm budget.",
            },
            new Panel("Evidence over time", PanelKind.TimeSeries, "short", [new($"max by (feature_name, kind) (ml_drift_evidence{{{Feature}}})", "{{feature_name}} {{kind}}")])
            {
                Height = 12, Range = (0, null), Thresholds = [(1, "red")], Description = "The figure that default alerts use.",
            },
            new Panel("Distance from the baseline", PanelKind.TimeSeries, "short", [new($"ml_data_drift_score{{{Feature}}}", "{{feature_name}}")])
            {
                Range = (0, 1), Thresholds = [(0.1, "orange"), (0.2, "red")], Description = "Kolmogorov-Smirnov D of numbers, total variation of categories.",
            },
            new Panel("Population stability", PanelKind.TimeSeries, "short", [new($"ml_feature_psi{{{Feature}}}", "{{feature_name}}")])
            {
                Range = (0, null), Thresholds = [(0.1, "orange"), (0.25, "red")], Description = "Population stability index; 0.25 is the published bound.",
            },
            new Panel("Distance in deviations", PanelKind.TimeSeries, "short", [new($"ml_feature_wasserstein{{{Feature}}}", "{{feature_name}}")])
            {
                Range = (0, null), Description = "Wasserstein distance of numbers in standard deviations of the baseline.",
            },
            new Panel("Answers", PanelKind.TimeSeries, "short",
            [
                new($"ml_prediction_drift_score{{{Model}}}", "distance"),
                new($"ml_concept_drift_psi{{{Model}}}", "stability index"),
                new($"ml_confidence_psi{{{Model}}}", "stability index of the confidence"),
            ])
            {
                Range = (0, null), Description = "The model's answers against the baseline's.",
            },
            new Panel("Missing values", PanelKind.TimeSeries, "percentunit", [new($"ml_feature_missing_ratio{{{Feature}}}", "{{feature_name}}")])
            {
                Range = (0, null), Description = "Share of records without the feature.",
            },
            new Panel("Strange values", PanelKind.TimeSeries, "percentunit",
            [
                new($"ml_feature_out_of_range_ratio{{{Feature}}}", "{{feature_name}} out of range"),
                new($"ml_feature_unseen_ratio{{{Feature}}}", "{{feature_name}} unseen"),
                new($"ml_feature_invalid_ratio{{{Feature}}}", "{{feature_name}} of another type"),
            ])
            {
                Range = (0, null), Description = "Shares of values that the baseline does not know.",
            },
            new Panel("Repeated values", PanelKind.TimeSeries, "percentunit", [new($"ml_feature_repeat_ratio{{{Feature}}}", "{{feature_name}}")])
            {
                Range = (0, 1), Description = "Share of values that equal the one before them; 1 is a frozen feature.",
            },
            new Panel("Swapped features", PanelKind.Stat, "short", [new($"ml_swapped_feature_pairs{{{Model}}}")])
            {
                Thresholds = [(1, "red")], Description = "Pairs of features that have traded places.",
            },
        ]);
}
