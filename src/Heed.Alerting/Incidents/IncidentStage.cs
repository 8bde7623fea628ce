using Heed.Alerting.Dispatching;
using Heed.Alerting.Grouping;
using Heed.Alerting.Notifications;

namespace Heed.Alerting.Incidents;

/// <summary>The last thing that happens to a flush's alerts before it is asked what is news: those of models find their place.</summary>
internal sealed class IncidentStage(IncidentBook book)
{
    private readonly Dictionary<OpenIncident, List<IncidentLink>> _firing = [];
    private readonly Dictionary<OpenIncident, long> _ends = [];
    private readonly Dictionary<OpenIncident, IncidentLink> _causes = [];

    /// <summary>
    /// Settles the standing of the alerts, leaves reasons with those that join, and puts causes first. False where none is linked.
    /// </summary>
    public bool Run(AggregationGroup group, List<FlushedAlert> alerts, long nowMs)
    {
        if (!alerts.Exists(a => a.Link is not null)) return false;
        Collect(alerts);
        foreach (List<IncidentLink> links in _firing.Values) book.Decide(links, group.Receiver.Integrations.Count > 0, nowMs);
        foreach (FlushedAlert alert in alerts)
        {
            if (alert.Link is not { } link) continue;
            if (!_causes.ContainsKey(link.Incident)) _causes.Add(link.Incident, link.Incident.Cause);
            bool came = link.Standing != AlertStanding.Waiting;
            bool isOver = _ends[link.Incident] + book.CloseAfterMs <= nowMs;
            alert.Member.MayReopen = alert.IsResolved && came && !isOver;
            if (alert.IsResolved || link.Standing != AlertStanding.Joined) continue;
            alert.Member.Held = Decision.Held(nowMs, HoldReason.JoinedIncident, link.Incident.Id);
        }

        alerts.Sort(Compare);
        Forget();
        return true;
    }

    private void Collect(List<FlushedAlert> alerts)
    {
        foreach (FlushedAlert alert in alerts)
        {
            if (alert.Link is not { } link) continue;
            long endsAtMs = alert.IsResolved ? alert.Alert.EndsAtMs : long.MaxValue / 2;
            _ends[link.Incident] = Math.Max(endsAtMs, _ends.GetValueOrDefault(link.Incident));
            if (alert.IsResolved) continue;
            if (!_firing.TryGetValue(link.Incident, out List<IncidentLink>? links)) _firing.Add(link.Incident, links = []);
            links.Add(link);
        }
    }

    private void Forget()
    {
        _firing.Clear();
        _ends.Clear();
        _causes.Clear();
    }

    /// <summary>Each incident's probable cause, then the other alerts from causes to effects, then what belongs to no incident.</summary>
    private int Compare(FlushedAlert x, FlushedAlert y)
    {
        if (x.Link is not { } a || y.Link is not { } b)
        {
            int unlinked = (x.Link is null).CompareTo(y.Link is null);
            return unlinked != 0 ? unlinked : AlertOrder.Instance.Compare(x.Alert.Labels, y.Alert.Labels);
        }

        int order = (_causes[a.Incident] != a).CompareTo(_causes[b.Incident] != b);
        if (order == 0) order = a.Rank.CompareTo(b.Rank);
        if (order == 0) order = a.FirstStartsAtMs.CompareTo(b.FirstStartsAtMs);
        return order != 0 ? order : AlertOrder.Instance.Compare(x.Alert.Labels, y.Alert.Labels);
    }
}
