namespace Heed.Alerting.OnCall;

/// <summary>
/// A schedule with all its overrides: who is on call at a time, and the shifts of a span. A pure function of time: two of the same
/// content answer the same, in every process.
/// </summary>
public sealed class Timetable
{
    /// <summary>Shifts that one question is answered with.</summary>
    public const int MostShifts = 10_000;

    private readonly Schedule _schedule;

    /// <summary>Asked in this order: the first that names somebody decides.</summary>
    private readonly IShiftSource[] _sources;

    /// <param name="schedule">As planned.</param>
    /// <param name="changes">Overrides that were made since, of any schedule, the newest last: it covers all others.</param>
    public Timetable(Schedule schedule, IEnumerable<Override> changes)
    {
        _schedule = schedule;
        _sources =
        [
            .. changes.Where(o => o.Schedule == schedule.Name).Reverse(),
            .. schedule.Overrides.Reverse(),
            .. schedule.Layers.Reverse(),
        ];
    }

    public Schedule Schedule => _schedule;

    /// <summary>Null where nobody is on call.</summary>
    public string? At(long timeMs) => Decide(timeMs, out IShiftSource? source) ? source!.At(timeMs) : null;

    /// <summary>
    /// The shifts of a span, cut to it, in order; gaps are times with nobody on call. Where there are more than
    /// <see cref="MostShifts"/>, the first of them.
    /// </summary>
    public IReadOnlyList<Shift> Shifts(long fromMs, long toMs)
    {
        List<Shift> shifts = [];
        for (long at = fromMs; at < toMs && shifts.Count < MostShifts;)
        {
            long next = Math.Min(toMs, NextChangeMs(at));
            if (Decide(at, out IShiftSource? source)) Append(shifts, source!, at, next);
            at = next;
        }

        return shifts;
    }

    /// <summary>
    /// The first shift of another person that begins after a time, with its whole length; null where none does within a year. The
    /// person may be the one on call now, where nobody is in between.
    /// </summary>
    public Shift? NextAfter(long timeMs)
    {
        const long yearMs = 366L * 24 * 3600 * 1000;
        string? now = At(timeMs);
        long limitMs = timeMs + yearMs;
        for (long at = NextChangeMs(timeMs); at < limitMs; at = NextChangeMs(at))
        {
            string? then = At(at);
            if (then == now) continue;
            if (then is null)
            {
                now = null;
                continue;
            }

            return ShiftAt(at);
        }

        return null;
    }

    /// <summary>The shift that a time is in, from its own beginning as far as it is asked from, up to its end; null for nobody.</summary>
    public Shift? ShiftAt(long timeMs)
    {
        if (!Decide(timeMs, out IShiftSource? source)) return null;
        string person = source!.At(timeMs)!;
        long endMs = NextChangeMs(timeMs);
        const int mostChanges = 1000;
        for (int i = 0; i < mostChanges && endMs != long.MaxValue; i++)
        {
            if (!Decide(endMs, out IShiftSource? after) || after != source || after.At(endMs) != person) break;
            endMs = NextChangeMs(endMs);
        }

        return new Shift(person, source.Name, timeMs, endMs, source is Override);
    }

    /// <summary>The first moment after a time at which the answer may be another one.</summary>
    public long NextChangeMs(long timeMs)
    {
        long next = long.MaxValue;
        foreach (IShiftSource source in _sources) next = Math.Min(next, source.NextChangeMs(timeMs));
        return next;
    }

    private static void Append(List<Shift> shifts, IShiftSource source, long fromMs, long toMs)
    {
        string person = source.At(fromMs)!;
        bool continues = shifts.Count > 0 && shifts[^1] is { } last && last.ToMs == fromMs && last.Person == person && last.Source == source.Name;
        if (continues) shifts[^1] = shifts[^1] with { ToMs = toMs };
        else shifts.Add(new Shift(person, source.Name, fromMs, toMs, source is Override));
    }

    private bool Decide(long timeMs, out IShiftSource? decided)
    {
        foreach (IShiftSource source in _sources)
        {
            decided = source;
            if (source.At(timeMs) is not null) return true;
        }

        decided = null;
        return false;
    }
}
