using System.Globalization;

using Heed.Model.Parsing;
using Heed.Model.Time;

namespace Heed.Alerting.Calendars;

/// <summary>Reads <c>RRULE</c> (daily and weekly rules) and <c>DURATION</c>.</summary>
internal static class RecurrenceParser
{
    private const int MostInterval = 1000;
    private const int MostCount = 100_000;

    private static readonly string[] DayNames = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];

    /// <param name="text">As <c>FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;COUNT=10</c>.</param>
    /// <param name="start">The first occurrence, by the clock of the zone.</param>
    /// <param name="zone">Whose clock it is.</param>
    public static ParseResult<Recurrence> Parse(string text, DateTime start, TimeZoneInfo zone)
    {
        Dictionary<string, string> parts = new(StringComparer.OrdinalIgnoreCase);
        foreach (string part in text.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] pair = part.Split('=', 2);
            if (pair.Length < 2) return Refuse($"expected NAME=value in RRULE, found {Quoting.Quote(part)}");
            parts[pair[0]] = pair[1].ToUpperInvariant();
        }

        string frequency = parts.GetValueOrDefault("FREQ", "");
        if (frequency is not ("DAILY" or "WEEKLY")) return Refuse($"expected FREQ=DAILY or FREQ=WEEKLY, found {Quoting.Quote(frequency)}");
        foreach (string name in parts.Keys)
        {
            if (name.ToUpperInvariant() is not ("FREQ" or "INTERVAL" or "BYDAY" or "COUNT" or "UNTIL" or "WKST"))
            {
                return Refuse($"expected FREQ, INTERVAL, BYDAY, COUNT, UNTIL and WKST in RRULE, found {Quoting.Quote(name)}, which is not supported");
            }
        }

        if (!TryNumber(parts, "INTERVAL", MostInterval, out int interval)) return Refuse($"expected an INTERVAL from 1 to {MostInterval}");
        if (!TryNumber(parts, "COUNT", MostCount, out int count)) return Refuse($"expected a COUNT from 1 to {MostCount}");
        if (!TryDays(parts.GetValueOrDefault("WKST", "MO"), out List<DayOfWeek> weekStart)) return Refuse("expected WKST to be a day such as MO");
        bool isWeekly = frequency == "WEEKLY";
        string byDay = parts.GetValueOrDefault("BYDAY", isWeekly ? DayNames[(int)start.DayOfWeek] : string.Join(',', DayNames));
        if (!TryDays(byDay, out List<DayOfWeek> days)) return Refuse($"expected BYDAY to be days such as MO,TU, found {Quoting.Quote(byDay)}");
        DateTime last = DateTime.MaxValue.Date;
        if (parts.TryGetValue("UNTIL", out string? until) && !TryUntil(until, start, zone, out last))
        {
            return Refuse($"expected UNTIL to be a time such as 20261231T000000Z, found {Quoting.Quote(until)}");
        }

        Recurrence recurrence = new(start.Date, isWeekly, interval, days, weekStart[0], last);
        if (parts.ContainsKey("COUNT")) recurrence = recurrence with { LastDay = DayOf(recurrence, count) };
        return ParseResult<Recurrence>.Success(recurrence);
    }

    /// <summary>As <c>P1W</c>, <c>P2DT8H</c>, <c>PT30M</c>; above 0.</summary>
    public static bool TryDuration(string text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        if (!text.StartsWith('P')) return false;
        long number = -1;
        bool isTime = false;
        foreach (char c in text.AsSpan(1))
        {
            if (char.IsAsciiDigit(c))
            {
                number = (Math.Max(number, 0) * 10) + (c - '0');
                if (number > 1_000_000) return false;
                continue;
            }

            if (c == 'T' && number < 0 && !isTime)
            {
                isTime = true;
                continue;
            }

            TimeSpan? unit = (c, isTime) switch
            {
                ('W', false) => TimeSpan.FromDays(7),
                ('D', false) => TimeSpan.FromDays(1),
                ('H', true) => TimeSpan.FromHours(1),
                ('M', true) => TimeSpan.FromMinutes(1),
                ('S', true) => TimeSpan.FromSeconds(1),
                _ => null,
            };
            if (unit is null || number < 0) return false;
            duration += unit.Value * number;
            number = -1;
        }

        return number < 0 && duration > TimeSpan.Zero;
    }

    private static ParseResult<Recurrence> Refuse(string message) => ParseResult<Recurrence>.Failure(message);

    private static bool TryNumber(Dictionary<string, string> parts, string name, int most, out int number)
    {
        number = 1;
        if (!parts.TryGetValue(name, out string? text)) return true;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= 1 && number <= most;
    }

    private static bool TryDays(string text, out List<DayOfWeek> days)
    {
        days = [];
        foreach (string name in text.Split(','))
        {
            int day = Array.IndexOf(DayNames, name.Trim());
            if (day < 0) return false;
            if (!days.Contains((DayOfWeek)day)) days.Add((DayOfWeek)day);
        }

        return days.Count > 0;
    }

    /// <summary>The last day on which an occurrence begins no later than the given time.</summary>
    private static bool TryUntil(string text, DateTime start, TimeZoneInfo zone, out DateTime last)
    {
        last = default;
        if (!CalendarTime.TryParse(text, zone, out CalendarTime until)) return false;
        if (until.IsDate)
        {
            last = until.Local;
            return true;
        }

        DateTime local = LocalTime.Of(until.ToUnixMs(), zone);
        last = local.TimeOfDay >= start.TimeOfDay ? local.Date : local.Date.AddDays(-1);
        return true;
    }

    /// <summary>The day of an occurrence, counted from 1.</summary>
    private static DateTime DayOf(Recurrence recurrence, int count)
    {
        DateTime day = recurrence.FirstDay;
        int left = count;
        for (int idle = 0; day < recurrence.LastDay && idle <= recurrence.PeriodDays; day = day.AddDays(1), idle++)
        {
            if (!recurrence.Contains(day)) continue;
            if (--left == 0) return day;
            idle = 0;
        }

        return day;
    }
}
