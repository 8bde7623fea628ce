using System.Text.Json;

using Heed.Alerting.Notifications;
using Heed.Alerting.Silences;
using Heed.Alerting.State;
using Heed.Model.Labels;

namespace Heed.Alerting.Tests.Dispatching;

public sealed class RestartStories
{
    private const string Two = """
        route:
          receiver: pager
          group_by: [alertname]
          group_wait: 30s
          group_interval: 1m
          repeat_interval: 1h
          routes: [{ matchers: [severity="warning"], receiver: chat }]
        inhibit_rules:
          - { source_matchers: [severity="critical"], target_matchers: [severity="warning"], equal: [model_name] }
        receivers:
          - { name: pager, webhook_configs: [{ url: http://localhost/ }] }
          - { name: chat, webhook_configs: [{ url: http://localhost/ }] }
        """;

    private static readonly JsonSerializerOptions Json = new() { Converters = { new LabelSetConverter() } };

    [Fact]
    public void After_a_restart_nobody_is_told_twice_and_the_timers_go_on()
    {
        AlertStory before = new(Two);
        before.Fire(0, "A severity=critical").RunTo(45).Fire(45, "B severity=critical");
        AlertStory after = Restart(before, Two, at: 50);

        Assert.Equal(["75 pager webhook[0] FirstNotification +B"], after.RunTo(600).Lines);
        after.Resolve(600, "A severity=critical").RunTo(660);
        Assert.Equal(["630 pager webhook[0] AllAlertsResolved -A"], after.Lines.Skip(1));
    }

    [Fact]
    public void What_became_due_while_nobody_was_there_is_told_at_once()
    {
        AlertStory before = new(Two);
        before.Fire(0, "A severity=critical").RunTo(10);

        Assert.Equal(["500 pager webhook[0] FirstNotification +A"], Restart(before, Two, at: 500).RunTo(510).Lines);
    }

    [Fact]
    public void An_inhibited_alert_does_not_leak_out_although_its_source_was_not_repeated_in_between()
    {
        AlertStory before = new(Two);
        before.Fire(0, "Down severity=critical model_name=m", until: 240).Fire(0, "Slow severity=warning model_name=m", until: 240).RunTo(40);
        AlertStory after = Restart(before, Two, at: 1000);
        after.RunTo(1190);

        Assert.Empty(after.Lines);
        Assert.Equal(HoldReason.Inhibited, after.Status("Slow severity=warning model_name=m").Receivers[0].Last.Hold);
        Assert.Equal("1240 pager webhook[0] AllAlertsResolved -Down", Assert.Single(after.RunTo(1300).Lines));
    }

    [Fact]
    public void A_notification_under_way_can_still_fail_after_the_restart()
    {
        AlertStory before = new(Two, _ => DeliveryAnswer.Queued);
        before.Fire(0, "A severity=critical").RunTo(40);
        AlertStory after = Restart(before, Two, at: 50);
        after.Dispatcher.DeliveryFailed(before.Sent[0].Id, after.NowMs);

        Assert.Equal(["90 pager webhook[0] FirstNotification +A"], after.RunTo(100).Lines);
    }

    [Fact]
    public void A_resolved_alert_whose_notice_is_under_way_is_dropped_when_it_arrives_after_the_restart()
    {
        AlertStory before = new(Two, _ => DeliveryAnswer.Queued);
        before.Fire(0, "A severity=critical").RunTo(40).Resolve(50, "A severity=critical").RunTo(95);
        AlertStory after = Restart(before, Two, at: 100);
        foreach (Notification sent in before.Sent) after.Dispatcher.Delivered(sent.Id, after.NowMs);

        Assert.Empty(after.RunTo(2000).Lines);
        Assert.Empty(after.Dispatcher.ExportState().Groups);
    }

    [Fact]
    public void Silences_survive()
    {
        AlertStory before = new(Two);
        LabelMatcher matcher = LabelMatcher.Parse("model_name", MatchOperator.Regex, "m|\"n\"").Value;
        before.Dispatcher.Silences.Put(new Silence("", [matcher], AlertStory.StartMs, AlertStory.StartMs + 3_600_000, 0, "ann", "why"), AlertStory.StartMs, out Silence stored);
        AlertStory after = Restart(before, Two, at: 10);

        Assert.Empty(after.Fire(10, "A model_name=m").RunTo(100).Lines);
        Assert.Equal(stored.Matchers, Assert.Single(after.Dispatcher.Silences.All).Matchers);
    }

    [Fact]
    public void Alerts_that_a_changed_file_leads_elsewhere_begin_there_as_new()
    {
        AlertStory before = new(Two);
        before.Fire(0, "A severity=warning").RunTo(40);
        AlertStory after = Restart(before, Two.Replace("severity=\"warning\"], receiver", "severity=\"other\"], receiver", StringComparison.Ordinal), at: 50);

        Assert.Equal(["50 pager webhook[0] FirstNotification +A"], after.RunTo(60).Lines);
    }

    [Fact]
    public void The_state_is_the_same_after_a_restart_at_the_same_time()
    {
        AlertStory before = new(Two, _ => DeliveryAnswer.Queued);
        before.Fire(0, "A severity=critical").Fire(0, "B severity=warning").RunTo(40).Fire(41, "C");
        AlertStory after = Restart(before, Two, at: 41);

        Assert.Equal(JsonSerializer.Serialize(before.Dispatcher.ExportState(), Json), JsonSerializer.Serialize(after.Dispatcher.ExportState(), Json));
    }

    [Fact]
    public void A_restart_at_any_second_changes_nothing_that_is_sent()
    {
        const int End = 400;
        string undisturbed = Tell(new AlertStory(Two), 0, End).Transcript;
        for (int at = 0; at < End; at += 7)
        {
            AlertStory before = Tell(new AlertStory(Two), 0, at);
            AlertStory after = Tell(Restart(before, Two, at), at, End);
            Assert.Equal(undisturbed, string.Join("\n", before.Lines.Concat(after.Lines)));
        }
    }

    private static AlertStory Tell(AlertStory story, int from, int to)
    {
        for (int second = from; second < to; second++)
        {
            if (second == 3) story.Fire(second, "A severity=critical model_name=m");
            if (second == 10) story.Fire(second, "A severity=warning model_name=m");
            if (second == 60) story.Fire(second, "B severity=warning model_name=n");
            if (second == 120) story.Resolve(second, "A severity=critical model_name=m", since: 3);
            if (second == 200) story.Resolve(second, "B severity=warning model_name=n", since: 60);
            if (second == 300) story.Fire(second, "B severity=warning model_name=n");
            story.RunTo(second);
        }

        return story;
    }

    /// <summary>Through JSON, as a host keeps it.</summary>
    private static AlertStory Restart(AlertStory before, string configuration, long at)
    {
        AlertStory after = new(configuration);
        AlertingState state = JsonSerializer.Deserialize<AlertingState>(JsonSerializer.Serialize(before.Dispatcher.ExportState(), Json), Json)!;
        after.Dispatcher.RestoreState(state, AlertStory.StartMs + (at * 1000));
        return after.RunTo(at - 1).RunTo(at);
    }
}
