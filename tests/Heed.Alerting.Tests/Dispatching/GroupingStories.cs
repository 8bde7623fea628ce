using Heed.Alerting.Dispatching;
using Heed.Alerting.Notifications;

namespace Heed.Alerting.Tests.Dispatching;

public sealed class GroupingStories
{
    private const string One = """
        route: { receiver: pager, group_by: [team], group_wait: 30s, group_interval: 5m, repeat_interval: 1h }
        receivers: [{ name: pager, webhook_configs: [{ url: http://localhost/ }] }]
        """;

    [Fact]
    public void Alerts_that_come_within_the_group_wait_make_one_notification()
    {
        AlertStory story = new(One);
        story.Fire(0, "A team=x").Fire(10, "B team=x").Fire(29, "C team=x").Fire(29, "D team=y").RunTo(120);

        Assert.Equal(["30 pager webhook[0] FirstNotification +A +B +C", "59 pager webhook[0] FirstNotification +D"], story.Lines);
        Assert.Equal("""{}:{team="x"}""", story.Sent[0].GroupKey);
        Assert.Equal("""{team="x"}""", story.Sent[0].CommonLabels.ToString());
    }

    [Fact]
    public void A_new_alert_waits_for_the_group_interval_and_a_resolved_one_is_told_once()
    {
        AlertStory story = new(One);
        story.Fire(0, "A team=x").Fire(40, "B team=x").Resolve(400, "A team=x").RunTo(2000);

        Assert.Equal(
            [
                "30 pager webhook[0] FirstNotification +A",
                "330 pager webhook[0] NewAlertsInGroup +A +B",
                "630 pager webhook[0] NewResolvedAlertsInGroup -A +B",
            ],
            story.Lines);
    }

    [Fact]
    public void When_nothing_fires_any_more_that_is_said_and_the_group_begins_anew()
    {
        AlertStory story = new(One);
        story.Fire(0, "A team=x").Resolve(100, "A team=x").RunTo(700).Fire(700, "A team=x").RunTo(800);

        Assert.Equal(
            [
                "30 pager webhook[0] FirstNotification +A",
                "330 pager webhook[0] AllAlertsResolved -A",
                "730 pager webhook[0] NewAlertsInGroup +A",
            ],
            story.Lines);
        Assert.Equal(NotificationStatus.Resolved, story.Sent[1].Status);
        Assert.Equal(AlertStory.StartMs + 100_000, story.Sent[1].Alerts[0].EndsAtMs);
    }

    [Fact]
    public void An_alert_that_resolves_before_anybody_was_told_is_never_told()
    {
        AlertStory story = new(One);
        story.Fire(0, "A team=x").Resolve(20, "A team=x").RunTo(1000);

        Assert.Empty(story.Lines);
        Assert.Equal(1, story.Dispatcher.Counters.Flushes);
        Assert.Empty(story.Dispatcher.ExportState().Groups);
    }

    [Fact]
    public void A_notification_is_repeated_at_the_first_flush_after_more_than_the_repeat_interval()
    {
        AlertStory story = new(One);
        story.Fire(0, "A team=x", until: 100_000).RunTo(2 * 3600 + 700);

        Assert.Equal(
            [
                "30 pager webhook[0] FirstNotification +A",
                "3930 pager webhook[0] RepeatIntervalElapsed +A",
                "7830 pager webhook[0] RepeatIntervalElapsed +A",
            ],
            story.Lines);
    }

    [Fact]
    public void An_alert_that_nobody_repeats_is_resolved_at_its_end()
    {
        AlertStory story = new(One);
        story.Fire(0, "A team=x", until: 60).RunTo(400);

        Assert.Equal(["30 pager webhook[0] FirstNotification +A", "330 pager webhook[0] AllAlertsResolved -A"], story.Lines);
    }

    [Fact]
    public void An_alert_older_than_the_group_wait_does_not_wait()
    {
        AlertStory story = new(One);
        story.Fire(100, "A team=x", since: 0).RunTo(100);

        Assert.Equal(["100 pager webhook[0] FirstNotification +A"], story.Lines);
    }

    [Fact]
    public void Overlapping_reports_of_an_alert_are_one_alert_that_began_with_the_earlier()
    {
        AlertStory story = new(One);
        story.Fire(0, "A team=x", since: 0, until: 100).Fire(10, "A team=x", since: 5, until: 60).RunTo(30);

        Assert.Equal(AlertStory.StartMs, story.Sent[0].Alerts[0].StartsAtMs);
        Assert.Equal(AlertStory.StartMs + 100_000, story.Status("A team=x").Alert.EndsAtMs);
    }

    [Fact]
    public void All_labels_or_none_can_make_the_group()
    {
        AlertStory all = new(One.Replace("[team]", "['...']", StringComparison.Ordinal));
        AlertStory none = new(One.Replace("[team]", "[]", StringComparison.Ordinal));
        foreach (AlertStory story in (AlertStory[])[all, none]) story.Fire(0, "A team=x").Fire(0, "B team=x").Fire(0, "A team=y").RunTo(40);

        Assert.Equal(3, all.Lines.Count);
        Assert.Equal(["30 pager webhook[0] FirstNotification +A +A +B"], none.Lines);
    }

    [Fact]
    public void A_receiver_that_does_not_want_resolved_alerts_gets_none_and_hears_of_the_next_firing()
    {
        AlertStory story = new(One.Replace("url: http://localhost/", "url: http://localhost/, send_resolved: false", StringComparison.Ordinal));
        story.Fire(0, "A team=x").Fire(0, "B team=x").Resolve(40, "A team=x").RunTo(330);
        Assert.Equal(["30 pager webhook[0] FirstNotification +A +B"], story.Lines);

        story.Resolve(340, "B team=x").RunTo(630);
        Assert.Single(story.Lines);
        story.Fire(640, "A team=x").RunTo(1000);
        Assert.Equal(["670 pager webhook[0] NewAlertsInGroup +A"], story.Lines.Skip(1));
    }

    [Fact]
    public void A_message_has_no_more_alerts_than_it_may_and_says_how_many_are_missing()
    {
        AlertStory story = new(One.Replace("url: http://localhost/", "url: http://localhost/, max_alerts: 2", StringComparison.Ordinal));
        story.Fire(0, "A team=x").Fire(0, "B team=x").Fire(0, "C team=x").RunTo(40);

        Assert.Equal((2, 1), (story.Sent[0].Alerts.Count, story.Sent[0].TruncatedAlerts));
    }

    [Fact]
    public void Alerts_are_ordered_by_job_and_instance_and_then_by_label()
    {
        AlertStory story = new(One.Replace("[team]", "[]", StringComparison.Ordinal));
        story.Fire(0, "E a=1").Fire(0, "D").Fire(0, "C instance=1").Fire(0, "B job=b").Fire(0, "A job=a instance=2").Fire(0, "F job=a instance=1").RunTo(40);

        Assert.EndsWith("+F +A +B +C +D +E", story.Lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Alerts_and_groups_beyond_their_bounds_are_counted_and_the_others_go_on()
    {
        AlertStory story = new(One, options: new DispatcherOptions { MaxAlerts = 3, MaxGroups = 2 });
        story.Fire(0, "A team=x").Fire(0, "B team=y").Fire(0, "C team=z").Fire(0, "D team=x").RunTo(40);

        Assert.Equal(["30 pager webhook[0] FirstNotification +A", "30 pager webhook[0] FirstNotification +B"], story.Lines);
        Assert.Equal((1, 1, 3), (story.Dispatcher.Counters.AlertsRefused, story.Dispatcher.Counters.GroupsRefused, story.Dispatcher.Counters.AlertsAccepted));
    }

    [Fact]
    public void Nothing_is_due_once_everything_is_told_and_forgotten()
    {
        AlertStory story = new(One);
        story.Fire(0, "A team=x").Resolve(40, "A team=x").RunTo(6 * 86_400);

        Assert.Equal(long.MaxValue, story.Dispatcher.NextDueMs);
        Assert.Empty(story.Dispatcher.Statuses());
        Assert.Empty(story.Dispatcher.ExportState().Log);
    }
}
