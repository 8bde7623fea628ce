using System.Globalization;
using System.Text.Json;

using Heed.Alerting.Dispatching;
using Heed.Alerting.Journal;
using Heed.Alerting.Notifications;
using Heed.Model.Alerts;
using Heed.Model.Labels;
using Heed.Rules.State;
using Heed.Server.Hosting;
using Heed.Server.State;

namespace Heed.Server.Journal;

/// <summary>
/// Collects what rules and routing decided in a turn, for the disk. Rules are compared with what they were: a line tells a change.
/// Owned by the engine's owner.
/// </summary>
internal sealed class AlertJournal(AlertDispatcher alerts, LabelSet external)
{
    /// <summary>Lines that may wait for the disk.</summary>
    private const int Capacity = 200_000;

    private static readonly JournalBody GivenUp = new() { Text = "the condition ceased to hold before the hold duration was over" };

    private readonly Dictionary<ulong, AlertState> _states = [];
    private readonly HashSet<ulong> _seen = [];
    private readonly List<JournalSubject> _subjects = [];
    private readonly List<JournalRow> _rows = [];

    /// <summary>Lines that were lost because the disk took none for long.</summary>
    public long Dropped { get; private set; }

    public static string SubjectOf(LabelSet labels) => labels.Fingerprint.ToString("x16", CultureInfo.InvariantCulture);

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
            if (_states[gone] == AlertState.Pending) Add(gone.ToString("x16", CultureInfo.InvariantCulture), nowMs, "inactive", GivenUp);
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
        Add(SubjectOf(labels), timeMs, kind, new JournalBody { Value = double.IsFinite(alert.Value) ? alert.Value : null });
    }

    private void Begin(LabelSet labels, long nowMs)
    {
        if (_subjects.Count >= Capacity) return;
        string json = JsonSerializer.Serialize(labels, StateJson.Options);
        _subjects.Add(new JournalSubject(SubjectOf(labels), labels.Get(LabelNames.AlertName), json, nowMs));
    }

    private void Add(JournalEntry entry)
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
            JournalStep.Fired => "routed",
            JournalStep.Ended => "ended",
            JournalStep.Notified => "notified",
            _ => "held",
        };
        Add(SubjectOf(entry.Labels), entry.TimeMs, kind, body);
    }

    private void Add(string subject, long timeMs, string kind, JournalBody body)
    {
        if (_rows.Count < Capacity) _rows.Add(new JournalRow(subject, timeMs, kind, JournalJson.Write(body)));
        else Dropped++;
    }

    private static string? Or(string text) => text.Length > 0 ? text : null;
}
