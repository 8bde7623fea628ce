using Heed.Alerting.Dispatching;
using Heed.Alerting.Log;
using Heed.Alerting.Notifications;
using Heed.Model.Labels;

namespace Heed.Alerting.Incidents;

/// <summary>
/// Decides whether a group with alerts of incidents has something to say that is worth an interruption. It asks Alertmanager's rules, of
/// which it changes three: a joined alert is no news; an alert that is resolved counts as firing until all of its incident's in the
/// group have been resolved for as long as an incident stays open, so one that flaps is told once; and what people have acknowledged
/// is not repeated.
/// </summary>
internal sealed class IncidentDeduplication
{
    private readonly List<ulong> _firing = [];
    private readonly List<ulong> _resolved = [];
    private readonly List<ulong> _knownFiring = [];
    private readonly List<ulong> _knownResolved = [];
    private readonly LogEntry? _entry;
    private readonly List<FlushedAlert> _alerts;
    private readonly long _nowMs;
    private bool _ends;

    /// <param name="entry">What the receiver was told last; null for nothing.</param>
    /// <param name="alerts">Those that came through the flush, their standing settled.</param>
    /// <param name="closeAfterMs">How long an incident stays open.</param>
    /// <param name="nowMs">When the group is flushed.</param>
    public IncidentDeduplication(LogEntry? entry, List<FlushedAlert> alerts, long closeAfterMs, long nowMs)
    {
        _entry = entry;
        _alerts = alerts;
        _nowMs = nowMs;
        Dictionary<OpenIncident, (bool IsBelieved, long EndsAtMs)> incidents = Summarize();
        foreach (FlushedAlert alert in alerts)
        {
            if (alert.Link is not { } link) (alert.IsResolved ? _resolved : _firing).Add(alert.Alert.Fingerprint);
            else if (!alert.IsResolved) AddFiring(alert, link, incidents[link.Incident].IsBelieved);
            else AddResolved(alert, incidents[link.Incident].EndsAtMs + closeAfterMs <= nowMs);
        }

        foreach (List<ulong> list in (List<ulong>[])[_firing, _resolved, _knownFiring, _knownResolved]) list.Sort();
    }

    /// <summary>What the receiver will take for firing once it was told; ascending.</summary>
    public IReadOnlyList<ulong> Firing => _firing;

    public IReadOnlyList<ulong> Resolved => _resolved;

    /// <summary>Changes with what a notice of the group's incidents would show.</summary>
    public ulong Shown { get; private set; }

    /// <param name="sendResolved">Whether the integration wants to hear of resolved alerts.</param>
    /// <param name="updatesQuietly">Whether it can be told without interrupting anybody.</param>
    /// <param name="repeatInterval">Of the route.</param>
    /// <param name="hold">Why not, where the answer is <see cref="NotifyReason.None"/>.</param>
    public NotifyReason Decide(bool sendResolved, bool updatesQuietly, TimeSpan repeatInterval, out HoldReason hold)
    {
        hold = HoldReason.None;
        Shown = HashShown();
        if (_entry is null)
        {
            if (_alerts.Exists(IsNews)) return NotifyReason.FirstNotification;
            hold = _firing.Count > 0 ? HoldReason.JoinedIncident : HoldReason.ResolvedBeforeNotified;
            return NotifyReason.None;
        }

        LogEntry known = _entry with { Firing = Union(_entry.Firing, _knownFiring), Resolved = Union(_entry.Resolved, _knownResolved) };
        NotifyReason reason = Deduplication.Decide(known, _firing, _resolved, sendResolved, repeatInterval, _nowMs, out hold);
        bool fires = _alerts.Exists(a => !a.IsResolved);
        if (reason == NotifyReason.RepeatIntervalElapsed) reason = Repeat(fires, out hold);
        else if (reason == NotifyReason.None && _ends && !fires) hold = HoldReason.IncidentMayReopen;
        bool updates = reason == NotifyReason.None && updatesQuietly && fires && _entry.Firing.Count > 0 && Shown != _entry.Shown;
        if (!updates) return reason;
        hold = HoldReason.None;
        return NotifyReason.IncidentUpdated;
    }

    private static bool IsNews(FlushedAlert alert) => !alert.IsResolved && alert.Link is null or { Standing: AlertStanding.Announced };

    private NotifyReason Repeat(bool fires, out HoldReason hold)
    {
        bool isHandled = fires && _alerts.TrueForAll(
            a => a.IsResolved || a.Link is { Incident: { AcknowledgedAtMs: not null } or { ResolvedBy.Length: > 0 } });
        hold = !fires ? HoldReason.IncidentMayReopen : isHandled ? HoldReason.IncidentAcknowledged : HoldReason.None;
        return hold == HoldReason.None ? NotifyReason.RepeatIntervalElapsed : NotifyReason.None;
    }

    /// <summary>For each incident whether the receiver takes it for open, and when the last of its alerts in the group ends.</summary>
    private Dictionary<OpenIncident, (bool IsBelieved, long EndsAtMs)> Summarize()
    {
        Dictionary<OpenIncident, (bool IsBelieved, long EndsAtMs)> incidents = [];
        foreach (FlushedAlert alert in _alerts)
        {
            if (alert.Link is not { } link) continue;
            (bool isBelieved, long endsAtMs) = incidents.GetValueOrDefault(link.Incident);
            long alertEndsAtMs = alert.IsResolved ? alert.Alert.EndsAtMs : long.MaxValue / 2;
            incidents[link.Incident] = (isBelieved || IsToldFiring(alert), Math.Max(endsAtMs, alertEndsAtMs));
        }

        return incidents;
    }

    private void AddFiring(in FlushedAlert alert, IncidentLink link, bool isBelieved)
    {
        ulong fingerprint = alert.Alert.Fingerprint;
        _firing.Add(fingerprint);
        bool isBack = isBelieved && _entry is not null && Contains(_entry.Resolved, fingerprint);
        if (link.Standing == AlertStanding.Joined || isBack) _knownFiring.Add(fingerprint);
    }

    private void AddResolved(in FlushedAlert alert, bool isOver)
    {
        ulong fingerprint = alert.Alert.Fingerprint;
        bool isTold = IsToldFiring(alert);
        if (!isOver && isTold)
        {
            _ends = true;
            _firing.Add(fingerprint);
            return;
        }

        _resolved.Add(fingerprint);
        if (!isTold) _knownResolved.Add(fingerprint);
    }

    private bool IsToldFiring(in FlushedAlert alert) => _entry is not null && Contains(_entry.Firing, alert.Alert.Fingerprint);

    private ulong HashShown()
    {
        StableHash hash = new(0);
        Dictionary<OpenIncident, ulong> causes = [];
        foreach (FlushedAlert alert in _alerts)
        {
            if (alert.Link is not { } link) continue;
            if (!causes.TryGetValue(link.Incident, out ulong cause)) causes[link.Incident] = cause = link.Incident.Cause.Alert.Fingerprint;
            hash.Add(alert.Alert.Fingerprint);
            hash.Add(alert.IsResolved ? 1UL : 0);
            hash.Add(cause);
        }

        return hash.ToUInt64();
    }

    private static bool Contains(IReadOnlyList<ulong> ascending, ulong fingerprint)
    {
        int low = 0;
        for (int high = ascending.Count; low < high;)
        {
            int middle = (low + high) / 2;
            if (ascending[middle] < fingerprint) low = middle + 1;
            else high = middle;
        }

        return low < ascending.Count && ascending[low] == fingerprint;
    }

    private static IReadOnlyList<ulong> Union(IReadOnlyList<ulong> first, List<ulong> second) =>
        second.Count == 0 ? first : [.. first.Union(second).Order()];
}
