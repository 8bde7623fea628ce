using Heed.Model.Time;

namespace Heed.Alerting.OnCall;

/// <summary>
/// The same stretch of the clock on some days of each week. It begins and ends by the clock on the wall: on a day on which clocks
/// change, it is an hour longer or shorter.
/// </summary>
/// <param name="Days">On which it begins; all seven for every day.</param>
/// <param name="From">Inclusive.</param>
/// <param name="To">Exclusive; where it is not after <paramref name="From"/>, it is a time of the next day.</param>
/// <param name="Zone">Whose clock is read.</param>
public sealed record HoursOfWeek(IReadOnlyList<DayOfWeek> Days, TimeOnly From, TimeOnly To, TimeZoneInfo Zone)
{
    private const int DaysAhead = 8;

    public bool Contains(long timeMs)
    {
        DateTime today = LocalTime.Of(timeMs, Zone).Date;
        return Covers(today.AddDays(-1), timeMs) || Covers(today, timeMs);
    }

    /// <summary>The first moment after a time at which one of them begins or ends.</summary>
    public long NextChangeMs(long timeMs)
    {
        DateTime today = LocalTime.Of(timeMs, Zone).Date;
        long next = long.MaxValue;
        for (int ahead = -1; ahead <= DaysAhead && next == long.MaxValue; ahead++)
        {
            DateTime day = today.AddDays(ahead);
            if (!Days.Contains(day.DayOfWeek)) continue;
            long beginMs = BeginMs(day);
            long endMs = EndMs(day);
            if (beginMs > timeMs) next = Math.Min(next, beginMs);
            if (endMs > timeMs) next = Math.Min(next, endMs);
        }

        return next;
    }

    private bool Covers(DateTime day, long timeMs) =>
        Days.Contains(day.DayOfWeek) && timeMs >= BeginMs(day) && timeMs < EndMs(day);

    private long BeginMs(DateTime day) => LocalTime.ToUnixMs(day + From.ToTimeSpan(), Zone);

    private long EndMs(DateTime day) => LocalTime.ToUnixMs((To > From ? day : day.AddDays(1)) + To.ToTimeSpan(), Zone);
}
