using System.Collections.Frozen;

namespace Heed.Query.Functions;

/// <summary>Parts of a UTC date, of Unix seconds.</summary>
internal static class DateFunctions
{
    private const long SecondsPerMinute = 60;
    private const long SecondsPerHour = 3600;
    private const long SecondsPerDay = 86_400;

    /// <summary>1970-01-01 is a Thursday.</summary>
    private const long EpochWeekday = 4;

    public static readonly FrozenDictionary<string, Func<double, double>> ByName = new Dictionary<string, Func<double, double>>
    {
        ["minute"] = seconds => Part(seconds, SecondsPerHour) / SecondsPerMinute,
        ["hour"] = seconds => Part(seconds, SecondsPerDay) / SecondsPerHour,
        ["day_of_week"] = seconds => Modulo(Days(seconds) + EpochWeekday, 7),
        ["day_of_month"] = seconds => OnDate(seconds, d => d.Day),
        ["day_of_year"] = seconds => OnDate(seconds, d => d.DayOfYear),
        ["days_in_month"] = seconds => OnDate(seconds, d => DateTime.DaysInMonth(d.Year, d.Month)),
        ["month"] = seconds => OnDate(seconds, d => d.Month),
        ["year"] = seconds => OnDate(seconds, d => d.Year),
    }.ToFrozenDictionary();

    private static long Part(double seconds, long period) => Modulo(Whole(seconds), period);

    private static long Days(double seconds) => (long)Math.Floor(Whole(seconds) / (double)SecondsPerDay);

    private static long Whole(double seconds) => double.IsNaN(seconds) ? 0 : (long)seconds;

    private static long Modulo(long number, long period) => ((number % period) + period) % period;

    /// <summary>NaN outside the years 1 to 9999, which is all that a date can be here.</summary>
    private static double OnDate(double seconds, Func<DateTime, int> part)
    {
        long whole = Whole(seconds);
        long least = (DateTime.MinValue.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerSecond;
        long most = (DateTime.MaxValue.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerSecond;
        return double.IsNaN(seconds) || whole < least || whole > most
            ? double.NaN
            : part(DateTime.UnixEpoch.AddTicks(whole * TimeSpan.TicksPerSecond));
    }
}
