using Heed.Alerting.OnCall;
using Heed.Documents;

namespace Heed.Alerting.Calendars;

/// <summary>
/// Reads an iCalendar file (RFC 5545) of who is on call: its events, each of which names a person. Alarms, free time and whatever else
/// calendars hold is passed over; what would change when somebody is on call and is not understood is a mistake.
/// </summary>
internal static class CalendarFile
{
    /// <value>Events that one file may have.</value>
    public const int MostEvents = 10_000;

    /// <param name="file">As people know it.</param>
    /// <param name="text">The file's content.</param>
    /// <param name="people">Whom events may name.</param>
    /// <param name="zone">Whose clock is read where an event names none.</param>
    /// <param name="diagnostics">Takes every mistake with its line.</param>
    public static IReadOnlyList<CalendarEvent> Parse(
        string file, string text, IReadOnlyList<Person> people, TimeZoneInfo zone, Diagnostics diagnostics)
    {
        List<EventLines> events = [];
        EventLines? open = null;
        int depth = 0;
        int calendars = 0;
        foreach (CalendarLine line in CalendarLine.ReadAll(text))
        {
            if (line is { Name: "BEGIN", Value: "VCALENDAR" }) calendars++;
            else if (line is { Name: "BEGIN", Value: "VEVENT" }) events.Add(open = new EventLines(line.Number));
            else if (line is { Name: "END", Value: "VEVENT" }) open = null;
            else if (open is not null && line.Name == "BEGIN") depth++;
            else if (open is not null && line.Name == "END") depth--;
            else if (open is not null && depth == 0) open.Lines.Add(line);
        }

        EventReader reader = new(file, people, zone, diagnostics);
        if (calendars == 0) reader.Report(1, "expected a calendar that begins with BEGIN:VCALENDAR, found none");
        if (open is not null) reader.Report(open.Number, "expected END:VEVENT for the event that begins here, found the end of the file");
        if (events.Count > MostEvents) reader.Report(events[MostEvents].Number, $"expected at most {MostEvents} events, found {events.Count}");
        return reader.ReadAll([.. events.Take(MostEvents)]);
    }
}
