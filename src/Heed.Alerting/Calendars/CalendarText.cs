using System.Globalization;
using System.Text;

using Heed.Alerting.OnCall;

namespace Heed.Alerting.Calendars;

/// <summary>Writes shifts as an iCalendar (RFC 5545) that calendar programs subscribe to. The same shifts give the same bytes.</summary>
public static class CalendarText
{
    /// <summary>Names the person by the name of <c>oncall.yml</c>.</summary>
    internal const string PersonProperty = "X-HEED-PERSON";

    /// <summary>Octets of a line before it is folded.</summary>
    private const int MostLineBytes = 75;

    /// <param name="title">Of the calendar.</param>
    /// <param name="shifts">By schedule.</param>
    /// <param name="people">For full names and addresses.</param>
    /// <param name="stampMs">When it is written: calendar programs want to know.</param>
    public static string Write(
        string title, IEnumerable<KeyValuePair<string, Shift>> shifts, IReadOnlyList<Person> people, long stampMs)
    {
        StringBuilder text = new();
        Line(text, "BEGIN:VCALENDAR");
        Line(text, "VERSION:2.0");
        Line(text, "PRODID:-//Heed//On call//EN");
        Line(text, "CALSCALE:GREGORIAN");
        Line(text, "METHOD:PUBLISH");
        Line(text, "X-WR-CALNAME:" + Escape(title));
        Line(text, "REFRESH-INTERVAL;VALUE=DURATION:PT15M");
        foreach ((string schedule, Shift shift) in shifts) WriteEvent(text, schedule, shift, people, stampMs);
        Line(text, "END:VCALENDAR");
        return text.ToString();
    }

    private static void WriteEvent(StringBuilder text, string schedule, Shift shift, IReadOnlyList<Person> people, long stampMs)
    {
        Person? person = people.FirstOrDefault(p => p.Name == shift.Person);
        string name = person?.FullName ?? shift.Person;
        Line(text, "BEGIN:VEVENT");
        Line(text, string.Create(CultureInfo.InvariantCulture, $"UID:{Escape(schedule)}-{shift.FromMs}-{Escape(shift.Person)}@heed"));
        Line(text, "DTSTAMP:" + CalendarTime.FormatUtc(stampMs));
        Line(text, "DTSTART:" + CalendarTime.FormatUtc(shift.FromMs));
        Line(text, "DTEND:" + CalendarTime.FormatUtc(shift.ToMs));
        Line(text, "SUMMARY:" + Escape($"{name} on call: {schedule}"));
        Line(text, "DESCRIPTION:" + Escape(shift.IsOverride ? $"stands in ({shift.Source})" : shift.Source));
        Line(text, $"{PersonProperty}:{Escape(shift.Person)}");
        if (person is { Email.Length: > 0 }) Line(text, $"ATTENDEE;CN=\"{name.Replace('"', '\'')}\":mailto:{person.Email}");
        Line(text, "TRANSP:TRANSPARENT");
        Line(text, "END:VEVENT");
    }

    private static string Escape(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace(";", "\\;", StringComparison.Ordinal)
            .Replace(",", "\\,", StringComparison.Ordinal)
            .ReplaceLineEndings("\\n");

    /// <summary>Longer lines are folded between characters: each further part begins with a space.</summary>
    private static void Line(StringBuilder text, string line)
    {
        int bytes = 0;
        foreach (Rune rune in line.EnumerateRunes())
        {
            if (bytes + rune.Utf8SequenceLength > MostLineBytes)
            {
                text.Append("\r\n ");
                bytes = 1;
            }

            text.Append(rune.ToString());
            bytes += rune.Utf8SequenceLength;
        }

        text.Append("\r\n");
    }
}
