using Heed.Monitoring.Reports;

namespace Heed.Server.Endpoints;

/// <summary>How a model stands, in one word and one sentence.</summary>
/// <param name="State"><c>critical</c>, <c>warning</c>, <c>healthy</c> or <c>not_enough_data</c>.</param>
/// <param name="Cause">Why, for any state but healthy.</param>
/// <param name="Since">Since when its worst alert is active.</param>
/// <param name="Firing">Its firing alerts, suppressed ones included.</param>
internal sealed record ModelVerdict(string State, string? Cause, DateTimeOffset? Since, int Firing)
{
    private static readonly string[] Severities = ["critical", "warning"];

    public static ModelVerdict Of(ModelReport report, IReadOnlyList<AlertFigure> alerts)
    {
        AlertFigure[] firing = [.. alerts.Where(a => a.Model == report.Name && (a.State is "firing" or "suppressed"))];
        foreach (string severity in Severities)
        {
            AlertFigure? worst = firing.Where(a => a.Severity == severity).MinBy(a => a.ActiveSince);
            if (worst is not null) return new ModelVerdict(severity, Sentence(worst), worst.ActiveSince, firing.Length);
        }

        if (report.DriftingFeatures.Count > 0)
        {
            return new ModelVerdict("warning", $"inputs differ from the baseline: {Names(report.DriftingFeatures)}", null, firing.Length);
        }

        if (report.RequestsTotal == 0) return new ModelVerdict("not_enough_data", "no predictions have arrived", null, firing.Length);
        if (report.Baseline.IsEmpty) return new ModelVerdict("not_enough_data", "it learns its baseline from production", null, firing.Length);
        if (report.Window.Cause is { } cause) return new ModelVerdict("not_enough_data", cause, null, firing.Length);
        return new ModelVerdict("healthy", null, null, firing.Length);
    }

    private static string Sentence(AlertFigure alert) =>
        alert.Annotations.TryGetValue("summary", out string? summary) || alert.Annotations.TryGetValue("description", out summary) ? summary : alert.Name;

    private static string Names(IReadOnlyList<string> features) =>
        features.Count <= 3 ? string.Join(", ", features) : $"{string.Join(", ", features.Take(3))} and {features.Count - 3} more";
}
