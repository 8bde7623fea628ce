namespace Heed.Alerting.Calendars;

/// <summary>On which days an event takes place again: the part of RFC 5545's recurrence rules that on-call calendars are made of.</summary>
/// <param name="FirstDay">Of the event's first occurrence, by the clock of its zone.</param>
/// <param name="IsWeekly">Whether <paramref name="Interval"/> counts weeks; else days.</param>
/// <param name="Interval">At least 1.</param>
/// <param name="Days">Of the week; in a weekly rule those of the first week that come before <paramref name="FirstDay"/> are left out.</param>
/// <param name="WeekStart">With which day weeks begin that are counted.</param>
/// <param name="LastDay">Inclusive.</param>
internal sealed record Recurrence(
    DateTime FirstDay, bool IsWeekly, int Interval, IReadOnlyList<DayOfWeek> Days, DayOfWeek WeekStart, DateTime LastDay)
{
    /// <summary>Days after which every pattern has come again.</summary>
    public int PeriodDays => IsWeekly ? 7 * Interval : Days.Count == 7 ? Interval : 7 * Interval;

    public bool Contains(DateTime day)
    {
        if (day < FirstDay || day > LastDay || !Days.Contains(day.DayOfWeek)) return false;
        if (!IsWeekly) return (day - FirstDay).Days % Interval == 0;
        return (WeekOf(day) - WeekOf(FirstDay)).Days / 7 % Interval == 0;
    }

    private DateTime WeekOf(DateTime day) => day.AddDays(-((day.DayOfWeek - WeekStart + 7) % 7));
}
