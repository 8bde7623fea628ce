using Heed.Alerting.Notifications;
using Heed.Alerting.OnCall;
using Heed.Model.Time;

namespace Heed.Alerting.Escalation;

/// <summary>
/// Pages people for incidents, step by step, until somebody acknowledges or the incident is over. All of it in the time of the engine.
/// What it decides and the notices that follow are kept together, so that a restart goes on where the last process stopped and pages
/// nobody twice. Deliveries may be reported from any thread; everything else is called by the engine's owner.
/// </summary>
public sealed class EscalationEngine : IScheduled
{
    private readonly Lock _gate = new();
    private readonly OverrideStore _overrides;
    private readonly INotificationSink _sink;
    private readonly EscalationOptions _options;
    private readonly PageWriter _writer;
    private readonly SortedDictionary<string, EscalationState> _escalations = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _turns = new(StringComparer.Ordinal);

    /// <summary>Notices whose delivery is awaited, and the incident of each.</summary>
    private readonly Dictionary<string, string> _awaited = new(StringComparer.Ordinal);
    private readonly List<(string IncidentId, string Who)> _expired = [];
    private OnCallConfiguration _configuration;
    private EscalationSteps _steps;
    private EscalationCounters _counters;

    /// <summary>Null where it has to be found out anew.</summary>
    private long? _nextDueMs;
    private long _revision;

    /// <param name="configuration">Who is on call.</param>
    /// <param name="overrides">What people changed since.</param>
    /// <param name="sink">Takes the notices.</param>
    /// <param name="links">Makes links to acknowledge; null to leave them out, as a replay does.</param>
    /// <param name="options">Bounds.</param>
    public EscalationEngine(
        OnCallConfiguration configuration, OverrideStore overrides, INotificationSink sink, AcknowledgementLinks? links, EscalationOptions options)
    {
        _configuration = configuration;
        _overrides = overrides;
        _sink = sink;
        _options = options;
        _steps = new EscalationSteps(new RecipientFinder(configuration, overrides));
        _writer = new PageWriter(options, links);
    }

    public EscalationCounters Counters
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
            lock (_gate) return _revision;
        }
    }

    public long NextDueMs
    {
        get
        {
            lock (_gate)
            {
                if (_nextDueMs is { } known) return known;
                long next = long.MaxValue;
                foreach (EscalationState state in _escalations.Values) next = Math.Min(next, NextDueMsOf(state));
                _nextDueMs = next;
                return next;
            }
        }
    }

    /// <summary>What holds all alerts of an incident at a time, as a sentence; null where one of them is to be heard. Asked without a lock held.</summary>
    internal Func<Interruption, long, string?> HeldBy { get; set; } = static (_, _) => null;

    /// <summary>All that are known, ordered by incident.</summary>
    public IReadOnlyList<EscalationState> All
    {
        get
        {
            lock (_gate) return [.. _escalations.Values];
        }
    }

    public EscalationState? Find(string incidentId)
    {
        lock (_gate) return _escalations.GetValueOrDefault(incidentId);
    }

    /// <summary>An incident has opened; the first step is due now. The policy is copied.</summary>
    public EscalationOutcome Open(Interruption interruption, long nowMs)
    {
        lock (_gate)
        {
            if (_escalations.TryGetValue(interruption.IncidentId, out EscalationState? known) && known.Phase != EscalationPhase.Resolved)
            {
                return EscalationOutcome.Already;
            }

            if (_configuration.PolicyOf(interruption.Labels) is not { } policy) return EscalationOutcome.NoPolicy;
            if (known is null && _escalations.Count >= _options.MaxEscalations)
            {
                _counters = _counters with { Refused = _counters.Refused + 1 };
                return EscalationOutcome.Full;
            }

            int turn = _turns.GetValueOrDefault(policy.Name);
            _turns[policy.Name] = turn + 1;
            _counters = _counters with { Opened = _counters.Opened + 1 };
            Put_NeedsLock(EscalationSteps.Open(interruption, policy, turn, nowMs));
            return EscalationOutcome.Done;
        }
    }

    /// <summary>
    /// An incident that was over is not. Who was told that it is over is told again: whoever has acknowledged it, else the steps begin anew.
    /// </summary>
    /// <param name="acknowledgedBy">Empty for nobody.</param>
    public EscalationOutcome Reopen(Interruption interruption, string acknowledgedBy, long nowMs)
    {
        lock (_gate)
        {
            if (_escalations.TryGetValue(interruption.IncidentId, out EscalationState? state) && state.Phase == EscalationPhase.Resolved)
            {
                state = state with { Interruption = interruption, ResolvedAtMs = 0 };
                state = EscalationSteps.BeginAnew(state.With(nowMs, EscalationEvent.Reopened), NotifyReason.IncidentOpened, nowMs);
                if (acknowledgedBy.Length > 0) state = EscalationSteps.Acknowledge(state, acknowledgedBy, nowMs) with { DueMs = nowMs };
                Put_NeedsLock(state);
                return EscalationOutcome.Done;
            }
        }

        return Open(interruption, nowMs);
    }

    /// <summary>
    /// An incident has changed. One that has become more severe is routed anew and begins with the first step, acknowledged or not; any
    /// other change is only what later notices say.
    /// </summary>
    public EscalationOutcome Change(Interruption interruption, bool isRaised, long nowMs)
    {
        lock (_gate)
        {
            if (!_escalations.TryGetValue(interruption.IncidentId, out EscalationState? state))
            {
                if (!isRaised) return EscalationOutcome.Unknown;
            }
            else
            {
                if (state.Phase == EscalationPhase.Resolved) return EscalationOutcome.Resolved;
                state = state with { Interruption = interruption };
                if (isRaised && _configuration.PolicyOf(interruption.Labels) is { } policy)
                {
                    state = EscalationSteps.BeginAnew(state with { Policy = policy }, NotifyReason.SeverityRaised, nowMs)
                        .With(nowMs, EscalationEvent.SeverityRaised, "", interruption.Severity);
                }

                Put_NeedsLock(state);
                return EscalationOutcome.Done;
            }
        }

        return Open(interruption, nowMs);
    }

    /// <summary>Somebody is on it: no further step is taken.</summary>
    /// <param name="by">A person's name, or whatever somebody calls themselves.</param>
    public EscalationOutcome Acknowledge(string incidentId, string by, long nowMs)
    {
        lock (_gate)
        {
            if (!_escalations.TryGetValue(incidentId, out EscalationState? state)) return EscalationOutcome.Unknown;
            if (state.Phase == EscalationPhase.Resolved) return EscalationOutcome.Resolved;
            if (state.Phase == EscalationPhase.Acknowledged && state.AcknowledgedBy == by) return EscalationOutcome.Already;
            _counters = _counters with { Acknowledged = _counters.Acknowledged + 1 };
            Put_NeedsLock(EscalationSteps.Acknowledge(state, by, nowMs));
            return EscalationOutcome.Done;
        }
    }

    /// <summary>Takes an acknowledgement back: the steps begin anew, now.</summary>
    public EscalationOutcome Unacknowledge(string incidentId, string by, long nowMs)
    {
        lock (_gate)
        {
            if (!_escalations.TryGetValue(incidentId, out EscalationState? state)) return EscalationOutcome.Unknown;
            if (state.Phase == EscalationPhase.Resolved) return EscalationOutcome.Resolved;
            if (state.Phase != EscalationPhase.Acknowledged) return EscalationOutcome.Already;
            Put_NeedsLock(EscalationSteps.BeginAnew(state.With(nowMs, EscalationEvent.Unacknowledged, by), NotifyReason.AcknowledgementEnded, nowMs));
            return EscalationOutcome.Done;
        }
    }

    /// <summary>The incident is over: no further step, and whoever was paged is told.</summary>
    public EscalationOutcome Resolve(string incidentId, long nowMs)
    {
        List<Notification> notices = [];
        lock (_gate)
        {
            if (!_escalations.TryGetValue(incidentId, out EscalationState? state)) return EscalationOutcome.Unknown;
            if (state.Phase == EscalationPhase.Resolved) return EscalationOutcome.Already;
            List<Page> pages = [];
            state = _steps.Resolve(state, nowMs, pages);
            foreach (Page page in pages) state = _writer.Write(state, page, nowMs, notices);
            Put_NeedsLock(state);
        }

        Hand(notices, nowMs);
        return EscalationOutcome.Done;
    }

    /// <summary>Takes the steps that are due and hands their notices to the sink, outside the lock.</summary>
    public void Run(long dueMs)
    {
        List<string> due = [];
        lock (_gate)
        {
            foreach ((string id, EscalationState state) in _escalations)
            {
                if (NextDueMsOf(state) <= dueMs) due.Add(id);
            }
        }

        foreach (string id in due) RunOne(id, dueMs);
    }

    /// <summary>A notice has arrived: its step has reached somebody.</summary>
    public void Delivered(string notificationId)
    {
        lock (_gate)
        {
            if (!_awaited.Remove(notificationId, out string? incident) || !_escalations.TryGetValue(incident, out EscalationState? state)) return;
            Put_NeedsLock(state with { Awaited = null });
        }
    }

    /// <summary>A notice will not arrive. Where none of its step's notices will, the next step does not wait.</summary>
    public void DeliveryFailed(string notificationId, long timeMs)
    {
        lock (_gate)
        {
            if (!_awaited.Remove(notificationId, out string? incident) || !_escalations.TryGetValue(incident, out EscalationState? state)) return;
            List<string> left = [.. (state.Awaited ?? []).Where(id => id != notificationId)];
            Put_NeedsLock(left.Count > 0 ? state with { Awaited = left } : Unreached(state, timeMs));
        }
    }

    /// <summary>The incidents whose acknowledgement has expired since the last call, and whose it was.</summary>
    public IReadOnlyList<(string IncidentId, string Who)> TakeExpired()
    {
        lock (_gate)
        {
            if (_expired.Count == 0) return [];
            (string, string)[] expired = [.. _expired];
            _expired.Clear();
            return expired;
        }
    }

    public EscalationRecords ExportState()
    {
        lock (_gate) return new EscalationRecords([.. _escalations.Values], new SortedDictionary<string, int>(_turns, StringComparer.Ordinal));
    }

    /// <summary>
    /// Leaves out the time in which nobody ran the steps. What was due in it is due now, and the step after it waits as long as it
    /// should: nobody's chance to answer is skipped.
    /// </summary>
    public void SkipTo(long nowMs)
    {
        lock (_gate)
        {
            foreach (EscalationState state in _escalations.Values.Where(e => e.NextDueMs() < nowMs).ToList())
            {
                Put_NeedsLock(state with
                {
                    DueMs = Math.Max(state.DueMs, nowMs),
                    Held = [.. state.Held.Select(h => h with { DueMs = Math.Max(h.DueMs, nowMs) })],
                });
            }
        }
    }

    /// <summary>
    /// Another file is in force: who is paged from now on is its choice. Escalations that run keep the policy that they were opened with.
    /// </summary>
    public void Reconfigure(OnCallConfiguration configuration)
    {
        lock (_gate)
        {
            _configuration = configuration;
            _steps = new EscalationSteps(new RecipientFinder(configuration, _overrides));
            Changed_NeedsLock();
        }
    }

    /// <summary>Takes up where <see cref="ExportState"/> was called.</summary>
    public void RestoreState(EscalationRecords records)
    {
        lock (_gate)
        {
            foreach (EscalationState state in records.Escalations) Put_NeedsLock(state);
            foreach ((string policy, int turn) in records.Turns) _turns[policy] = turn;
        }
    }

    private void RunOne(string id, long nowMs)
    {
        List<Notification> notices = [];
        string? heldBy = Find(id) is { Phase: EscalationPhase.Escalating or EscalationPhase.Exhausted } known ? HeldBy(known.Interruption, nowMs) : null;
        lock (_gate)
        {
            EscalationState before = _escalations[id];
            if (before.ResolvedAtMs > 0 && RemovalMs(before) <= nowMs)
            {
                _escalations.Remove(id);
                Changed_NeedsLock();
                return;
            }

            if (heldBy is not null)
            {
                Put_NeedsLock(EscalationSteps.Wait(before, heldBy, nowMs));
                return;
            }

            List<Page> pages = [];
            EscalationState after = _steps.Run(before, nowMs, pages);
            foreach (Page page in pages) after = _writer.Write(after, page, nowMs, notices);
            if (after.Step != before.Step && notices.Count > 0) after = after with { Awaited = [.. notices.Select(n => n.Id)] };
            Count_NeedsLock(before, after);
            if (before.Phase == EscalationPhase.Acknowledged && after.Phase != EscalationPhase.Acknowledged) _expired.Add((id, before.AcknowledgedBy));
            Put_NeedsLock(after);
        }

        Hand(notices, nowMs);
    }

    private void Hand(List<Notification> notices, long nowMs)
    {
        foreach (Notification notice in notices)
        {
            DeliveryAnswer answer = _sink.Deliver(notice);
            lock (_gate)
            {
                _counters = answer == DeliveryAnswer.Refused
                    ? _counters with { RefusedNotices = _counters.RefusedNotices + 1 }
                    : _counters with { Notices = _counters.Notices + 1 };
            }

            if (answer == DeliveryAnswer.Delivered) Delivered(notice.Id);
            if (answer == DeliveryAnswer.Refused) DeliveryFailed(notice.Id, nowMs);
        }
    }

    private static EscalationState Unreached(EscalationState state, long timeMs)
    {
        state = state with { Awaited = null };
        if (state.Phase != EscalationPhase.Escalating) return state;
        return (state with { DueMs = Math.Min(state.DueMs, timeMs) }).With(timeMs, EscalationEvent.NobodyReached);
    }

    private void Count_NeedsLock(EscalationState before, EscalationState after)
    {
        int old = before.Entries.Count + before.DroppedEntries;
        foreach (EscalationEntry entry in after.Entries.Skip(Math.Max(0, old - after.DroppedEntries)))
        {
            _counters = entry.Event switch
            {
                EscalationEvent.HeldByQuietHours => _counters with { HeldNotices = _counters.HeldNotices + 1 },
                EscalationEvent.AcknowledgementExpired => _counters with { ExpiredAcknowledgements = _counters.ExpiredAcknowledgements + 1 },
                EscalationEvent.Exhausted => _counters with { Exhausted = _counters.Exhausted + 1 },
                EscalationEvent.NobodyOnCall => _counters with { Gaps = _counters.Gaps + 1 },
                _ => _counters,
            };
        }
    }

    private void Put_NeedsLock(EscalationState state)
    {
        string id = state.Interruption.IncidentId;
        if (_escalations.TryGetValue(id, out EscalationState? before))
        {
            foreach (string notice in before.Awaited ?? []) _awaited.Remove(notice);
        }

        _escalations[id] = state;
        foreach (string notice in state.Awaited ?? []) _awaited[notice] = id;
        Changed_NeedsLock();
    }

    private void Changed_NeedsLock()
    {
        _revision++;
        _nextDueMs = null;
    }

    private long NextDueMsOf(EscalationState state) => state.ResolvedAtMs > 0 ? Math.Min(RemovalMs(state), state.NextDueMs()) : state.NextDueMs();

    private long RemovalMs(EscalationState state) => state.ResolvedAtMs + (long)_options.Retention.TotalMilliseconds;
}
