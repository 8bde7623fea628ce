using Heed.Alerting.Grouping;
using Heed.Alerting.Notifications;
using Heed.Alerting.Routing;
using Heed.Model.Alerts;

namespace Heed.Alerting.Dispatching;

/// <content>
/// Lists of alerts and groups, as the API asks for them. What is cheap to refuse is refused before what is dear is found out.
/// </content>
public sealed partial class AlertDispatcher
{
    private static readonly string[] Nothing = [];

    /// <summary>The alerts that have not ended and pass the filter, in no order.</summary>
    public IReadOnlyList<KnownAlert> Known(AlertFilter filter, long nowMs)
    {
        List<KnownAlert> known = [];
        lock (_gate)
        {
            foreach (ActiveAlert active in _alerts.All)
            {
                if (Known_NeedsLock(active, null, filter, nowMs) is { } alert) known.Add(alert);
            }
        }

        return known;
    }

    /// <summary>The groups with alerts that have not ended and pass the filter, in Alertmanager's order: by labels, then by receiver.</summary>
    public IReadOnlyList<KnownGroup> Groups(AlertFilter filter, long nowMs)
    {
        List<KnownGroup> groups = [];
        lock (_gate)
        {
            foreach (AggregationGroup group in _groups.InOrder)
            {
                if (filter.Receiver?.IsMatch(group.Receiver.Name) == false) continue;
                List<KnownAlert> alerts = [];
                foreach (GroupMember member in group.Members.Values)
                {
                    if (Known_NeedsLock(member.Active, member, filter, nowMs) is { } alert) alerts.Add(alert);
                }

                if (alerts.Count == 0) continue;
                if (alerts.Count > 1) alerts.Sort(static (x, y) => AlertOrder.Instance.Compare(x.Alert.Labels, y.Alert.Labels));
                groups.Add(new KnownGroup(group.Key, group.Labels, group.Receiver.Name, alerts) { RouteLabels = group.Route.Settings.Labels });
            }
        }

        groups.Sort(static (x, y) =>
            AlertOrder.CompareLabels(x.Labels, y.Labels) is var order and not 0 ? order : string.CompareOrdinal(x.Receiver, y.Receiver));
        return groups;
    }

    /// <summary>How many alerts have not ended, by what holds them.</summary>
    public (int Active, int Suppressed) Count(long nowMs)
    {
        int active = 0;
        int suppressed = 0;
        lock (_gate)
        {
            foreach (ActiveAlert each in _alerts.All)
            {
                if (each.Alert.IsResolvedAt(nowMs)) continue;
                bool held = _inhibitor.InhibitedBy(each.Alert.Labels, nowMs) is not null
                    || Silences.SilencedBy(each.Alert.Labels, nowMs) is not null;
                if (held) suppressed++;
                else active++;
            }
        }

        return (active, suppressed);
    }

    /// <summary>How many groups there are.</summary>
    public int GroupCount
    {
        get
        {
            lock (_gate) return _groups.Count;
        }
    }

    private KnownAlert? Known_NeedsLock(ActiveAlert active, GroupMember? member, AlertFilter filter, long nowMs)
    {
        Alert alert = active.Alert;
        if (alert.IsResolvedAt(nowMs) || !filter.Matches(alert.Labels) || !filter.Matches(active.Routes)) return null;
        Alert? source = _inhibitor.InhibitedBy(alert.Labels, nowMs);
        KnownAlert known =
            new(alert, Names(active.Routes), source, Silences.AllSilencing(alert.Labels, nowMs), MutedBy_NeedsLock(active, member));
        return filter.Matches(known) ? known : null;
    }

    private IReadOnlyList<string> MutedBy_NeedsLock(ActiveAlert active, GroupMember? member)
    {
        if (member is not null) return MutedBy(member);
        foreach (Route route in active.Routes)
        {
            if (route.Settings.MuteTimeIntervals.Count + route.Settings.ActiveTimeIntervals.Count == 0) continue;
            AggregationGroup? group = active.GroupIn(route);
            if (group?.Members.GetValueOrDefault(active.Alert.Fingerprint) is { } found && MutedBy(found) is { Count: > 0 } muted)
            {
                return muted;
            }
        }

        return Nothing;
    }

    private static IReadOnlyList<string> MutedBy(GroupMember member) =>
        member.Held is { Hold: HoldReason.MutedByTimeInterval or HoldReason.OutsideActiveTimeInterval } held ? held.Cause.Split(", ") : Nothing;

    /// <summary>One a route, as Alertmanager lists them: a receiver that two routes lead to stands there twice.</summary>
    private static IReadOnlyList<string> Names(IReadOnlyList<Route> routes)
    {
        if (routes.Count == 1) return [routes[0].Settings.Receiver];
        string[] names = new string[routes.Count];
        for (int i = 0; i < names.Length; i++) names[i] = routes[i].Settings.Receiver;
        return names;
    }
}
