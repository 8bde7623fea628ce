using Heed.Model.Time;

namespace Heed.Model.Maintenance;

/// <summary>The same stretch on some days of each week.</summary>
/// <param name="Days">On which it begins; all seven for every day.</param>
/// <param name="At">What the clocks of <paramref name="Zone"/> show when it begins.</param>
/// <param name="Duration">As it goes by, whatever the clocks do meanwhile; above 0, at most <see cref="MostDuration"/>.</param>
/// <param name="Zone">Whose clock is read.</param>
public sealed record WeeklyMaintenance(IReadOnlyList<DayOfWeek> Days, TimeOnly At, TimeSpan Duration, TimeZoneInfo Zone) : IMaintenanceTimes
{
    public static readonly TimeSpan MostDuration = TimeSpan.FromDays(7);

    public bool Contains(long timeMs)
    {
        DateTime today = LocalTime.Of(timeMs, Zone).Date;
        int daysBack = (int)Math.Ceiling(Duration.TotalDays) + 1;
        for (int back = 0; back <= daysBack; back++)
        {
            DateTime day = today.AddDays(-back);
            if (!Days.Contains(day.DayOfWeek)) continue;
            long beginMs = LocalTime.ToUnixMs(day + At.ToTimeSpan(), Zone);
            if (timeMs >= beginMs && timeMs < beginMs + (long)Duration.TotalMilliseconds) return true;
        }

        return false;
    }
}
