using Heed.Alerting.Configuration;
using Heed.Alerting.Grouping;
using Heed.Alerting.Incidents;
using Heed.Alerting.Notifications;
using Heed.Model.Labels;

namespace Heed.Alerting.Dispatching;

/// <summary>Makes the notification of a flush for one integration.</summary>
internal static class NotificationBuilder
{
    public static Notification Build(
        string id,
        AggregationGroup group,
        IntegrationOptions integration,
        List<FlushedAlert> alerts,
        NotifyReason reason,
        long nowMs,
        string externalUrl)
    {
        IncidentNotes notes = new();
        List<NotifiedAlert> all = [];
        foreach (FlushedAlert alert in alerts)
        {
            if (integration.SendResolved || !alert.IsResolved) all.Add(ToNotified(alert, notes));
        }

        int truncated = integration.MaxAlerts > 0 ? Math.Max(0, all.Count - integration.MaxAlerts) : 0;
        if (truncated > 0) all.RemoveRange(integration.MaxAlerts, truncated);
        bool fires = all.Exists(a => a.Status == NotificationStatus.Firing);
        return new Notification(
            id,
            group.Receiver.Name,
            integration.Id,
            nowMs,
            fires ? NotificationStatus.Firing : NotificationStatus.Resolved,
            reason,
            group.Key,
            group.Labels,
            Common([.. all.Select(a => a.Labels)]),
            Common([.. all.Select(a => a.Annotations)]),
            externalUrl,
            all,
            truncated)
        {
            Incidents = notes.Incidents,
            RouteLabels = group.Route.Settings.Labels,
        };
    }

    private static NotifiedAlert ToNotified(in FlushedAlert flushed, IncidentNotes notes) => new(
        flushed.IsResolved ? NotificationStatus.Resolved : NotificationStatus.Firing,
        flushed.Alert.Labels,
        notes.Annotate(flushed),
        flushed.Alert.StartsAtMs,
        flushed.IsResolved ? flushed.Alert.EndsAtMs : null,
        flushed.Alert.GeneratorUrl)
    {
        // What ended before anybody was told of it announces nothing either.
        IsJoined = flushed.Link is { Standing: AlertStanding.Joined } || (flushed.IsResolved && flushed.Link is { Standing: AlertStanding.Waiting }),
    };

    private static LabelSet Common(List<LabelSet> sets)
    {
        LabelSetBuilder common = sets[0].ToBuilder();
        foreach (Label label in sets[0].Labels)
        {
            if (!sets.TrueForAll(s => s.Get(label.Name) == label.Value)) common.Remove(label.Name);
        }

        return common.Build();
    }
}
