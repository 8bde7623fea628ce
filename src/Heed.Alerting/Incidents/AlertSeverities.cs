using Heed.Model.Labels;

namespace Heed.Alerting.Incidents;

/// <summary>Between severities and their words in the label <c>severity</c>.</summary>
public static class AlertSeverities
{
    public const string Label = "severity";

    public static AlertSeverity Of(LabelSet labels) => labels.Get(Label) switch
    {
        "critical" => AlertSeverity.Critical,
        "info" => AlertSeverity.Info,
        _ => AlertSeverity.Warning,
    };

    public static string Word(this AlertSeverity severity) => severity switch
    {
        AlertSeverity.Critical => "critical",
        AlertSeverity.Info => "info",
        _ => "warning",
    };
}
