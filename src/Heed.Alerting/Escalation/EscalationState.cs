using Heed.Alerting.Notifications;

namespace Heed.Alerting.Escalation;

/// <summary>
/// How far the escalation of one incident has come: plain data, which a restart takes up where it was. It carries the policy as it was
/// when the incident opened, so that a changed file changes no escalation that is under way.
/// </summary>
public sealed record EscalationState
{
    /// <summary>Lines of history that are kept; older ones are dropped and counted in <see cref="DroppedEntries"/>.</summary>
    public const int MostEntries = 200;

    public required Interruption Interruption { get; init; }

    public required EscalationPolicy Policy { get; init; }

    public required long OpenedAtMs { get; init; }

    public EscalationPhase Phase { get; init; }

    /// <summary>The step that is taken next, from 0.</summary>
    public int Step { get; init; }

    /// <summary>How often all steps were taken already.</summary>
    public int Round { get; init; }

    /// <summary>When the phase has something to do: a step, a reminder, an end. <see cref="long.MaxValue"/> for never.</summary>
    public long DueMs { get; init; } = long.MaxValue;

    /// <summary>Why the next step is taken: what its notices say.</summary>
    public NotifyReason Reason { get; init; } = NotifyReason.IncidentOpened;

    /// <summary>Where this incident begins in steps that take turns.</summary>
    public int Turn { get; init; }

    /// <summary>Empty while nobody has.</summary>
    public string AcknowledgedBy { get; init; } = "";

    /// <summary><see cref="long.MaxValue"/> for an acknowledgement that holds for ever.</summary>
    public long AcknowledgementEndsMs { get; init; } = long.MaxValue;

    /// <summary>0 while the incident is open.</summary>
    public long ResolvedAtMs { get; init; }

    /// <summary>Ids of the last step's notices whose delivery may still succeed; null once one of them has arrived.</summary>
    public IReadOnlyList<string>? Awaited { get; init; }

    /// <summary>Names of the people who were notified.</summary>
    public IReadOnlyList<string> People { get; init; } = [];

    /// <summary>Names of the receivers that were notified beside people's own.</summary>
    public IReadOnlyList<string> Rooms { get; init; } = [];

    public IReadOnlyList<HeldNotice> Held { get; init; } = [];

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<EscalationEntry> Entries { get; init; } = [];

    public int DroppedEntries { get; init; }

    /// <summary>Notices sent so far: makes each notice's id its own.</summary>
    public int Notices { get; init; }

    public EscalationState With(long timeMs, EscalationEvent what, string who = "", string detail = "")
    {
        EscalationEntry entry = new(timeMs, what, who, detail);
        return Entries.Count < MostEntries
            ? this with { Entries = [.. Entries, entry] }
            : this with { Entries = [.. Entries.Skip(1), entry], DroppedEntries = DroppedEntries + 1 };
    }

    /// <summary>When anything is due, held notices included.</summary>
    public long NextDueMs()
    {
        long next = DueMs;
        foreach (HeldNotice held in Held) next = Math.Min(next, held.DueMs);
        return next;
    }
}
