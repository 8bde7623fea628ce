using Heed.Alerting.Dispatching;
using Heed.Alerting.Journal;
using Heed.Alerting.Notifications;
using Heed.Model.Alerts;
using Heed.Model.Labels;
using Heed.Rules.State;
using Heed.Server.Hosting;

namespace Heed.Server.Journal;

/// <summary>
/// Collects what rules and routing decided in a turn, for the disk. Rules are compared with what they were: a line tells a change.
/// Owned by the engine's owner.
/// </summary>
internal sealed class AlertJournal(AlertDispatcher alerts, LabelSet external)
{
    /// <summary>The kind of line that tells that routing took an alert in.</summary>
    public const string Routed = "routed";

    /// <summary>Lines that may wait for the disk.</summary>
    private const int Capacity = 200_000;

    private static readonly JournalBody GivenUp = new() { Text = "the condition ceased to hold before the hold duration was over" };

    private readonly Dictionary<ulong, AlertState> _states = [];
    private readonly HashSet<ulong> _seen = [];
    private readonly List<JournalSubject> _subjects = [];
    private readonly List<JournalRow> _rows = [];

    /// <summary>Lines that were lost because the disk took none for long.</summary>
    public long Dropped { get; private set; }

    /// <summary>What rules said before a restart is no news.</summary>
    public void Restore(IReadOnlyList<RuleState> rules)
    {
        foreach (AlertMemory alert in rules.SelectMany(r => r.Alerts)) _states[Known(alert).Fingerprint] = alert.State;
    }

    /// <summary>Notes what changed in the rules' alerts since the last call.</summary>
    public void Note(IReadOnlyList<RuleState> rules, long nowMs)
    {
        _seen.Clear();
        foreach (RuleState rule in rules)
        {
            foreach (AlertMemory alert in rule.Alerts) Note(alert, nowMs);
        }

        foreach (ulong gone in _states.Keys.Where(f => !_seen.Contains(f)).ToArray())
        {
            // A pending alert that is not there any more never fired: its condition ceased to hold before its time.
            if (_states[gone] == AlertState.Pending) Add(gone, nowMs, "inactive", GivenUp);
            _states.Remove(gone);
        }
    }

    /// <summary>Everything noted and not kept yet: where it cannot be written, the next turn tries again.</summary>
    public JournalBatch Waiting(long nowMs)
    {
        foreach (JournalEntry entry in alerts.TakeJournal()) Add(entry);
        return _rows.Count == 0 && _subjects.Count == 0 ? JournalBatch.Empty : new JournalBatch(_subjects, _rows, nowMs);
    }

    /// <summary>What was waiting is on the disk.</summary>
    public void Kept()
    {
        _subjects.Clear();
        _rows.Clear();
    }

    private LabelSet Known(AlertMemory alert) => ExternalLabels.AddTo(alert.Labels, external);

    private void Note(AlertMemory alert, long nowMs)
    {
        LabelSet labels = Known(alert);
        _seen.Add(labels.Fingerprint);
        bool known = _states.TryGetValue(labels.Fingerprint, out AlertState before);
        if (known && before == alert.State) return;
        _states[labels.Fingerprint] = alert.State;
        if (!known && alert.State == AlertState.Inactive) return;
        Begin(labels, nowMs);
        (string kind, long timeMs) = alert.State switch
        {
            AlertState.Pending => ("pending", alert.ActiveSinceMs),
            AlertState.Firing => ("firing", alert.FiredAtMs ?? nowMs),
            _ => ("resolved", alert.ResolvedAtMs ?? nowMs),
        };
        Add(labels.Fingerprint, timeMs, kind, new JournalBody { Value = double.IsFinite(alert.Value) ? alert.Value : null });
    }

    private void Begin(LabelSet labels, long nowMs)
    {
        if (_subjects.Count >= Capacity) return;
        _subjects.Add(new JournalSubject(labels.Fingerprint, labels, nowMs));
    }

    private void Add(in JournalEntry entry)
    {
        if (entry.Step == JournalStep.Fired) Begin(entry.Labels, entry.TimeMs);
        Decision decision = entry.Decision;
        bool decided = entry.Step is JournalStep.Held or JournalStep.Notified;
        JournalBody body = new()
        {
            Receiver = Or(entry.Receiver),
            Integration = Or(entry.Integration),
            Reason = !decided ? null : decision.Notify != NotifyReason.None ? decision.Notify.ToString() : decision.Hold.ToString(),
            Text = !decided ? null : decision.Notify != NotifyReason.None ? DecisionText.Of(decision.Notify) : DecisionText.Of(decision),
            Group = Or(entry.GroupKey),
            Notification = Or(entry.NotificationId),
            Incident = Or(entry.IncidentId),
        };
        string kind = entry.Step switch
        {
            JournalStep.Fired => Routed,
            JournalStep.Ended => "ended",
            JournalStep.Notified => "notified",
            _ => "held",
        };
        Add(entry.Labels.Fingerprint, entry.TimeMs, kind, body);
    }

    private void Add(ulong subject, long timeMs, string kind, JournalBody body)
    {
        if (_rows.Count < Capacity) _rows.Add(new JournalRow(subject, timeMs, kind, body));
        else Dropped++;
    }

    private static string? Or(string text) => text.Length > 0 ? text : null;
}
