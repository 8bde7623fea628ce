namespace Heed.Rules.Objectives;

/// <summary>The time that a budget is for: the last days before any moment, or the present period of a calendar.</summary>
/// <param name="Length">Of a calendar's period the nominal length.</param>
/// <param name="Calendar">Null for a rolling window.</param>
public sealed record BudgetWindow(TimeSpan Length, CalendarPeriod? Calendar = null)
{
    public static readonly TimeSpan Least = TimeSpan.FromHours(1);
    public static readonly TimeSpan Most = TimeSpan.FromDays(366);

    public static BudgetWindow Default { get; } = new(TimeSpan.FromDays(30));

    public static BudgetWindow Of(CalendarPeriod calendar) => new(calendar.NominalLength, calendar);
}
