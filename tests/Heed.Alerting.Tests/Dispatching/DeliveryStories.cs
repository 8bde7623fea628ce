using Heed.Alerting.Dispatching;
using Heed.Alerting.Notifications;

namespace Heed.Alerting.Tests.Dispatching;

public sealed class DeliveryStories
{
    private const string One = """
        route: { receiver: pager, group_wait: 30s, group_interval: 1m, repeat_interval: 1h }
        receivers: [{ name: pager, webhook_configs: [{ url: http://localhost/ }] }]
        """;

    [Fact]
    public void What_the_outbox_has_no_room_for_is_said_again_at_the_next_flush()
    {
        int calls = 0;
        AlertStory story = new(One, _ => calls++ == 0 ? DeliveryAnswer.Refused : DeliveryAnswer.Delivered);
        story.Fire(0, "A").RunTo(30);
        Assert.Equal(HoldReason.DeliveryFailed, story.Status("A").Receivers[0].Last.Hold);

        story.RunTo(1000);
        Assert.Equal(["30 pager webhook[0] FirstNotification +A", "90 pager webhook[0] FirstNotification +A"], story.Lines);
        Assert.Equal((2, 1, 1), (story.Dispatcher.Counters.NotificationsOffered, story.Dispatcher.Counters.NotificationsRefused, story.Dispatcher.Counters.NotificationsDelivered));
    }

    [Fact]
    public void A_failed_delivery_brings_back_what_the_receiver_knew_before()
    {
        AlertStory story = new(One, _ => DeliveryAnswer.Queued);
        story.Fire(0, "A").RunTo(30);
        story.Dispatcher.Delivered(story.Sent[0].Id, story.NowMs);
        story.Fire(40, "B").RunTo(90);
        story.Dispatcher.DeliveryFailed(story.Sent[1].Id, story.NowMs);
        story.RunTo(150);

        Assert.Equal(
            ["30 pager webhook[0] FirstNotification +A", "90 pager webhook[0] NewAlertsInGroup +A +B", "150 pager webhook[0] NewAlertsInGroup +A +B"],
            story.Lines);
    }

    [Fact]
    public void A_resolved_notice_that_fails_is_sent_again()
    {
        AlertStory story = new(One, _ => DeliveryAnswer.Queued);
        story.Fire(0, "A").RunTo(30);
        story.Dispatcher.Delivered(story.Sent[0].Id, story.NowMs);
        story.Resolve(40, "A").RunTo(90);
        story.Dispatcher.DeliveryFailed(story.Sent[1].Id, story.NowMs);
        story.RunTo(150);
        story.Dispatcher.Delivered(story.Sent[2].Id, story.NowMs);

        Assert.Equal(
            ["30 pager webhook[0] FirstNotification +A", "90 pager webhook[0] AllAlertsResolved -A", "150 pager webhook[0] AllAlertsResolved -A"],
            story.RunTo(1000).Lines);
    }

    [Fact]
    public void An_end_that_is_reported_while_the_sink_is_still_called_counts()
    {
        AlertDispatcher? dispatcher = null;
        AlertStory story = new(One, n =>
        {
            dispatcher!.DeliveryFailed(n.Id, n.TimeMs);
            return DeliveryAnswer.Queued;
        });
        dispatcher = story.Dispatcher;
        story.Fire(0, "A").RunTo(90);

        Assert.Equal(["30 pager webhook[0] FirstNotification +A", "90 pager webhook[0] FirstNotification +A"], story.Lines);
        Assert.Equal(2, dispatcher.Counters.NotificationsFailed);
    }

    [Fact]
    public void A_sink_that_throws_leaves_the_group_as_untold()
    {
        int calls = 0;
        AlertStory story = new(One, _ => calls++ == 0 ? throw new IOException("full") : DeliveryAnswer.Delivered);
        Assert.Throws<IOException>(() => story.Fire(0, "A").RunTo(30));

        Assert.Equal("90 pager webhook[0] FirstNotification +A", story.RunTo(90).Lines[^1]);
    }

    [Fact]
    public void Ids_are_the_same_for_the_same_history_and_differ_within_it()
    {
        AlertStory first = new(One);
        AlertStory second = new(One);
        foreach (AlertStory story in (AlertStory[])[first, second]) story.Fire(0, "A").Fire(40, "B").RunTo(100);

        Assert.Equal(first.Sent.Select(n => n.Id), second.Sent.Select(n => n.Id));
        Assert.Equal(2, first.Sent.Select(n => n.Id).Distinct().Count());
    }
}
