namespace Heed.Alerting.TimeIntervals;

/// <summary>One entry of a time interval: a time is in it where every field that is given allows it. Null for a field allows all.</summary>
/// <param name="MinutesOfDay">From the beginning to the minute before the end, as 540 to 1019 for 09:00 to 17:00.</param>
/// <param name="Weekdays">Sunday is 0.</param>
/// <param name="DaysOfMonth">Negative days count from the month's end: −1 is its last day.</param>
/// <param name="Months">January is 1.</param>
/// <param name="Years">As written.</param>
/// <param name="Location">Whose clock is read.</param>
public sealed record TimeIntervalPart(
    IReadOnlyList<IntegerRange>? MinutesOfDay,
    IReadOnlyList<IntegerRange>? Weekdays,
    IReadOnlyList<IntegerRange>? DaysOfMonth,
    IReadOnlyList<IntegerRange>? Months,
    IReadOnlyList<IntegerRange>? Years,
    TimeZoneInfo Location)
{
    public bool Contains(DateTimeOffset time)
    {
        DateTimeOffset local = TimeZoneInfo.ConvertTime(time, Location);
        return Allows(MinutesOfDay, (local.Hour * 60) + local.Minute)
            && AllowsDay(local)
            && Allows(Months, local.Month)
            && Allows(Weekdays, (int)local.DayOfWeek)
            && Allows(Years, local.Year);
    }

    private static bool Allows(IReadOnlyList<IntegerRange>? ranges, int value) => ranges is null || ranges.Any(r => r.Contains(value));

    private bool AllowsDay(DateTimeOffset local)
    {
        if (DaysOfMonth is null) return true;
        int days = DateTime.DaysInMonth(local.Year, local.Month);
        foreach (IntegerRange range in DaysOfMonth)
        {
            int begin = range.Begin < 0 ? days + range.Begin + 1 : range.Begin;
            int end = range.End < 0 ? days + range.End + 1 : range.End;
            if (local.Day >= begin && local.Day <= end) return true;
        }

        return false;
    }
}
