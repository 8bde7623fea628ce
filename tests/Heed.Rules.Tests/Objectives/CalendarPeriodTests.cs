using Heed.Model.Time;
using Heed.Rules.Objectives;

namespace Heed.Rules.Tests.Objectives;

public sealed class CalendarPeriodTests
{
    [Theory]
    [InlineData("month UTC 1", "2026-02-15T12:00:00Z", "2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z")]
    [InlineData("month UTC 1", "2026-02-01T00:00:00Z", "2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z")]
    [InlineData("month UTC 1", "2026-01-31T23:59:59.999Z", "2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z")]
    [InlineData("month UTC 3", "2026-05-09T00:00:00Z", "2026-04-01T00:00:00Z", "2026-07-01T00:00:00Z")]
    [InlineData("month UTC 12", "2028-02-29T00:00:00Z", "2028-01-01T00:00:00Z", "2029-01-01T00:00:00Z")]
    [InlineData("month UTC 1", "2019-07-04T00:00:00Z", "2019-07-01T00:00:00Z", "2019-08-01T00:00:00Z")]
    [InlineData("day UTC 7", "2026-03-04T10:00:00Z", "2026-03-02T00:00:00Z", "2026-03-09T00:00:00Z")]
    [InlineData("month Europe/Berlin 1", "2026-03-31T22:30:00Z", "2026-03-31T22:00:00Z", "2026-04-30T22:00:00Z")]
    [InlineData("month Europe/Berlin 1", "2026-03-15T00:00:00Z", "2026-02-28T23:00:00Z", "2026-03-31T22:00:00Z")]
    [InlineData("day Europe/Berlin 1", "2026-03-29T12:00:00Z", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z")]
    [InlineData("day Europe/Berlin 1", "2026-10-25T12:00:00Z", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z")]
    public void A_moment_is_in_the_period_that_a_calendar_shows(string period, string at, string start, string end)
    {
        string[] words = period.Split(' ');
        CalendarUnit unit = words[0] == "day" ? CalendarUnit.Day : CalendarUnit.Month;
        int count = int.Parse(words[2], System.Globalization.CultureInfo.InvariantCulture);
        CalendarPeriod calendar = new(unit, count, new DateTime(2024, 1, 1), TimeZoneInfo.FindSystemTimeZoneById(words[1]));
        Assert.True(Rfc3339.TryParse(at, out long atMs));
        Assert.Equal((start, end), (Rfc3339.Format(calendar.StartOf(atMs)), Rfc3339.Format(calendar.EndOf(atMs))));
    }

    [Fact]
    public void Periods_follow_each_other_without_a_gap_and_none_is_longer_than_the_longest()
    {
        foreach (CalendarPeriod calendar in (CalendarPeriod[])
            [
                new(CalendarUnit.Month, 1, new DateTime(2024, 1, 31, 9, 30, 0), TimeZoneInfo.FindSystemTimeZoneById("America/New_York")),
                new(CalendarUnit.Day, 1, new DateTime(2024, 1, 1, 2, 30, 0), TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin")),
                new(CalendarUnit.Month, 3, new DateTime(2024, 1, 1), TimeZoneInfo.Utc),
            ])
        {
            long at = 1_750_000_000_000;
            for (int i = 0; i < 800; i++)
            {
                long end = calendar.EndOf(at);
                Assert.Equal(calendar.StartOf(at), calendar.StartOf(end - 1));
                Assert.Equal(end, calendar.StartOf(end));
                Assert.True(end - calendar.StartOf(at) <= calendar.LongestLength.TotalMilliseconds);
                at = end;
            }
        }
    }
}
