using System.Globalization;

using Heed.Model.Time;

namespace Heed.Alerting.Calendars;

/// <summary>A time as calendars write it: by the clock of a zone.</summary>
/// <param name="Local">What the clock shows.</param>
/// <param name="Zone">Whose clock it is.</param>
/// <param name="IsDate">Whether it is a day as a whole.</param>
internal readonly record struct CalendarTime(DateTime Local, TimeZoneInfo Zone, bool IsDate)
{
    private const string DateFormat = "yyyyMMdd";
    private const string TimeFormat = "yyyyMMdd'T'HHmmss";
    private const string UtcFormat = "yyyyMMdd'T'HHmmss'Z'";

    public static bool TryParse(string text, TimeZoneInfo zone, out CalendarTime time)
    {
        const DateTimeStyles exact = DateTimeStyles.None;
        time = default;
        if (DateTime.TryParseExact(text, UtcFormat, CultureInfo.InvariantCulture, exact, out DateTime utc))
        {
            time = new CalendarTime(DateTime.SpecifyKind(utc, DateTimeKind.Unspecified), TimeZoneInfo.Utc, IsDate: false);
            return true;
        }

        bool isTime = DateTime.TryParseExact(text, TimeFormat, CultureInfo.InvariantCulture, exact, out DateTime local);
        bool isDate = !isTime && DateTime.TryParseExact(text, DateFormat, CultureInfo.InvariantCulture, exact, out local);
        if (isTime || isDate) time = new CalendarTime(local, zone, isDate);
        return isTime || isDate;
    }

    public static string FormatUtc(long timeMs) =>
        DateTimeOffset.FromUnixTimeMilliseconds(timeMs).UtcDateTime.ToString(UtcFormat, CultureInfo.InvariantCulture);

    public long ToUnixMs() => LocalTime.ToUnixMs(Local, Zone);
}
