using System.Globalization;

using Heed.Alerting.Dispatching;
using Heed.Alerting.Notifications;
using Heed.Model.Alerts;
using Heed.Model.Labels;
using Heed.Model.Time;
using Heed.Rules.Reports;
using Heed.Server.Hosting;
using Heed.Server.State;

namespace Heed.Server.Endpoints;

/// <summary>Alerts and notifications as bodies of the API.</summary>
internal static class AlertViews
{
    public const string Severity = "severity";

    /// <summary>Firing first, then suppressed, pending, resolved; the longest active first.</summary>
    public static IReadOnlyList<AlertFigure> All(IReadOnlyList<AlertReport> reports, AlertDispatcher dispatcher, LabelSet external) =>
        [.. reports.Select(r => Alert(r, dispatcher, external)).OrderBy(a => Array.IndexOf(Order, a.State)).ThenBy(a => a.ActiveSince).ThenBy(a => a.Fingerprint, StringComparer.Ordinal)];

    private static readonly string[] Order = ["firing", "suppressed", "pending", "resolved"];

    public static NotificationFigure Notification(OutboxEntry entry)
    {
        Notification notification = entry.Notification;
        return new NotificationFigure
        {
            Id = notification.Id,
            Time = Time(notification.TimeMs),
            Receiver = notification.Receiver,
            Integration = notification.Integration.Kind,
            Status = Word(notification.Status),
            Reason = Words(notification.Reason.ToString()),
            GroupKey = notification.GroupKey,
            GroupLabels = Map(notification.GroupLabels),
            State = entry.State.Word(),
            Attempts = entry.Attempts,
            SentAt = entry.SentAtMs is { } sent ? Time(sent) : null,
            Error = entry.Error,
            Title = entry.Title,
            Text = entry.Text,
            Alerts = [.. notification.Alerts.Select(Notified)],
        };
    }

    private static AlertFigure Alert(AlertReport report, AlertDispatcher dispatcher, LabelSet external)
    {
        AlertStatus? status = report.State == AlertState.Firing ? dispatcher.Status(ExternalLabels.AddTo(report.Labels, external).Fingerprint) : null;
        bool suppressed = status is { InhibitedBy: not null } or { SilencedBy.Length: > 0 };
        return new AlertFigure
        {
            Fingerprint = report.Fingerprint.ToString("x16", CultureInfo.InvariantCulture),
            Name = report.Name,
            State = report.State switch
            {
                AlertState.Firing => suppressed ? "suppressed" : "firing",
                AlertState.Pending => "pending",
                _ => "resolved",
            },
            Reason = status?.Reason,
            ActiveSince = Time(report.ActiveSinceMs),
            FiredAt = ModelViews.Time(report.FiredAtMs),
            ResolvedAt = ModelViews.Time(report.ResolvedAtMs),
            Severity = Or(report.Labels.Get(Severity)),
            Model = Or(report.Labels.Get(LabelNames.ModelName)),
            Labels = Map(report.Labels),
            Annotations = Map(report.Annotations),
            Value = ModelViews.Finite(report.Value),
            Expression = report.Expression,
            Group = report.Group.Name,
            File = report.Group.File,
            Hold = PrometheusDuration.Format(report.Rule.HoldDuration),
            RunbookUrl = Or(report.Annotations.Get("runbook_url")),
            Receivers = status is null ? [] : [.. status.Receivers.Select(r => r.Receiver).Distinct()],
        };
    }

    private static NotifiedAlert Notified(Heed.Alerting.Notifications.NotifiedAlert alert) => new(
        Word(alert.Status),
        alert.Labels.Get(LabelNames.AlertName),
        Or(alert.Labels.Get(Severity)),
        Map(alert.Labels),
        Map(alert.Annotations),
        Time(alert.StartsAtMs),
        ModelViews.Time(alert.EndsAtMs));

    private static SortedDictionary<string, string> Map(LabelSet labels)
    {
        SortedDictionary<string, string> map = new(StringComparer.Ordinal);
        foreach (Label label in labels.Labels) map[label.Name] = label.Value;
        return map;
    }

    private static string Word(NotificationStatus status) => status == NotificationStatus.Firing ? "firing" : "resolved";

    /// <summary><c>NewAlertsInGroup</c> as <c>new alerts in group</c>.</summary>
    private static string Words(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i > 0 ? " " : "") + char.ToLowerInvariant(c) : c.ToString()));

    private static string? Or(string text) => text.Length > 0 ? text : null;

    private static DateTimeOffset Time(long timeMs) => DateTimeOffset.FromUnixTimeMilliseconds(timeMs);
}
