using Heed.Alerting.Configuration;
using Heed.Alerting.OnCall;

namespace Heed.Alerting.Escalation;

/// <summary>Finds out whom a target means at a time.</summary>
internal sealed class RecipientFinder(OnCallConfiguration configuration, OverrideStore overrides)
{
    /// <summary>Null where a schedule has a gap, or the file no longer knows the name.</summary>
    public Recipient? Find(EscalationTarget target, string severity, long nowMs) => target.Kind switch
    {
        TargetKind.Person => Person(target.Name, severity),
        TargetKind.Schedule => Person(overrides.Timetable(target.Name)?.At(nowMs), severity),
        TargetKind.Backup => Person(Backup(target.Name, nowMs), severity),
        _ => Room(target.Name),
    };

    /// <summary>All that take the severity; where none does, all: a page reaches somebody rather than nobody.</summary>
    public Recipient? Person(string? name, string severity)
    {
        if (name is null || configuration.FindPerson(name) is not { } person) return null;
        List<ReceiverConfiguration> receivers = [.. person.Contacts.Where(c => c.Takes(severity)).Select(c => c.Receiver)];
        if (receivers.Count == 0) receivers.AddRange(person.Contacts.Select(c => c.Receiver));
        return new Recipient(person.Name, person, [.. receivers.DistinctBy(r => r.Name)]);
    }

    public Recipient? Room(string name) =>
        configuration.Receivers.FirstOrDefault(r => r.Name == name) is { } receiver ? new Recipient(name, null, [receiver]) : null;

    private string? Backup(string schedule, long nowMs)
    {
        if (overrides.Timetable(schedule) is not { } table) return null;
        string? backup = table.Schedule.Backup.Length > 0 ? overrides.Timetable(table.Schedule.Backup)?.At(nowMs) : null;
        return backup ?? table.NextAfter(nowMs)?.Person;
    }
}
