using Heed.Model.Labels;
using Heed.Model.Maintenance;
using Heed.Model.Time;

namespace Heed.Model.Tests.Maintenance;

public sealed class MaintenanceWindowTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Theory]
    [InlineData(99, false)]
    [InlineData(100, true)]
    [InlineData(199, true)]
    [InlineData(200, false)]
    public void One_stretch_begins_with_its_first_moment_and_ends_before_its_last(long timeMs, bool expected) =>
        Assert.Equal(expected, new SingleMaintenance(100, 200).Contains(timeMs));

    /// <summary>Sundays at 23:00 in Berlin for 3 hours; 2026-03-01 is a Sunday.</summary>
    [Theory]
    [InlineData("2026-03-01T21:59:59Z", false)]
    [InlineData("2026-03-01T22:00:00Z", true)]
    [InlineData("2026-03-02T00:59:59Z", true)]
    [InlineData("2026-03-02T01:00:00Z", false)]
    [InlineData("2026-03-02T22:30:00Z", false)]
    [InlineData("2026-04-05T21:30:00Z", true)]
    [InlineData("2026-04-05T20:59:59Z", false)]
    public void Weekly_work_runs_over_midnight_and_follows_the_clock_on_the_wall(string time, bool expected)
    {
        WeeklyMaintenance work = new([DayOfWeek.Sunday], new TimeOnly(23, 0), TimeSpan.FromHours(3), Berlin);
        Assert.Equal(expected, work.Contains(Ms(time)));
    }

    [Theory]
    [InlineData("2026-03-29T01:15:00Z", true)]
    [InlineData("2026-03-29T00:59:59Z", false)]
    [InlineData("2026-10-25T00:30:00Z", true)]
    [InlineData("2026-10-25T01:45:00Z", false)]
    public void Where_clocks_skip_or_repeat_the_time_it_begins_once(string time, bool expected)
    {
        // At 02:30: skipped on 2026-03-29 (03:00 follows 02:00, 01:00 UTC), shown twice on 2026-10-25 (first at 00:30 UTC).
        WeeklyMaintenance work = new([DayOfWeek.Sunday], new TimeOnly(2, 30), TimeSpan.FromHours(1), Berlin);
        Assert.Equal(expected, work.Contains(Ms(time)));
    }

    [Fact]
    public void Work_of_a_week_covers_the_week()
    {
        WeeklyMaintenance work = new([DayOfWeek.Monday], new TimeOnly(0, 0), WeeklyMaintenance.MostDuration, TimeZoneInfo.Utc);
        for (long time = Ms("2026-03-02T00:00:00Z"); time < Ms("2026-03-16T00:00:00Z"); time += 3_600_000) Assert.True(work.Contains(time));
    }

    [Fact]
    public void It_covers_what_satisfies_all_matchers()
    {
        MaintenanceWindow all = new("all", new SingleMaintenance(0, 1), []);
        MaintenanceWindow some = new("some", new SingleMaintenance(0, 1), [LabelMatcher.Equal("model_name", "credit"), LabelMatcher.Equal("team", "risk")]);
        Assert.True(all.Covers(LabelSet.Empty));
        Assert.True(some.Covers(LabelSet.Of(("model_name", "credit"), ("team", "risk"), ("slo", "x"))));
        Assert.False(some.Covers(LabelSet.Of(("model_name", "credit"))));
    }

    private static long Ms(string time)
    {
        Assert.True(Rfc3339.TryParse(time, out long timeMs));
        return timeMs;
    }
}
