using System.Globalization;
using System.Text.Json;

using Heed.Alerting.Incidents;
using Heed.Model.Labels;
using Heed.Monitoring.Reports;

namespace Heed.Server.Incidents;

/// <summary>Incidents as bodies of the API.</summary>
internal static class IncidentViews
{
    /// <summary>A deployment so long before the first alert is worth a look.</summary>
    private static readonly TimeSpan DeploymentsFrom = TimeSpan.FromDays(1);

    public static IncidentFigure Figure(Incident incident) =>
        Fill(new IncidentFigure { Id = incident.Id, Title = "", Model = "", State = "", Severity = "" }, incident);

    public static IncidentDetail Detail(Incident incident, IReadOnlyList<DeploymentReport> deployments)
    {
        IncidentDetail detail = new()
        {
            Id = incident.Id,
            Title = "",
            Model = "",
            State = "",
            Severity = "",
            Chain = [.. incident.Alerts.GroupBy(a => a.Layer).Select(LinkOf)],
            Alerts = [.. incident.Alerts.Select(Alert)],
            Timeline = Timeline(incident, deployments),
            TimelineDropped = incident.TimelineDropped,
        };
        return Fill(detail, incident);
    }

    private static IncidentChainLink LinkOf(IGrouping<string, IncidentAlert> layer) =>
        new(layer.Key, [.. layer.Select(a => a.Name).Distinct()]);

    /// <summary><c>AlertFired</c> as <c>alert_fired</c>.</summary>
    public static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    private static T Fill<T>(T figure, Incident incident)
        where T : IncidentFigure => (T)(figure with
        {
            Title = incident.Title,
            Model = incident.Model,
            Team = Or(incident.Team),
            State = Word(incident.State),
            Severity = incident.Severity.Word(),
            StartedAt = Time(incident.StartedAtMs),
            OpenedAt = Time(incident.OpenedAtMs),
            AcknowledgedAt = Time(incident.AcknowledgedAtMs),
            AcknowledgedBy = Or(incident.AcknowledgedBy),
            ResolvedAt = Time(incident.ResolvedAtMs),
            ResolvedBy = Or(incident.ResolvedBy),
            ClosedAt = Time(incident.ClosedAtMs),
            Verdict = incident.Verdict == IncidentVerdict.None ? null : Word(incident.Verdict),
            JudgedBy = Or(incident.JudgedBy),
            AlertCount = incident.Alerts.Count,
            FiringCount = incident.Alerts.Count(a => a.EndsAtMs is null),
        });

    private static IReadOnlyList<TimelineFigure> Timeline(Incident incident, IReadOnlyList<DeploymentReport> deployments)
    {
        long fromMs = incident.StartedAtMs - (long)DeploymentsFrom.TotalMilliseconds;
        long toMs = incident.ClosedAtMs ?? long.MaxValue;
        IEnumerable<TimelineFigure> own = incident.Timeline.Select(t => new TimelineFigure(Time(t.TimeMs), Word(t.Kind), Or(t.Who), t.Text));
        IEnumerable<TimelineFigure> deployed = deployments.Where(d => d.TimeMs >= fromMs && d.TimeMs <= toMs)
            .Select(d => new TimelineFigure(Time(d.TimeMs), "deployment", null, $"version {d.Version} {d.Note}".TrimEnd()));
        return [.. own.Concat(deployed).OrderBy(t => t.Time)];
    }

    private static IncidentAlertFigure Alert(IncidentAlert alert) => new()
    {
        Fingerprint = alert.Labels.Fingerprint.ToString("x16", CultureInfo.InvariantCulture),
        Name = alert.Name,
        Severity = alert.Severity.Word(),
        Layer = Or(alert.Layer),
        Standing = Word(alert.Standing),
        StartsAt = Time(alert.StartsAtMs),
        EndsAt = Time(alert.EndsAtMs),
        Labels = Map(alert.Labels),
        Annotations = Map(alert.Annotations),
        RunbookUrl = Or(alert.Annotations.Get("runbook_url")),
    };

    private static SortedDictionary<string, string> Map(LabelSet labels)
    {
        SortedDictionary<string, string> map = new(StringComparer.Ordinal);
        foreach (Label label in labels.Labels) map[label.Name] = label.Value;
        return map;
    }

    private static string? Or(string text) => text.Length > 0 ? text : null;

    private static DateTimeOffset Time(long timeMs) => DateTimeOffset.FromUnixTimeMilliseconds(timeMs);

    private static DateTimeOffset? Time(long? timeMs) => timeMs is { } time ? Time(time) : null;
}
