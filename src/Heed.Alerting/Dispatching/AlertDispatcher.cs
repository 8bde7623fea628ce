using Heed.Alerting.Configuration;
using Heed.Alerting.Grouping;
using Heed.Alerting.Incidents;
using Heed.Alerting.Inhibition;
using Heed.Alerting.Journal;
using Heed.Alerting.Log;
using Heed.Alerting.Notifications;
using Heed.Alerting.Routing;
using Heed.Alerting.Silences;
using Heed.Alerting.State;
using Heed.Model.Alerts;
using Heed.Model.Labels;
using Heed.Model.Time;

namespace Heed.Alerting.Dispatching;

/// <summary>
/// Keeps the alerts, puts them into the groups of their routes, and decides at the groups' times who is told what. All of it in
/// the time of the engine: an alert says when it was said, <see cref="Run"/> says when it is. Safe for use by several threads.
/// </summary>
public sealed partial class AlertDispatcher : IScheduled, IAlertSink
{
    /// <summary>
    /// Groups without alerts and alerts long resolved are removed at the multiples of this, as often as Alertmanager does.
    /// </summary>
    private const long MaintenanceMs = 30_000;

    private readonly Lock _gate = new();
    private readonly INotificationSink _sink;
    private readonly DispatcherOptions _options;
    private readonly NotificationLog _log = new();
    private readonly IncidentBook? _incidents;
    private readonly ChangedRecords? _changes;
    private readonly DecisionJournal? _journal;
    private readonly StatePages _pages = new();

    /// <summary>Notifications that the sink is being handed, and how their delivery ended if it says so at once.</summary>
    private readonly Dictionary<string, bool?> _offered = [];
    private AlertStore _alerts;
    private GroupTable _groups;
    private Inhibitor _inhibitor;
    private FlushStages _stages;
    private DispatcherCounters _counters;
    private long _nextMaintenanceMs = long.MaxValue;
    private long _nowMs = long.MinValue;
    private long _revision;

    public AlertDispatcher(AlertmanagerConfiguration configuration, INotificationSink sink, DispatcherOptions options)
    {
        _sink = sink;
        _options = options;
        Silences = new SilenceStore(options.MaxSilences, options.SilenceRetention);
        _changes = options.TracksChanges ? new ChangedRecords() : null;
        _journal = options.KeepsJournal ? new DecisionJournal() : null;
        _incidents = options.Incidents is null ? null : new IncidentBook(options.Incidents);
        Build(configuration, out _alerts, out _groups, out _inhibitor, out _stages);
    }

    public SilenceStore Silences { get; }

    public DispatcherCounters Counters
    {
        get
        {
            lock (_gate) return _counters;
        }
    }

    /// <summary>Grows whenever <see cref="ExportState"/> would say something else than before.</summary>
    public long Revision
    {
        get
        {
            lock (_gate) return _revision + Silences.Revision;
        }
    }

    public long NextDueMs
    {
        get
        {
            lock (_gate) return Math.Min(Math.Min(_groups.NextDueMs(), _incidents?.NextDueMs() ?? long.MaxValue), _nextMaintenanceMs);
        }
    }

    /// <summary>
    /// Takes alerts in at the time that each was said (<see cref="Alert.UpdatedAtMs"/>). One whose end is 0 ends when the resolve
    /// timeout has passed without a repetition.
    /// </summary>
    public void Accept(IReadOnlyList<Alert> alerts)
    {
        lock (_gate)
        {
            foreach (Alert alert in alerts) Accept_NeedsLock(alert);
            if (alerts.Count > 0) _revision++;
        }

        TellWatchers();
    }

    /// <summary>Flushes the groups that are due and hands what they have to say to the sink, outside the lock.</summary>
    public void Run(long dueMs)
    {
        while (true)
        {
            AggregationGroup? group;
            List<Offer> offers;
            lock (_gate)
            {
                _nowMs = Math.Max(_nowMs, dueMs);
                group = _groups.TakeDue(dueMs);
                if (group is null)
                {
                    Follow_NeedsLock(dueMs);
                    if (_nextMaintenanceMs <= dueMs) Maintain_NeedsLock(dueMs);
                    break;
                }

                offers = Flush_NeedsLock(group, dueMs);
            }

            bool allTaken = true;
            foreach (Offer offer in offers) allTaken &= Hand(offer);
            lock (_gate)
            {
                _journal?.Flushed(group, offers, dueMs);
                if (allTaken) group.DropResolved(_changes);
            }

            TellWatchers();
        }

        TellWatchers();
    }

    /// <summary>A notification that was queued has arrived.</summary>
    public void Delivered(string notificationId, long timeMs) => Settle(notificationId, timeMs, delivered: true);

    /// <summary>
    /// A queued notification will not arrive: what its receiver was told before stands again, so that the group's next flush sends
    /// what is then to be said.
    /// </summary>
    public void DeliveryFailed(string notificationId, long timeMs) => Settle(notificationId, timeMs, delivered: false);

    private void Accept_NeedsLock(Alert said)
    {
        Alert? before = _alerts.Find(said.Fingerprint)?.Alert;
        ActiveAlert? active = _alerts.Put(said, out bool isRepetition);
        if (active is null)
        {
            _counters = _counters with { AlertsRefused = _counters.AlertsRefused + 1 };
            return;
        }

        long now = said.UpdatedAtMs;
        _nowMs = Math.Max(_nowMs, now);
        _counters = _counters with { AlertsAccepted = _counters.AlertsAccepted + 1 };
        _inhibitor.Update(active.Alert);
        NoteChange_NeedsLock(active, before, now);
        active.Link = _incidents?.Follow(active.Alert, active.Link, now);
        NoteStep_NeedsLock(active, before, now);
        if (_nextMaintenanceMs == long.MaxValue) _nextMaintenanceMs = NextMaintenanceMs(now);
        if (isRepetition) return;
        foreach (Route route in active.Routes) Join_NeedsLock(route, active, now);
    }

    private void Join_NeedsLock(Route route, ActiveAlert active, long nowMs)
    {
        LabelSet labels = active.GroupLabels(route);
        long waitMs = (long)route.Settings.GroupWait.TotalMilliseconds;
        AggregationGroup? group = active.GroupIn(route) ?? _groups.Find(route, labels) ?? _groups.Create(route, labels, nowMs + waitMs);
        if (group is null)
        {
            _counters = _counters with { GroupsRefused = _counters.GroupsRefused + 1 };
            return;
        }

        if (group.Add(active))
        {
            _changes?.Alert(active.Alert.Fingerprint);
            if (group.Members.Count == 1) _changes?.Group(group);
        }
        else if (group.HasFlushed) return;

        bool isOld = !group.HasFlushed && active.Alert.StartsAtMs + waitMs < nowMs;
        long dueMs = isOld ? nowMs : RaisesSeverity(active, nowMs) ? nowMs + waitMs : group.DueMs;
        if (dueMs >= group.DueMs) return;
        _groups.Schedule(group, dueMs);
        _changes?.Group(group);
    }

    private List<Offer> Flush_NeedsLock(AggregationGroup group, long nowMs)
    {
        group.HasFlushed = true;
        group.LastFlushMs = nowMs;
        _changes?.Group(group);
        _groups.Schedule(group, nowMs + (long)group.Route.Settings.GroupInterval.TotalMilliseconds);
        _revision++;
        if (group.Members.Count == 0) return [];
        _counters = _counters with { Flushes = _counters.Flushes + 1 };
        NoteTimeouts_NeedsLock(group, nowMs);
        List<Offer> offers = _stages.Flush(group, nowMs);
        foreach (Offer offer in offers) _offered[offer.Notification.Id] = null;
        return offers;
    }

    private bool Hand(Offer offer)
    {
        DeliveryAnswer answer = DeliveryAnswer.Refused;
        try
        {
            answer = _sink.Deliver(offer.Notification);
        }
        finally
        {
            lock (_gate) Record_NeedsLock(offer, answer);
        }

        return answer != DeliveryAnswer.Refused;
    }

    private void Record_NeedsLock(Offer offer, DeliveryAnswer answer)
    {
        _offered.Remove(offer.Notification.Id, out bool? ended);
        if (answer == DeliveryAnswer.Delivered) ended = true;
        _revision++;
        _counters = _counters with { NotificationsOffered = _counters.NotificationsOffered + 1 };
        if (answer == DeliveryAnswer.Refused || ended == false)
        {
            _counters = answer == DeliveryAnswer.Refused
                ? _counters with { NotificationsRefused = _counters.NotificationsRefused + 1 }
                : _counters with { NotificationsFailed = _counters.NotificationsFailed + 1 };
            offer.Group.Decisions[offer.IntegrationIndex] = Decision.Held(offer.Notification.TimeMs, HoldReason.DeliveryFailed);
            return;
        }

        if (ended == true) _counters = _counters with { NotificationsDelivered = _counters.NotificationsDelivered + 1 };
        else offer.Group.Pending++;
        _log.Write(offer.Key, offer.Entry with { IsPending = ended is null });
        _incidents?.Notified(offer.Notification);
        offer.Group.Decisions[offer.IntegrationIndex] = Decision.Sent(offer.Notification.TimeMs, offer.Notification.Reason);
    }

    private void Settle(string notificationId, long timeMs, bool delivered)
    {
        lock (_gate)
        {
            if (_offered.ContainsKey(notificationId))
            {
                _offered[notificationId] = delivered;
                return;
            }

            bool known = delivered ? _log.Confirm(notificationId, out LogKey key) : _log.TakeBack(notificationId, out key);
            if (!known) return;
            _revision++;
            _nowMs = Math.Max(_nowMs, timeMs);
            _counters = delivered
                ? _counters with { NotificationsDelivered = _counters.NotificationsDelivered + 1 }
                : _counters with { NotificationsFailed = _counters.NotificationsFailed + 1 };
            foreach (AggregationGroup group in _groups.Find(key.GroupKey))
            {
                if (group.Receiver.Name == key.Receiver) Settle_NeedsLock(group, key, timeMs, delivered, _changes);
            }
        }
    }

    private static void Settle_NeedsLock(AggregationGroup group, LogKey key, long timeMs, bool delivered, ChangedRecords? changes)
    {
        group.Pending = Math.Max(0, group.Pending - 1);
        if (delivered)
        {
            group.DropResolved(changes);
            return;
        }

        for (int i = 0; i < group.Decisions.Length; i++)
        {
            if (group.Receiver.Integrations[i].Id == key.Integration) group.Decisions[i] = Decision.Held(timeMs, HoldReason.DeliveryFailed);
        }
    }

    private void Maintain_NeedsLock(long nowMs)
    {
        foreach (AggregationGroup group in _groups.InOrder.Where(g => g.Members.Count == 0).ToList())
        {
            _groups.Remove(group);
            _changes?.Group(group);
        }

        _incidents?.Forget(nowMs);
        foreach (ActiveAlert active in _alerts.RemoveEnded(nowMs - (long)_options.ResolvedRetention.TotalMilliseconds))
        {
            _inhibitor.Remove(active.Alert);
            _changes?.Alert(active.Alert.Fingerprint);
            if (active.Link is { } link) _incidents?.Detach(link);
        }

        _log.Forget(nowMs);
        Silences.Forget(nowMs);
        _nextMaintenanceMs = _alerts.Count + _groups.Count + _log.Count > 0 ? NextMaintenanceMs(nowMs) : long.MaxValue;
        _revision++;
    }

    private static long NextMaintenanceMs(long nowMs) => ((nowMs / MaintenanceMs) + 1) * MaintenanceMs;
}
