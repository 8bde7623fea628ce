using Heed.Alerting.OnCall;
using Heed.Documents;
using Heed.Model.Parsing;

namespace Heed.Alerting.Calendars;

/// <summary>Makes events of their lines.</summary>
internal sealed class EventReader(string file, IReadOnlyList<Person> people, TimeZoneInfo zone, Diagnostics diagnostics)
{
    private const int MostLengthDays = 366;

    public void Report(int line, string message, string? suggestion = null) =>
        diagnostics.Add(new Diagnostic(file, line, 1, "", message, suggestion));

    public IReadOnlyList<CalendarEvent> ReadAll(IReadOnlyList<EventLines> events)
    {
        // An occurrence that was moved is an event of its own with the same UID, and its series leaves it out.
        Dictionary<string, HashSet<DateTime>> moved = new(StringComparer.Ordinal);
        foreach (EventLines each in events)
        {
            if (each.Find("RECURRENCE-ID") is not { } place || ReadTime(place) is not { } at) continue;
            string uid = each.Find("UID")?.Value ?? "";
            if (!moved.TryGetValue(uid, out HashSet<DateTime>? exceptions)) moved[uid] = exceptions = [];
            exceptions.Add(at.Local);
        }

        List<CalendarEvent> read = [];
        foreach (EventLines each in events)
        {
            if (each.Find("STATUS") is { Value: "CANCELLED" }) continue;
            HashSet<DateTime> exceptions = each.Find("RECURRENCE-ID") is null ? moved.GetValueOrDefault(each.Find("UID")?.Value ?? "") ?? [] : [];
            if (Read(each, exceptions) is { } made) read.Add(made);
        }

        return read;
    }

    private CalendarEvent? Read(EventLines lines, HashSet<DateTime> exceptions)
    {
        if (lines.Find("DTSTART") is not { } startLine)
        {
            Report(lines.Number, "expected DTSTART in the event that begins here, found none");
            return null;
        }

        string? person = ReadPerson(lines);
        if (ReadTime(startLine) is not { } start) return null;
        TimeSpan? length = ReadLength(lines, start);
        foreach (CalendarLine line in lines.Lines.Where(l => l.Name == "EXDATE"))
        {
            foreach (string value in line.Value.Split(','))
            {
                if (ReadTime(line with { Value = value }) is { } exception) exceptions.Add(InZone(exception, start.Zone));
            }
        }

        Recurrence? recurrence = null;
        if (lines.Find("RRULE") is { } rule)
        {
            ParseResult<Recurrence> parsed = RecurrenceParser.Parse(rule.Value, start.Local, start.Zone);
            if (!parsed.IsSuccess)
            {
                Report(rule.Number, parsed.Error.Message);
                return null;
            }

            recurrence = parsed.Value;
        }

        if (lines.Find("RDATE") is { } more) Report(more.Number, "RDATE is not supported: write the further dates as events");
        return person is null || length is null ? null : new CalendarEvent(person, start.Local, length.Value, start.Zone, recurrence, exceptions);
    }

    private TimeSpan? ReadLength(EventLines lines, CalendarTime start)
    {
        if (lines.Find("DTEND") is { } endLine)
        {
            if (ReadTime(endLine) is not { } end) return null;
            TimeSpan length = InZone(end, start.Zone) - start.Local;
            if (length > TimeSpan.Zero && length.TotalDays <= MostLengthDays) return length;
            Report(endLine.Number, $"expected an end after the start, by {MostLengthDays} days at most, found {endLine.Value}");
            return null;
        }

        if (lines.Find("DURATION") is { } duration)
        {
            if (RecurrenceParser.TryDuration(duration.Value, out TimeSpan length) && length.TotalDays <= MostLengthDays) return length;
            Report(duration.Number, $"expected a duration such as PT8H, P1D or P1W, found {duration.Value}");
            return null;
        }

        if (start.IsDate) return TimeSpan.FromDays(1);
        Report(lines.Number, "expected DTEND or DURATION in the event that begins here, found neither");
        return null;
    }

    private CalendarTime? ReadTime(CalendarLine line)
    {
        TimeZoneInfo own = zone;
        if (line.Parameters.TryGetValue("TZID", out string? name) && !TimeZoneInfo.TryFindSystemTimeZoneById(name, out own!))
        {
            Report(line.Number, $"expected a time zone such as Europe/Berlin, found {Quoting.Quote(name)}");
            return null;
        }

        if (CalendarTime.TryParse(line.Value, own, out CalendarTime time)) return time;
        Report(line.Number, $"expected a time such as 20260302T090000Z or 20260302T090000, or a date, found {Quoting.Quote(line.Value)}");
        return null;
    }

    private static DateTime InZone(CalendarTime time, TimeZoneInfo zone) =>
        time.Zone.Equals(zone) || time.IsDate ? time.Local : Heed.Model.Time.LocalTime.Of(time.ToUnixMs(), zone);

    /// <summary>By Heed's own property, an attendee's address, or the title: a name, a full name or an address.</summary>
    private string? ReadPerson(EventLines lines)
    {
        if (lines.Find(CalendarText.PersonProperty) is { } own && people.FirstOrDefault(p => p.Name == own.Text()) is { } marked) return marked.Name;
        foreach (CalendarLine attendee in lines.Lines.Where(l => l.Name == "ATTENDEE"))
        {
            string address = attendee.Value.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) ? attendee.Value["mailto:".Length..] : attendee.Value;
            if (people.FirstOrDefault(p => Same(p.Email, address)) is { } invited) return invited.Name;
        }

        CalendarLine? summary = lines.Find("SUMMARY");
        string title = summary?.Text().Trim() ?? "";
        if (people.FirstOrDefault(p => Same(p.Name, title) || Same(p.FullName, title) || Same(p.Email, title)) is { } named) return named.Name;
        string nearest = NearestName.Find(title, [.. people.Select(p => p.Name), .. people.Select(p => p.FullName)]) ?? "";
        Report(
            summary?.Number ?? lines.Number,
            $"expected an event titled with a person of oncall.yml or with one of them as attendee, found {Quoting.Quote(title)}",
            nearest.Length > 0 ? nearest : null);
        return null;
    }

    private static bool Same(string known, string written) =>
        known.Length > 0 && string.Equals(known, written, StringComparison.OrdinalIgnoreCase);
}
