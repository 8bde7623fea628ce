namespace Heed.Cli.Exports.Grafana;

/// <summary>A choice at the top of a dashboard, out of the values of a label.</summary>
/// <param name="Name">Used as <c>$name</c>.</param>
/// <param name="Label">What people read.</param>
/// <param name="Series">The series whose label values are offered.</param>
/// <param name="LabelName">The label.</param>
/// <param name="IsMany">Whether several, or all, may be chosen.</param>
internal sealed record DashboardVariable(string Name, string Label, string Series, string LabelName, bool IsMany)
{
    /// <summary>The model that a dashboard is about.</summary>
    public static readonly DashboardVariable Model = new("model", "Model", "ml_requests_total", "model_name", IsMany: false);

    /// <summary>Versions of the chosen model.</summary>
    public static readonly DashboardVariable Version = new("version", "Version", "ml_requests_total{model_name=\"$model\"}", "model_version", IsMany: true);

    /// <summary>Segments of the chosen model; <c>ground_truth_sample</c> is all of it.</summary>
    public static readonly DashboardVariable Segment = new("segment", "Segment", "ml_model_quality{model_name=\"$model\"}", "segment", IsMany: true);

    /// <summary>Features of the chosen model.</summary>
    public static readonly DashboardVariable Feature = new("feature", "Feature", "ml_drift_evidence{model_name=\"$model\"}", "feature_name", IsMany: true);

    /// <summary>Machines that are scraped.</summary>
    public static readonly DashboardVariable Instance = new("instance", "Machine", "node_memory_MemTotal_bytes", "instance", IsMany: true);
}
