using Heed.Alerting.Dispatching;
using Heed.Alerting.Notifications;
using Heed.Alerting.Silences;
using Heed.Model.Labels;

namespace Heed.Alerting.Tests.Dispatching;

public sealed class HoldStories
{
    private const string Guide = """
        route:
          receiver: chat
          group_by: [alertname]
          group_wait: 10s
          group_interval: 1m
          repeat_interval: 1h
          routes:
            - matchers: [severity="critical"]
              receiver: pager
              continue: true
            - matchers: [severity=~"critical|warning"]
              receiver: chat
        inhibit_rules:
          - source_matchers: [severity="critical"]
            target_matchers: [severity="warning"]
            equal: [model_name, region]
        receivers:
          - name: pager
            webhook_configs: [{ url: http://localhost/ }]
          - name: chat
            webhook_configs: [{ url: http://localhost/ }]
        """;

    [Fact]
    public void Continue_lets_the_sibling_below_hear_of_it_too()
    {
        AlertStory story = new(Guide);
        story.Fire(0, "A severity=critical").Fire(0, "B severity=info").RunTo(20);

        Assert.Equal(
            ["10 pager webhook[0] FirstNotification +A", "10 chat webhook[0] FirstNotification +A", "10 chat webhook[0] FirstNotification +B"],
            story.Lines);
        Assert.Equal(["""{}/{severity="critical"}:{alertname="A"}""", """{}/{severity=~"critical|warning"}:{alertname="A"}"""], story.Sent.Take(2).Select(n => n.GroupKey));
    }

    [Fact]
    public void A_warning_is_held_while_its_critical_fires_and_told_when_that_is_over()
    {
        AlertStory story = new(Guide);
        story.Fire(0, "Slow severity=warning model_name=credit").Fire(0, "Down severity=critical model_name=credit");
        story.Fire(0, "Slow severity=warning model_name=fraud").RunTo(10);
        Assert.Equal(
            ["10 chat webhook[0] FirstNotification +Slow", "10 pager webhook[0] FirstNotification +Down", "10 chat webhook[0] FirstNotification +Down"],
            story.Lines);

        AlertStatus held = story.Status("Slow severity=warning model_name=credit");
        Assert.Equal(AlertCondition.Suppressed, held.Condition);
        Assert.Equal(HoldReason.Inhibited, held.Receivers[0].Last.Hold);
        Assert.Equal("""inhibited by {alertname="Down", model_name="credit", severity="critical"}""", held.Reason);

        story.Resolve(30, "Down severity=critical model_name=credit").RunTo(80);
        Assert.Contains("70 chat webhook[0] NewAlertsInGroup +Slow +Slow", story.Lines);
        Assert.Equal(AlertCondition.Active, story.Status("Slow severity=warning model_name=credit").Condition);
    }

    [Fact]
    public void Labels_that_both_lack_are_equal_and_different_ones_are_not()
    {
        AlertStory story = new(Guide);
        story.Fire(0, "Down severity=critical region=eu").Fire(0, "Slow severity=warning").Fire(0, "Late severity=warning region=eu").RunTo(10);

        Assert.Equal(AlertCondition.Active, story.Status("Slow severity=warning").Condition);
        Assert.Equal(AlertCondition.Suppressed, story.Status("Late severity=warning region=eu").Condition);
    }

    [Fact]
    public void An_alert_on_both_sides_of_a_rule_inhibits_neither_itself_nor_its_like()
    {
        AlertStory story = new(Guide.Replace("source_matchers: [severity=\"critical\"]", "source_matchers: [severity=~\".+\"]", StringComparison.Ordinal));
        story.Fire(0, "A severity=warning").Fire(0, "B severity=warning").RunTo(10);
        Assert.Equal(2, story.Lines.Count);

        story.Fire(20, "C severity=critical").RunTo(30);
        Assert.Equal("""inhibited by {alertname="C", severity="critical"}""", story.Status("A severity=warning").Reason);
    }

    [Fact]
    public void A_silence_holds_what_it_matches_while_it_lasts_and_says_which_it_is()
    {
        AlertStory story = new(Guide);
        Silence silence = new("", [LabelMatcher.Equal("model_name", "credit")], AlertStory.StartMs, AlertStory.StartMs + 100_000, 0, "ann", "known");
        Assert.Equal(SilenceOutcome.Done, story.Dispatcher.Silences.Put(silence, AlertStory.StartMs, out Silence stored));
        story.Fire(0, "A severity=warning model_name=credit").RunTo(80);
        Assert.Empty(story.Lines);
        Assert.Equal($"silenced by {stored.Id}", story.Status("A severity=warning model_name=credit").Reason);
        Assert.Equal(HoldReason.Silenced, story.Status("A severity=warning model_name=credit").Receivers[0].Last.Hold);

        Assert.Equal(["130 chat webhook[0] FirstNotification +A"], story.RunTo(140).Lines);
    }

    [Fact]
    public void Muted_and_inactive_times_hold_and_name_the_interval()
    {
        const string Times = """
            route:
              receiver: chat
              routes:
                - matchers: [kind="muted"]
                  mute_time_intervals: [nights]
                  group_wait: 0s
                - matchers: [kind="active"]
                  active_time_intervals: [office]
                  group_wait: 0s
            time_intervals:
              - name: nights
                time_intervals: [{ times: [{ start_time: "00:00", end_time: "06:00" }] }]
              - name: office
                time_intervals: [{ weekdays: ['monday:friday'], times: [{ start_time: "09:00", end_time: "17:00" }], location: Europe/Berlin }]
            receivers: [{ name: chat, webhook_configs: [{ url: http://localhost/ }] }]
            """;
        AlertStory story = new(Times);
        story.Fire(0, "A kind=muted", until: 86_400).Fire(0, "B kind=active", until: 86_400).RunTo(5 * 3600);
        Assert.Empty(story.Lines);
        Assert.Equal("muted by the time interval nights", story.Status("A kind=muted").Reason);
        Assert.Equal("outside the active time intervals office", story.Status("B kind=active").Reason);

        story.RunTo(8 * 3600);
        Assert.Equal(["21600 chat webhook[0] FirstNotification +A"], story.Lines.Take(1));
        Assert.Equal("28800 chat webhook[0] FirstNotification +B", story.Lines[^1]);
    }

    [Fact]
    public void Why_nobody_heard_yet_or_will_hear_is_said()
    {
        AlertStory story = new(Guide + "\n  - name: nobody\n");
        story.Fire(0, "A severity=warning");
        ReceiverStatus waiting = Assert.Single(story.Status("A severity=warning").Receivers);
        Assert.Equal((HoldReason.WaitingForGroup, AlertStory.StartMs + 10_000), (waiting.Last.Hold, waiting.NextFlushMs));

        story.RunTo(10);
        Assert.Equal("notified at 2026-03-02T00:00:10Z: first notification of the group", story.Status("A severity=warning").Reason);
        story.RunTo(70);
        Assert.Equal(HoldReason.NothingNew, story.Status("A severity=warning").Receivers[0].Last.Hold);

        AlertStory nowhere = new("{ route: { receiver: nobody, group_wait: 0s }, receivers: [{ name: nobody }] }");
        nowhere.Fire(0, "A").RunTo(1);
        Assert.Equal(HoldReason.ReceiverSendsNowhere, nowhere.Status("A").Receivers[0].Last.Hold);
    }
}
