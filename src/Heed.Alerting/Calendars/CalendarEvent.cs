using Heed.Model.Time;

namespace Heed.Alerting.Calendars;

/// <summary>
/// Somebody's time on call in a calendar. Begin and length are taken by the clock on the wall, as calendars draw them: an event from
/// 09:00 to 09:00 ends at 09:00 also on the day on which clocks change.
/// </summary>
/// <param name="Person">The person's name.</param>
/// <param name="Start">What the clocks of <paramref name="Zone"/> show when it begins first.</param>
/// <param name="Length">By those clocks; above 0.</param>
/// <param name="Zone">Whose clock is read.</param>
/// <param name="Recurrence">Null for an event that takes place once.</param>
/// <param name="Exceptions">Beginnings that a recurrence leaves out, by those clocks.</param>
internal sealed record CalendarEvent(
    string Person, DateTime Start, TimeSpan Length, TimeZoneInfo Zone, Recurrence? Recurrence, IReadOnlySet<DateTime> Exceptions)
{
    private int LengthDays => (int)Math.Ceiling(Length.TotalDays) + 1;

    public bool Covers(long timeMs)
    {
        if (Recurrence is null) return timeMs >= BeginMs(Start.Date) && timeMs < EndMs(Start.Date);
        DateTime today = LocalTime.Of(timeMs, Zone).Date;
        for (int back = 0; back <= LengthDays; back++)
        {
            DateTime day = today.AddDays(-back);
            if (Occurs(day) && timeMs >= BeginMs(day) && timeMs < EndMs(day)) return true;
        }

        return false;
    }

    /// <summary>The first moment after a time at which it begins or ends; <see cref="long.MaxValue"/> for never again.</summary>
    public long NextChangeMs(long timeMs)
    {
        if (Recurrence is null) return After(timeMs, BeginMs(Start.Date), EndMs(Start.Date));
        DateTime today = LocalTime.Of(timeMs, Zone).Date;
        DateTime from = today.AddDays(-LengthDays);
        if (from < Recurrence.FirstDay) from = Recurrence.FirstDay;
        DateTime to = (today > Recurrence.FirstDay ? today : Recurrence.FirstDay).AddDays(Recurrence.PeriodDays + 1);
        long next = long.MaxValue;
        for (DateTime day = from; ; day = day.AddDays(1))
        {
            if (Occurs(day)) next = Math.Min(next, After(timeMs, BeginMs(day), EndMs(day)));

            // Days that are left out may be as many as there are exceptions: the search goes on until something is found.
            if (day >= Recurrence.LastDay || (day >= to && next != long.MaxValue)) return next;
        }
    }

    private bool Occurs(DateTime day) => Recurrence!.Contains(day) && !Exceptions.Contains(day + Start.TimeOfDay);

    private long BeginMs(DateTime day) => LocalTime.ToUnixMs(day + Start.TimeOfDay, Zone);

    private long EndMs(DateTime day) => LocalTime.ToUnixMs(day + Start.TimeOfDay + Length, Zone);

    private static long After(long timeMs, long beginMs, long endMs) => timeMs < beginMs ? beginMs : timeMs < endMs ? endMs : long.MaxValue;
}
