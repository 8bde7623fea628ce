using Heed.Alerting.Escalation;
using Heed.Alerting.OnCall;
using Heed.Model.Time;

namespace Heed.Server.OnCall;

/// <summary>People, schedules and escalations as bodies of the API.</summary>
internal static class OnCallViews
{
    public static OnCallNow Now(OnCallDesk desk, long nowMs)
    {
        IReadOnlyList<Override> changes = desk.Overrides.All;
        List<Timetable> tables = [.. desk.Configuration.Schedules.Select(s => new Timetable(s, changes))];
        IEnumerable<PersonFigure> people = desk.Configuration.People.Select(person => new PersonFigure(
            person.Name,
            person.FullName,
            person.Zone.Id,
            person.IsQuietAt(nowMs),
            [.. tables.Where(t => t.At(nowMs) == person.Name).Select(t => t.Schedule.Name)]));
        return new OnCallNow(Time(nowMs), [.. tables.Select(t => Now(t, desk.Configuration, nowMs))], [.. people]);
    }

    public static ShiftFigure Shift(Shift shift, OnCallConfiguration configuration) => new(
        shift.Person,
        configuration.FindPerson(shift.Person)?.FullName ?? shift.Person,
        Time(shift.FromMs),
        shift.ToMs == long.MaxValue ? null : Time(shift.ToMs),
        shift.Source,
        shift.IsOverride);

    public static OverrideFigure Override(Override made) =>
        new(made.Id, made.Schedule, made.Person, Time(made.FromMs), Time(made.ToMs), made.CreatedBy, made.Comment);

    public static EscalationFigure Escalation(EscalationState state) => new()
    {
        Incident = state.Interruption.IncidentId,
        Title = state.Interruption.Title,
        Severity = state.Interruption.Severity,
        Policy = state.Policy.Name,
        Phase = Word(state.Phase.ToString()),
        OpenedAt = Time(state.OpenedAtMs),
        AcknowledgedBy = state.AcknowledgedBy.Length > 0 ? state.AcknowledgedBy : null,
        AcknowledgementEnds = state.AcknowledgementEndsMs == long.MaxValue ? null : Time(state.AcknowledgementEndsMs),
        ResolvedAt = state.ResolvedAtMs == 0 ? null : Time(state.ResolvedAtMs),
        NextAt = state.NextDueMs() == long.MaxValue ? null : Time(state.NextDueMs()),
        Steps = [.. state.Policy.Steps.Select(s => new StepFigure([.. s.Targets.Select(t => t.ToString())], s.IsRoundRobin, PrometheusDuration.Format(TimeSpan.FromMilliseconds(s.WaitMs))))],
        NextStep = state.Phase == EscalationPhase.Escalating ? (state.Step % state.Policy.Steps.Count) + 1 : 0,
        History = [.. state.Entries.Select(Line)],
    };

    private static ScheduleNow Now(Timetable table, OnCallConfiguration configuration, long nowMs)
    {
        ShiftFigure? now = table.ShiftAt(nowMs) is { } shift ? Shift(shift, configuration) : null;
        ShiftFigure? next = table.NextAfter(nowMs) is { } after ? Shift(after, configuration) : null;
        return new ScheduleNow(table.Schedule.Name, table.Schedule.Zone.Id, now, next, table.Schedule.Backup.Length > 0 ? table.Schedule.Backup : null);
    }

    private static EscalationLine Line(EscalationEntry entry) =>
        new(Time(entry.TimeMs), Word(entry.Event.ToString()), entry.Who.Length > 0 ? entry.Who : null, entry.Detail.Length > 0 ? entry.Detail : null);

    /// <summary><c>NobodyOnCall</c> as <c>nobody_on_call</c>.</summary>
    private static string Word(string name) => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(name);

    private static DateTimeOffset Time(long timeMs) => DateTimeOffset.FromUnixTimeMilliseconds(timeMs);
}
