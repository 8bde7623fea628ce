using System.Globalization;

using Heed.Alerting.Incidents;
using Heed.Alerting.Notifications;

namespace Heed.Alerting.Escalation;

/// <summary>
/// The rules by which an escalation goes on: from a state and a time to the next state and what is to be told to whom. Nothing is sent
/// here, and nothing is remembered.
/// </summary>
internal sealed class EscalationSteps(RecipientFinder recipients)
{
    public static EscalationState Open(Interruption interruption, EscalationPolicy policy, int turn, long nowMs) =>
        new EscalationState { Interruption = interruption, Policy = policy, OpenedAtMs = nowMs, DueMs = nowMs, Turn = turn }
            .With(nowMs, EscalationEvent.Opened, "", $"policy {policy.Name}");

    /// <summary>Everything that is due at a time.</summary>
    public EscalationState Run(EscalationState state, long nowMs, List<Page> pages)
    {
        state = Release(state, nowMs, pages);
        if (state.DueMs > nowMs) return state;
        return state.Phase switch
        {
            EscalationPhase.Escalating => TakeStep(state, nowMs, pages),
            EscalationPhase.Acknowledged when nowMs >= state.AcknowledgementEndsMs => TakeStep(
                BeginAnew(state.With(nowMs, EscalationEvent.AcknowledgementExpired, state.AcknowledgedBy), NotifyReason.AcknowledgementEnded, nowMs), nowMs, pages),
            EscalationPhase.Acknowledged => Remind(state, nowMs, pages),
            _ => state with { DueMs = long.MaxValue },
        };
    }

    /// <summary>Nothing is told now; a minute later somebody looks again.</summary>
    public static EscalationState Wait(EscalationState state, string heldBy, long nowMs)
    {
        const long minuteMs = 60_000;
        long againMs = nowMs + minuteMs;
        if (state.Entries[^1].Event != EscalationEvent.Held) state = state.With(nowMs, EscalationEvent.Held, "", heldBy);
        return state with
        {
            DueMs = Math.Max(state.DueMs, againMs),
            Held = [.. state.Held.Select(h => h with { DueMs = Math.Max(h.DueMs, againMs) })],
        };
    }

    public static EscalationState Acknowledge(EscalationState state, string by, long nowMs)
    {
        EscalationPolicy policy = state.Policy;
        long endsMs = policy.AcknowledgementMs == 0 ? long.MaxValue : nowMs + policy.AcknowledgementMs;
        return (state with
        {
            Phase = EscalationPhase.Acknowledged,
            AcknowledgedBy = by,
            AcknowledgementEndsMs = endsMs,
            DueMs = NextReminderMs(policy, nowMs, endsMs),
            Held = [],
            Awaited = null,
        }).With(nowMs, EscalationEvent.Acknowledged, by);
    }

    /// <summary>All steps from the first on, beginning now.</summary>
    public static EscalationState BeginAnew(EscalationState state, NotifyReason reason, long nowMs) => state with
    {
        Phase = EscalationPhase.Escalating,
        Step = 0,
        Round = 0,
        Reason = reason,
        DueMs = nowMs,
        AcknowledgedBy = "",
        AcknowledgementEndsMs = long.MaxValue,
        Awaited = null,
    };

    /// <summary>Whoever was told that it began is told that it is over.</summary>
    public EscalationState Resolve(EscalationState state, long nowMs, List<Page> pages)
    {
        state = (state with { Phase = EscalationPhase.Resolved, ResolvedAtMs = nowMs, DueMs = long.MaxValue, Held = [], Awaited = null })
            .With(nowMs, EscalationEvent.Resolved);
        foreach (Recipient told in Told(state)) state = Notify(state, told, NotifyReason.IncidentResolved, "", nowMs, pages);
        return state;
    }

    private EscalationState TakeStep(EscalationState state, long nowMs, List<Page> pages)
    {
        IReadOnlyList<EscalationStep> steps = state.Policy.Steps;
        if (state.Step >= steps.Count)
        {
            if (state.Round >= state.Policy.Repeat)
            {
                return (state with { Phase = EscalationPhase.Exhausted, DueMs = long.MaxValue }).With(nowMs, EscalationEvent.Exhausted);
            }

            state = state with { Step = 0, Round = state.Round + 1 };
        }

        EscalationStep step = steps[state.Step];
        string detail = string.Create(CultureInfo.InvariantCulture, $"step {state.Step + 1} of {steps.Count}, round {state.Round + 1}");
        NotifyReason reason = state.Reason;
        List<Recipient> found = Find(step, state, nowMs);
        state = state with { Step = state.Step + 1, Reason = NotifyReason.NotAcknowledged, Awaited = null };
        if (found.Count == 0)
        {
            string targets = string.Join(", ", step.Targets);
            return (state with { DueMs = nowMs }).With(nowMs, EscalationEvent.NobodyOnCall, targets, detail);
        }

        state = state with { DueMs = nowMs + step.WaitMs };
        foreach (Recipient recipient in found) state = Notify(state, recipient, reason, detail, nowMs, pages);
        return state;
    }

    /// <summary>A turn that leads to nobody goes to the next of the list.</summary>
    private List<Recipient> Find(EscalationStep step, EscalationState state, long nowMs)
    {
        List<Recipient> found = [];
        for (int i = 0; i < step.Targets.Count; i++)
        {
            int index = step.IsRoundRobin ? (state.Turn + state.Round + i) % step.Targets.Count : i;
            Recipient? recipient = recipients.Find(step.Targets[index], state.Interruption.Severity, nowMs);
            if (recipient is null || found.Exists(f => f.Name == recipient.Name)) continue;
            found.Add(recipient);
            if (step.IsRoundRobin) break;
        }

        return found;
    }

    private EscalationState Remind(EscalationState state, long nowMs, List<Page> pages)
    {
        state = state with { DueMs = NextReminderMs(state.Policy, nowMs, state.AcknowledgementEndsMs) };
        IReadOnlyList<Recipient> whom = recipients.Person(state.AcknowledgedBy, state.Interruption.Severity) is { } person ? [person] : Told(state);
        foreach (Recipient recipient in whom)
        {
            // A reminder that would wake somebody is left out: the next one comes soon enough.
            if (!IsCritical(state) && recipient.Person?.IsQuietAt(nowMs) == true) continue;
            pages.Add(new Page(recipient, NotifyReason.StillOpen, ""));
            state = state.With(nowMs, EscalationEvent.Reminded, recipient.Name);
        }

        return state;
    }

    private static EscalationState Notify(
        EscalationState state, Recipient recipient, NotifyReason reason, string detail, long nowMs, List<Page> pages)
    {
        bool isQuiet = !IsCritical(state) && recipient.Person?.IsQuietAt(nowMs) == true;
        if (isQuiet)
        {
            if (state.Held.Any(h => h.Person == recipient.Name)) return state;
            HeldNotice held = new(recipient.Name, reason, recipient.Person!.QuietUntilMs(nowMs));
            return (state with { Held = [.. state.Held, held] }).With(nowMs, EscalationEvent.HeldByQuietHours, recipient.Name, detail);
        }

        pages.Add(new Page(recipient, reason, detail));
        state = state.With(nowMs, EscalationEvent.Notified, recipient.Name, detail);
        if (recipient.Person is not null) return state.People.Contains(recipient.Name) ? state : state with { People = [.. state.People, recipient.Name] };
        return state.Rooms.Contains(recipient.Name) ? state : state with { Rooms = [.. state.Rooms, recipient.Name] };
    }

    private EscalationState Release(EscalationState state, long nowMs, List<Page> pages)
    {
        foreach (HeldNotice held in state.Held.Where(h => h.DueMs <= nowMs).ToList())
        {
            state = state with { Held = [.. state.Held.Where(h => h != held)] };
            if (recipients.Person(held.Person, state.Interruption.Severity) is { } person)
            {
                state = Notify(state, person, held.Reason, "after quiet hours", nowMs, pages);
            }
        }

        return state;
    }

    private IReadOnlyList<Recipient> Told(EscalationState state)
    {
        string severity = state.Interruption.Severity;
        IEnumerable<Recipient?> all = state.People.Select(p => recipients.Person(p, severity)).Concat(state.Rooms.Select(recipients.Room));
        return [.. all.OfType<Recipient>()];
    }

    private static bool IsCritical(EscalationState state) => state.Interruption.Severity == AlertSeverity.Critical.Word();

    private static long NextReminderMs(EscalationPolicy policy, long nowMs, long endsMs) =>
        policy.RemindAfterMs == 0 ? endsMs : Math.Min(nowMs + policy.RemindAfterMs, endsMs);
}
