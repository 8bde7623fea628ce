using Heed.Alerting.Configuration;
using Heed.Alerting.Dispatching;
using Heed.Alerting.Notifications;
using Heed.Alerting.OnCall;
using Heed.Model.Alerts;
using Heed.Model.Labels;
using Heed.Model.Time;

namespace Heed.Alerting.Silences;

/// <summary>
/// Looks after silences once a minute: reminds of those that end soon while they hold alerts, and ends those that match nothing any more,
/// where they ask for it. Called by the engine's owner.
/// </summary>
/// <param name="dispatcher">Whose silences and alerts they are.</param>
/// <param name="configuration">Whom to remind, and when.</param>
/// <param name="sink">Takes the reminders.</param>
/// <param name="externalUrl">Where people find this server; no slash at its end.</param>
public sealed class SilenceKeeper(AlertDispatcher dispatcher, OnCallConfiguration configuration, INotificationSink sink, string externalUrl) : IScheduled
{
    private const long MinuteMs = 60_000;

    private readonly Dictionary<string, long> _matchedMs = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _reminded = new(StringComparer.Ordinal);
    private OnCallConfiguration _configuration = configuration;
    private long _nowMs;
    private long _seenRevision = -1;
    private bool _isWanted;

    /// <summary>How many silences ended because they matched nothing any more.</summary>
    public long Expired { get; private set; }

    /// <summary>How many reminders were sent.</summary>
    public long Reminders { get; private set; }

    /// <summary>Of which silences somebody was reminded already, and of which end: kept over a restart.</summary>
    public IReadOnlyDictionary<string, long> Reminded => _reminded;

    public long NextDueMs
    {
        get
        {
            if (dispatcher.Silences.Revision is long revision && revision != _seenRevision)
            {
                _seenRevision = revision;
                _isWanted = dispatcher.Silences.All.Any(IsKept);
            }

            return _isWanted ? ((_nowMs / MinuteMs) + 1) * MinuteMs : long.MaxValue;
        }
    }

    /// <summary>From now on; what nobody saw in the time before counts as matched.</summary>
    public void Restore(IEnumerable<KeyValuePair<string, long>> reminded, long nowMs)
    {
        _nowMs = nowMs;
        foreach ((string id, long endsAtMs) in reminded) _reminded[id] = endsAtMs;
        foreach (Silence silence in dispatcher.Silences.All) _matchedMs[silence.Id] = nowMs;
    }

    /// <summary>Another file says from now on whom to remind, and when.</summary>
    public void Reconfigure(OnCallConfiguration configuration)
    {
        _configuration = configuration;
        _seenRevision = -1;
    }

    /// <summary>Leaves out the time in which nobody looked.</summary>
    public void SkipTo(long nowMs) => _nowMs = Math.Max(_nowMs, nowMs);

    public void Run(long dueMs)
    {
        _nowMs = Math.Max(_nowMs, dueMs);
        IReadOnlyList<Silence> all = dispatcher.Silences.All;
        foreach (Silence silence in all)
        {
            if (silence.StateAt(dueMs) == SilenceState.Active && IsKept(silence)) Look(silence, dueMs);
        }

        HashSet<string> known = [.. all.Select(s => s.Id)];
        foreach (string gone in _matchedMs.Keys.Concat(_reminded.Keys).Where(id => !known.Contains(id)).ToArray())
        {
            _matchedMs.Remove(gone);
            _reminded.Remove(gone);
        }
    }

    private bool IsKept(Silence silence) => silence.ExpireUnmatchedMs > 0 || RemindBeforeMs(silence) > 0;

    private long RemindBeforeMs(Silence silence) =>
        silence.RemindBeforeMs > 0 ? silence.RemindBeforeMs : (long)_configuration.SilenceReminder.TotalMilliseconds;

    private void Look(Silence silence, long nowMs)
    {
        IReadOnlyList<KnownAlert> matched = dispatcher.Known(new AlertFilter { Matchers = silence.Matchers }, nowMs);
        if (matched.Count > 0) _matchedMs[silence.Id] = nowMs;
        long lastMs = Math.Max(silence.StartsAtMs, _matchedMs.GetValueOrDefault(silence.Id));
        if (silence.ExpireUnmatchedMs > 0 && nowMs - lastMs >= silence.ExpireUnmatchedMs)
        {
            dispatcher.Silences.Expire(silence.Id, nowMs);
            Expired++;
            return;
        }

        long beforeMs = RemindBeforeMs(silence);
        bool isDue = beforeMs > 0 && nowMs >= silence.EndsAtMs - beforeMs && _reminded.GetValueOrDefault(silence.Id) != silence.EndsAtMs;
        if (isDue && matched.Count > 0) Remind(silence, matched, nowMs);
    }

    /// <summary>Whoever made the silence, where they are known; else the receiver that the configuration names.</summary>
    private void Remind(Silence silence, IReadOnlyList<KnownAlert> matched, long nowMs)
    {
        _reminded[silence.Id] = silence.EndsAtMs;
        Person? person = _configuration.People.FirstOrDefault(
            p => p.Name == silence.CreatedBy || p.FullName == silence.CreatedBy || (p.Email.Length > 0 && p.Email == silence.CreatedBy));
        IEnumerable<ReceiverConfiguration> receivers = person?.Contacts.Select(c => c.Receiver).DistinctBy(r => r.Name) ?? [];
        if (person is null && _configuration.SilenceReceiver is { } room) receivers = [room];
        foreach (ReceiverConfiguration receiver in receivers)
        {
            foreach (IntegrationOptions integration in receiver.Integrations)
            {
                if (sink.Deliver(Write(silence, matched, receiver.Name, integration, nowMs)) != DeliveryAnswer.Refused) Reminders++;
            }
        }
    }

    private Notification Write(Silence silence, IReadOnlyList<KnownAlert> matched, string receiver, IntegrationOptions integration, long nowMs)
    {
        string groupKey = $"silence/{silence.Id}";
        string left = PrometheusDuration.Format(TimeSpan.FromMilliseconds(silence.EndsAtMs - nowMs));
        string matchers = string.Join(", ", silence.Matchers);
        string summary = FormattableString.Invariant(
            $"The silence of {silence.CreatedBy} on {matchers} ends in {left} and still holds {matched.Count} alerts: {silence.Comment}");
        int most = integration.MaxAlerts > 0 ? integration.MaxAlerts : matched.Count;
        IEnumerable<Alert> alerts = matched.Select(m => m.Alert).OrderBy(a => a.Labels).Take(most);
        return new Notification(
            Notification.IdOf(groupKey, receiver, integration.Id, silence.EndsAtMs),
            receiver,
            integration.Id,
            nowMs,
            NotificationStatus.Firing,
            NotifyReason.SilenceEnds,
            groupKey,
            LabelSet.Of((LabelNames.AlertName, "SilenceEnds")),
            LabelSet.Of((LabelNames.AlertName, "SilenceEnds")),
            LabelSet.Of(("summary", summary)),
            externalUrl,
            [.. alerts.Select(a => new NotifiedAlert(NotificationStatus.Firing, a.Labels, a.Annotations, a.StartsAtMs, null, a.GeneratorUrl))],
            Math.Max(0, matched.Count - most))
        {
            OnCall = summary,
        };
    }
}
