using Heed.Alerting.Notifications;
using Heed.Alerting.Silences;
using Heed.Alerting.Tests.OnCall;
using Heed.Model.Labels;

namespace Heed.Alerting.Tests.Silences;

public sealed class SilenceKeeperTests
{
    private const string Routes = "route: { receiver: r }\nreceivers: [ { name: r, webhook_configs: [ { url: http://r/ } ] } ]\n";
    private const string OnCall = OnCallText.People + "silences: { receiver: room }\n";

    [Fact]
    public void A_silence_that_holds_alerts_reminds_its_maker_once_before_it_ends()
    {
        AlertStory story = new(Routes);
        SilenceKeeper keeper = Keeper(story);
        Put(story, "ana", hours: 2, remindMinutes: 30);
        story.Fire(10, "A team=x", until: 20_000);

        Run(story, keeper, 89);
        Assert.Empty(story.Sent);
        Run(story, keeper, 119);

        Notification only = Assert.Single(story.Sent);
        Assert.Equal(("oncall/ana/1", NotifyReason.SilenceEnds), (only.Receiver, only.Reason));
        Assert.Equal("The silence of ana on team=\"x\" ends in 30m and still holds 1 alerts: deploy", only.CommonAnnotations.Get("summary"));
        Assert.Equal(1, keeper.Reminders);
    }

    [Fact]
    public void Whoever_is_not_known_is_reminded_in_the_room_that_the_file_names()
    {
        AlertStory story = new(Routes);
        SilenceKeeper keeper = Keeper(story);
        Put(story, "somebody", hours: 1, remindMinutes: 5);
        story.Fire(10, "A team=x", until: 20_000);

        Run(story, keeper, 59);

        Assert.Equal("room", Assert.Single(story.Sent).Receiver);
    }

    [Fact]
    public void A_silence_that_holds_nothing_reminds_nobody()
    {
        AlertStory story = new(Routes);
        SilenceKeeper keeper = Keeper(story);
        Put(story, "ana", hours: 1, remindMinutes: 30);
        story.Fire(10, "A team=y", until: 20_000);

        Run(story, keeper, 59);

        Assert.DoesNotContain(story.Sent, n => n.Reason == NotifyReason.SilenceEnds);
    }

    [Fact]
    public void A_restart_reminds_nobody_twice()
    {
        AlertStory story = new(Routes);
        SilenceKeeper keeper = Keeper(story);
        Put(story, "ana", hours: 1, remindMinutes: 30);
        story.Fire(10, "A team=x", until: 20_000);
        Run(story, keeper, 40);
        SilenceKeeper next = Keeper(story);
        next.Restore(keeper.Reminded, story.NowMs);

        Run(story, next, 59);

        Assert.Single(story.Sent);
    }

    [Fact]
    public void One_that_matches_nothing_any_more_ends_where_it_asks_for_it()
    {
        AlertStory story = new(Routes);
        SilenceKeeper keeper = Keeper(story);
        string id = Put(story, "ana", hours: 10, expireMinutes: 20);
        string stays = Put(story, "ben", hours: 10, expireMinutes: 0);
        story.Fire(10, "A team=x", until: 20_000);
        Run(story, keeper, 60);
        story.Resolve(3600, "A team=x", since: 10);

        Run(story, keeper, 79);
        Assert.Equal(SilenceState.Active, story.Dispatcher.Silences.Find(id)!.StateAt(story.NowMs));
        Run(story, keeper, 80);

        Assert.Equal(SilenceState.Expired, story.Dispatcher.Silences.Find(id)!.StateAt(story.NowMs));
        Assert.Equal(SilenceState.Active, story.Dispatcher.Silences.Find(stays)!.StateAt(story.NowMs));
        Assert.Equal(1, keeper.Expired);
    }

    [Fact]
    public void Nothing_is_due_where_no_silence_asks_for_anything()
    {
        AlertStory story = new(Routes);
        SilenceKeeper keeper = Keeper(story);
        Put(story, "ana", hours: 1);

        Assert.Equal(long.MaxValue, keeper.NextDueMs);
        Put(story, "ana", hours: 1, remindMinutes: 5);
        Assert.Equal(AlertStory.StartMs + 60_000, keeper.NextDueMs);
    }

    private static SilenceKeeper Keeper(AlertStory story)
    {
        SilenceKeeper keeper = new(story.Dispatcher, OnCallText.Parse(OnCall), story, "http://heed.example");
        keeper.SkipTo(AlertStory.StartMs);
        return keeper;
    }

    private static string Put(AlertStory story, string by, int hours, int remindMinutes = 0, int expireMinutes = 0)
    {
        Silence wanted = new("", [LabelMatcher.Equal("team", "x")], AlertStory.StartMs, AlertStory.StartMs + (hours * 3_600_000L), 0, by, "deploy")
        {
            RemindBeforeMs = remindMinutes * 60_000L,
            ExpireUnmatchedMs = expireMinutes * 60_000L,
        };
        Assert.Equal(SilenceOutcome.Done, story.Dispatcher.Silences.Put(wanted, AlertStory.StartMs, out Silence stored));
        return stored.Id;
    }

    private static void Run(AlertStory story, SilenceKeeper keeper, int minute)
    {
        long untilMs = AlertStory.StartMs + (minute * 60_000L);
        while (Math.Min(keeper.NextDueMs, story.Dispatcher.NextDueMs) is long due && due <= untilMs)
        {
            if (story.Dispatcher.NextDueMs == due) story.Dispatcher.Run(due);
            if (keeper.NextDueMs == due) keeper.Run(due);
        }

        story.RunTo(minute * 60);
    }
}
