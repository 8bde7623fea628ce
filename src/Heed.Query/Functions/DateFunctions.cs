using System.Collections.Frozen;

namespace Heed.Query.Functions;

/// <summary>Parts of a UTC date, of Unix seconds.</summary>
internal static class DateFunctions
{
    private const ulong SecondsPerMinute = 60;
    private const ulong SecondsPerHour = 3600;
    private const ulong SecondsPerDay = 86_400;

    /// <summary>The calendar repeats after 400 years, which are whole weeks.</summary>
    private const long CycleYears = 400;
    private const ulong CycleDays = 146_097;

    /// <summary>The first year that Go's calendar knows; like the year 1 it begins a cycle, with a Monday.</summary>
    private const long FirstYear = -292_277_022_399;
    private const ulong FirstWeekday = 1;
    private const ulong FirstYearToEpochSeconds = 9_223_372_028_715_321_600;

    public static readonly FrozenDictionary<string, Func<double, double>> ByName = new Dictionary<string, Func<double, double>>
    {
        ["minute"] = seconds => Part(seconds, SecondsPerHour) / SecondsPerMinute,
        ["hour"] = seconds => Part(seconds, SecondsPerDay) / SecondsPerHour,
        ["day_of_week"] = seconds => (Days(seconds) + FirstWeekday) % 7,
        ["day_of_month"] = seconds => InCycle(seconds).Day,
        ["day_of_year"] = seconds => InCycle(seconds).DayOfYear,
        ["days_in_month"] = seconds => DateTime.DaysInMonth(InCycle(seconds).Year, InCycle(seconds).Month),
        ["month"] = seconds => InCycle(seconds).Month,
        ["year"] = seconds => FirstYear - 1 + (CycleYears * (long)(Days(seconds) / CycleDays)) + InCycle(seconds).Year,
    }.ToFrozenDictionary();

    private static ulong Part(double seconds, ulong period) => SecondsSinceFirstYear(seconds) % period;

    private static ulong Days(double seconds) => SecondsSinceFirstYear(seconds) / SecondsPerDay;

    /// <summary>NaN and what no whole number can hold become the least one, as Go has it on amd64; sums wrap around.</summary>
    private static ulong SecondsSinceFirstYear(double seconds)
    {
        bool fits = seconds is >= long.MinValue and < -(double)long.MinValue;
        return unchecked((ulong)(fits ? (long)seconds : long.MinValue) + FirstYearToEpochSeconds);
    }

    /// <summary>The date with the same month and day in the years 1 to 400.</summary>
    private static DateTime InCycle(double seconds) => DateTime.MinValue.AddDays(Days(seconds) % CycleDays);
}
