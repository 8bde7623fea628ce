using System.Globalization;

using Heed.Alerting.Calendars;
using Heed.Alerting.OnCall;
using Heed.Alerting.Tests.OnCall;
using Heed.Documents;
using Heed.Model.Time;

namespace Heed.Alerting.Tests.Calendars;

public sealed class CalendarTests
{
    private const string Schedule = "schedules: [ { name: s, time_zone: Europe/Berlin, layers: [ { calendar: team.ics } ] } ]";

    [Fact]
    public void Events_name_people_by_title_full_name_or_attendee() => Assert.Equal(
        """
        ana Mon 2026-03-02T09:00+01:00 1d
        ben Tue 2026-03-03T09:00+01:00 15h
        cleo Wed 2026-03-04T00:00+01:00 1d
        """,
        Lines(
            Event("SUMMARY:Ana Silva", "DTSTART;TZID=Europe/Berlin:20260302T090000", "DTEND;TZID=Europe/Berlin:20260303T090000")
            + Event("SUMMARY:on call", "ATTENDEE;CN=\"Okri: Ben\":mailto:Ben@example.com", "DTSTART:20260303T080000Z", "DURATION:P1D")
            + Event("SUMMARY:cleo", "DTSTART;VALUE=DATE:20260304")));

    [Fact]
    public void A_weekly_event_keeps_its_hours_when_clocks_change_and_leaves_out_its_exceptions() => Assert.Equal(
        """
        ana Wed 2026-03-25T20:00+01:00 12h
        ana Sun 2026-03-29T20:00+02:00 12h
        ana Wed 2026-04-08T20:00+02:00 12h
        """,
        Lines(
            Event(
                "SUMMARY:ana",
                "DTSTART;TZID=Europe/Berlin:20260325T200000",
                "DTEND;TZID=Europe/Berlin:20260326T080000",
                "RRULE:FREQ=WEEKLY;BYDAY=SU,WE;UNTIL=20260408T220000Z",
                "EXDATE;TZID=Europe/Berlin:20260401T200000,20260405T200000")));

    [Fact]
    public void A_fortnights_rule_counts_its_occurrences() => Assert.Equal(
        """
        ben Mon 2026-03-02T09:00+01:00 8h
        ben Thu 2026-03-05T09:00+01:00 8h
        ben Mon 2026-03-16T09:00+01:00 8h
        """,
        Lines(Event("SUMMARY:ben", "DTSTART;TZID=Europe/Berlin:20260302T090000", "DURATION:PT8H", "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;COUNT=3")));

    [Fact]
    public void An_occurrence_that_was_moved_takes_place_only_where_it_was_moved_to() => Assert.Equal(
        """
        ana Mon 2026-03-02T09:00+01:00 1h
        ben Tue 2026-03-03T15:00+01:00 1h
        ana Wed 2026-03-04T09:00+01:00 1h
        """,
        Lines(
            Event("UID:1", "SUMMARY:ana", "DTSTART;TZID=Europe/Berlin:20260302T090000", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=3")
            + Event("UID:1", "SUMMARY:ben", "RECURRENCE-ID;TZID=Europe/Berlin:20260303T090000", "DTSTART:20260303T140000Z", "DURATION:PT1H")
            + Event("UID:2", "SUMMARY:cleo", "STATUS:CANCELLED", "DTSTART:20260303T100000Z", "DURATION:PT1H")));

    [Fact]
    public void Folded_lines_and_alarms_do_not_confuse_it() => Assert.Equal(
        "ana Mon 2026-03-02T10:00+01:00 1h",
        Lines("BEGIN:VEVENT\r\nSUMM\r\n ARY:Ana S\r\n\tilva\r\nDTSTART:20260302T090000Z\r\nBEGIN:VALARM\r\nDURATION:PT15M\r\nEND:VALARM\r\nDTEND:20260302T100000Z\r\nEND:VEVENT\r\n"));

    [Theory]
    [InlineData("SUMMARY:Anna|DTSTART:20260302T090000Z|DURATION:PT1H", 3, "did you mean \"ana\"")]
    [InlineData("SUMMARY:ana|DURATION:PT1H", 2, "expected DTSTART")]
    [InlineData("SUMMARY:ana|DTSTART:2026-03-02|DURATION:PT1H", 4, "expected a time such as")]
    [InlineData("SUMMARY:ana|DTSTART;TZID=Mars:20260302T090000|DURATION:PT1H", 4, "expected a time zone")]
    [InlineData("SUMMARY:ana|DTSTART:20260302T090000Z|DTEND:20260302T090000Z", 5, "expected an end after the start")]
    [InlineData("SUMMARY:ana|DTSTART:20260302T090000Z", 2, "expected DTEND or DURATION")]
    [InlineData("SUMMARY:ana|DTSTART:20260302T090000Z|DURATION:PT1H|RRULE:FREQ=MONTHLY", 6, "expected FREQ=DAILY")]
    [InlineData("SUMMARY:ana|DTSTART:20260302T090000Z|DURATION:PT1H|RRULE:FREQ=DAILY;BYMONTH=3", 6, "BYMONTH")]
    [InlineData("SUMMARY:ana|DTSTART:20260302T090000Z|DURATION:PT1H|RDATE:20260303T090000Z", 6, "RDATE")]
    public void What_is_not_understood_is_told_with_its_line(string lines, int line, string message)
    {
        Assert.Null(OnCallText.TryParse(OnCallText.People + Schedule, out Diagnostics diagnostics, Calendar(Event(lines.Split('|')))));
        Diagnostic only = Assert.Single(diagnostics.All);
        Assert.Equal(line, only.Line);
        Assert.Contains(message, only.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("team.ics", only.File, StringComparison.Ordinal);
    }

    [Fact]
    public void Random_rules_name_somebody_exactly_where_a_walk_through_all_their_days_does()
    {
        Random random = new(5545);
        string[] days = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];
        int covered = 0;
        for (int round = 0; round < 80; round++)
        {
            DateTime start = new DateTime(2026, 2, 20).AddDays(random.Next(60)).AddMinutes(15 * random.Next(96));
            TimeSpan length = TimeSpan.FromMinutes(15 * random.Next(1, 200));
            bool isWeekly = random.Next(2) == 0;
            int interval = random.Next(1, 4);
            int count = random.Next(1, 12);
            DayOfWeek[] on = isWeekly ? [start.DayOfWeek, (DayOfWeek)random.Next(7)] : Enum.GetValues<DayOfWeek>();
            string byDay = isWeekly ? $";BYDAY={string.Join(',', on.Distinct().Select(d => days[(int)d]))}" : "";
            Timetable table = OnCallText.Timetable(Schedule, Calendar(Event(
                "SUMMARY:ana",
                $"DTSTART;TZID=Europe/Berlin:{start.ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture)}",
                $"DURATION:PT{(int)length.TotalMinutes}M",
                FormattableString.Invariant($"RRULE:FREQ={(isWeekly ? "WEEKLY" : "DAILY")};INTERVAL={interval};COUNT={count}{byDay}"))));
            List<(long From, long To)> expected = Walk(start, length, isWeekly, interval, count, on, table.Schedule.Zone);

            long fromMs = OnCallText.At("2026-02-15T00:00:00Z");
            IReadOnlyList<Shift> shifts = table.Shifts(fromMs, fromMs + (130L * 24 * 3_600_000));
            for (long at = fromMs; at < fromMs + (130L * 24 * 3_600_000); at += 15 * 60_000)
            {
                bool isCovered = expected.Exists(e => at >= e.From && at < e.To);
                Assert.Equal(isCovered, shifts.Any(s => at >= s.FromMs && at < s.ToMs));
                if (isCovered) covered++;
            }
        }

        Assert.True(covered > 10_000, $"expected events that cover something, found {covered} quarters of an hour");
    }

    private static List<(long From, long To)> Walk(
        DateTime start, TimeSpan length, bool isWeekly, int interval, int count, DayOfWeek[] on, TimeZoneInfo zone)
    {
        List<(long From, long To)> found = [];
        DateTime monday = start.Date.AddDays(-(((int)start.DayOfWeek + 6) % 7));
        for (DateTime day = start.Date; found.Count < count; day = day.AddDays(1))
        {
            int period = isWeekly ? (day - monday).Days / 7 : (day - start.Date).Days;
            if (period % interval != 0 || !on.Contains(day.DayOfWeek)) continue;
            DateTime begin = day + start.TimeOfDay;
            found.Add((LocalTime.ToUnixMs(begin, zone), LocalTime.ToUnixMs(begin + length, zone)));
        }

        return found;
    }

    [Fact]
    public void What_is_no_calendar_is_told()
    {
        Assert.Null(OnCallText.TryParse(OnCallText.People + Schedule, out Diagnostics diagnostics, "hello"));
        Assert.Contains("BEGIN:VCALENDAR", diagnostics.All[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Shifts_written_as_a_calendar_and_read_back_are_the_same_shifts()
    {
        const string rotation = """
            schedules:
              - name: s
                time_zone: Europe/Berlin
                layers: [ { rotation: daily, start: 2026-03-20, people: [ana, ben, cleo] } ]
            """;
        OnCallConfiguration read = OnCallText.Parse(OnCallText.People + rotation);
        IReadOnlyList<Shift> shifts = new Timetable(read.Schedules[0], []).Shifts(OnCallText.At("2026-03-20T08:00:00Z"), OnCallText.At("2026-04-03T07:00:00Z"));
        string calendar = CalendarText.Write("s", shifts.Select(s => KeyValuePair.Create("s", s)), read.People, 0);

        Timetable again = OnCallText.Timetable(Schedule, calendar);

        Assert.Equal(14, shifts.Count);
        Assert.Equal(shifts.Select(s => (s.Person, s.FromMs, s.ToMs)), again.Shifts(0, OnCallText.At("2027-01-01T00:00:00Z")).Select(s => (s.Person, s.FromMs, s.ToMs)));
    }

    [Fact]
    public void A_calendar_is_written_as_programs_expect_it()
    {
        Person person = new("ana", "Ana, the \"Ömega\" of the on-call rotation in the northern hemisphere", TimeZoneInfo.Utc, [], [], "ana@example.com", "");
        Shift shift = new("ana", "week", OnCallText.At("2026-03-02T08:00:00Z"), OnCallText.At("2026-03-09T08:00:00Z"), IsOverride: false);

        string written = CalendarText.Write("ml; primary", [KeyValuePair.Create("primary", shift)], [person], OnCallText.At("2026-03-01T00:00:00Z"));

        Assert.Equal(
            """
            BEGIN:VCALENDAR
            VERSION:2.0
            PRODID:-//Heed//On call//EN
            CALSCALE:GREGORIAN
            METHOD:PUBLISH
            X-WR-CALNAME:ml\; primary
            REFRESH-INTERVAL;VALUE=DURATION:PT15M
            BEGIN:VEVENT
            UID:primary-1772438400000-ana@heed
            DTSTAMP:20260301T000000Z
            DTSTART:20260302T080000Z
            DTEND:20260309T080000Z
            SUMMARY:Ana\, the "Ömega" of the on-call rotation in the northern hemisphe
             re on call: primary
            DESCRIPTION:week
            X-HEED-PERSON:ana
            ATTENDEE;CN="Ana, the 'Ömega' of the on-call rotation in the northern hemi
             sphere":mailto:ana@example.com
            TRANSP:TRANSPARENT
            END:VEVENT
            END:VCALENDAR

            """.ReplaceLineEndings("\r\n"),
            written);
    }

    private static string Lines(string events) =>
        OnCallText.Lines(OnCallText.Timetable(Schedule, Calendar(events)), "2026-03-01T00:00:00Z", "2026-05-01T00:00:00Z");

    private static string Calendar(string events) => $"BEGIN:VCALENDAR\r\n{events}END:VCALENDAR\r\n";

    private static string Event(params string[] lines) => $"BEGIN:VEVENT\r\n{string.Join("\r\n", lines)}\r\nEND:VEVENT\r\n";
}
