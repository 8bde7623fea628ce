using Heed.Alerting.Configuration;
using Heed.Alerting.Dispatching;
using Heed.Alerting.Grouping;
using Heed.Alerting.Notifications;

namespace Heed.Alerting.Journal;

/// <summary>
/// Notes decisions until its host takes them to the disk. What is decided again as before is not noted again: a decision holds until
/// the next one. Its owner holds the lock.
/// </summary>
internal sealed class DecisionJournal
{
    /// <summary>Entries that may wait to be taken; more are dropped and counted.</summary>
    public const int Capacity = 200_000;

    private readonly List<JournalEntry> _entries = [];

    public long Dropped { get; private set; }

    public IReadOnlyList<JournalEntry> Take()
    {
        if (_entries.Count == 0) return [];
        JournalEntry[] taken = [.. _entries];
        _entries.Clear();
        return taken;
    }

    public void Fired(ActiveAlert active, long nowMs) => Add(Step(active, nowMs, JournalStep.Fired));

    public void Ended(ActiveAlert active, long nowMs) => Add(Step(active, nowMs, JournalStep.Ended));

    /// <summary>Notes what a flush decided for every alert of a group.</summary>
    /// <param name="group">Its last flush was at this time.</param>
    /// <param name="offers">What it sent, or tried to.</param>
    /// <param name="nowMs">When it was.</param>
    public void Flushed(AggregationGroup group, IReadOnlyList<Offer> offers, long nowMs)
    {
        foreach (GroupMember member in group.Members.Values)
        {
            if (!member.WasFlushed) continue;
            for (int i = 0; i < Math.Max(1, group.Decisions.Length); i++) Note(group, member, i, offers, nowMs);
        }
    }

    private void Note(AggregationGroup group, GroupMember member, int index, IReadOnlyList<Offer> offers, long nowMs)
    {
        IntegrationOptions? integration = index < group.Receiver.Integrations.Count ? group.Receiver.Integrations[index] : null;
        Offer? offer = OfferFor(offers, index);
        bool isShown = member.Held is { Hold: HoldReason.JoinedIncident } && offer is not null;
        Decision? decided = index < group.Decisions.Length ? group.Decisions[index] : null;
        Decision decision = (isShown ? decided : member.Held ?? decided) ?? default;
        if (decision.TimeMs != nowMs || IsAsBefore(member, index, decision)) return;
        member.Noted ??= new Decision[Math.Max(1, group.Decisions.Length)];
        member.Noted[index] = decision;
        bool told = decision.Notify != NotifyReason.None;
        JournalStep step = told ? JournalStep.Notified : JournalStep.Held;
        string name = integration?.Id.ToString() ?? "";
        Add(new JournalEntry(nowMs, member.Active.Alert.Labels, step, group.Receiver.Name, name, decision)
        {
            GroupKey = group.Key,
            NotificationId = told && offer is not null ? offer.Notification.Id : "",
            IncidentId = IncidentOf(member.Active),
        });
    }

    private static bool IsAsBefore(GroupMember member, int index, in Decision decision) =>
        decision.Notify == NotifyReason.None
        && member.Noted is { } noted
        && noted[index].Notify == NotifyReason.None
        && noted[index].Hold == decision.Hold
        && noted[index].Cause == decision.Cause;

    private static Offer? OfferFor(IReadOnlyList<Offer> offers, int index)
    {
        foreach (Offer offer in offers)
        {
            if (offer.IntegrationIndex == index) return offer;
        }

        return null;
    }

    private static JournalEntry Step(ActiveAlert active, long nowMs, JournalStep step) =>
        new(nowMs, active.Alert.Labels, step, "", "", default) { IncidentId = IncidentOf(active) };

    private static string IncidentOf(ActiveAlert active) => active.Link?.Incident.Id ?? "";

    private void Add(JournalEntry entry)
    {
        if (_entries.Count < Capacity) _entries.Add(entry);
        else Dropped++;
    }
}
