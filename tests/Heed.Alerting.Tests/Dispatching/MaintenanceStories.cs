using Heed.Alerting.Dispatching;
using Heed.Alerting.Notifications;
using Heed.Model.Labels;
using Heed.Model.Maintenance;

namespace Heed.Alerting.Tests.Dispatching;

public sealed class MaintenanceStories
{
    private const string Routes = """
        route: { receiver: r, group_wait: 10s, group_interval: 1m, repeat_interval: 4h }
        receivers: [ { name: r, webhook_configs: [ { url: http://r/ } ] } ]
        """;

    [Fact]
    public void Announced_work_holds_what_it_covers_with_a_reason_of_its_own_and_lets_it_go_at_its_end()
    {
        AlertStory story = new(Routes, options: With(new SingleMaintenance(AlertStory.StartMs, AlertStory.StartMs + 600_000), LabelMatcher.Equal("model_name", "credit")));
        story.Fire(0, "A model_name=credit", until: 7200).RunTo(300);

        Assert.Empty(story.Lines);
        AlertStatus status = story.Status("A model_name=credit");
        Assert.Equal((HoldReason.InMaintenance, "upgrade"), (status.Receivers[0].Last.Hold, status.Receivers[0].Last.Cause));
        Assert.Equal("in the announced maintenance upgrade", status.Receivers[0].Reason);
        Assert.Equal("610 r webhook[0] FirstNotification +A", story.RunTo(900).Transcript);
    }

    [Fact]
    public void What_it_does_not_cover_is_told_in_the_same_group()
    {
        AlertStory story = new(Routes, options: With(new SingleMaintenance(AlertStory.StartMs, AlertStory.StartMs + 600_000), LabelMatcher.Equal("model_name", "credit")));

        Assert.Equal(
            "10 r webhook[0] FirstNotification +B",
            story.Fire(0, "A model_name=credit", until: 7200).Fire(0, "B model_name=fraud", until: 7200).RunTo(300).Transcript);
    }

    [Fact]
    public void Work_that_is_done_every_week_holds_every_week()
    {
        // The story begins on a Monday at midnight.
        WeeklyMaintenance mondays = new([DayOfWeek.Monday], new TimeOnly(0, 0), TimeSpan.FromHours(1), TimeZoneInfo.Utc);
        AlertStory story = new(Routes, options: With(mondays));
        const long week = 7 * 86_400;
        story.Fire(60, "A", until: 600).RunTo(3600).Fire(week + 60, "B", until: week + 600).RunTo(week + 3600);
        Assert.Empty(story.Lines);

        Assert.Equal($"{week + 86_410} r webhook[0] FirstNotification +C", story.Fire(week + 86_400, "C").RunTo(week + 86_500).Transcript);
    }

    private static DispatcherOptions With(IMaintenanceTimes times, params IReadOnlyList<LabelMatcher> matchers) =>
        new() { Maintenance = [new MaintenanceWindow("upgrade", times, matchers)] };
}
