using Heed.Alerting.Dispatching;
using Heed.Alerting.Incidents;
using Heed.Alerting.Notifications;

namespace Heed.Alerting.Tests.Incidents;

public sealed class IncidentStories
{
    private const string One = """
        route: { receiver: pager, group_by: [alertname], group_wait: 30s, group_interval: 5m, repeat_interval: 4h }
        receivers: [{ name: pager, webhook_configs: [{ url: http://localhost/ }] }]
        """;

    private const string Two = """
        route:
          receiver: pager
          group_wait: 30s
          group_interval: 5m
          repeat_interval: 4h
          routes: [{ matchers: [severity="warning"], receiver: chat }]
        inhibit_rules:
          - { source_matchers: [alertname="Outage"], target_matchers: [severity="warning"], equal: [model_name] }
        receivers:
          - { name: pager, webhook_configs: [{ url: http://localhost/ }] }
          - { name: chat, webhook_configs: [{ url: http://localhost/ }] }
        """;

    [Fact]
    public void A_cascade_is_one_notice_with_its_cause_first_whatever_the_groups_are_made_by()
    {
        AlertStory story = Story(One);
        story.Fire(0, "AccuracyLow model_name=m").Fire(5, "ErrorBurst model_name=m").Fire(20, "FeatureNulls model_name=m").RunTo(2000);

        Assert.Equal(["30 pager webhook[0] FirstNotification +FeatureNulls +ErrorBurst +AccuracyLow"], story.Lines);
        Assert.Equal("FeatureNulls", Assert.Single(story.Sent[0].Incidents).Title);
        Assert.Equal("FeatureNulls: FeatureNulls", story.Sent[0].Alerts[1].Annotations.Get("probable_cause"));
        Assert.Empty(story.Sent[0].Alerts[0].Annotations.Get("probable_cause"));
    }

    [Fact]
    public void An_alert_that_joins_interrupts_nobody_and_shows_in_the_repetition()
    {
        AlertStory story = Story(One);
        story.Fire(0, "FeatureNulls model_name=m", until: 90_000).RunTo(100).Fire(100, "ErrorBurst model_name=m", until: 90_000).RunTo(14_000);
        Assert.Single(story.Lines);
        Decision last = story.Status("ErrorBurst model_name=m").Receivers[0].Last;
        Assert.Equal((HoldReason.JoinedIncident, story.Dispatcher.Incidents()[0].Id), (last.Hold, last.Cause));

        story.RunTo(16_000);
        Assert.Equal("14730 pager webhook[0] RepeatIntervalElapsed +FeatureNulls +ErrorBurst", story.Lines[1]);
        Assert.Equal([false, true], story.Sent[1].Alerts.Select(a => a.IsJoined));
    }

    [Fact]
    public void What_joined_and_ended_between_two_flushes_is_no_announcement()
    {
        AlertStory story = Story(One.Replace("url: http://localhost/", "url: http://localhost/, updates_quietly: true", StringComparison.Ordinal));
        story.Fire(0, "FeatureNulls model_name=m", until: 90_000).RunTo(340);
        story.Fire(340, "ErrorBurst model_name=m").Resolve(400, "ErrorBurst model_name=m", since: 340).RunTo(1000);

        Assert.Equal("630 pager webhook[0] IncidentUpdated +FeatureNulls -ErrorBurst", story.Lines[1]);
        Assert.Equal([false, true], story.Sent[1].Alerts.Select(a => a.IsJoined));
    }

    [Fact]
    public void A_higher_severity_interrupts_again_and_does_not_wait_for_the_groups_interval()
    {
        AlertStory story = Story(One);
        story.Fire(0, "FeatureNulls model_name=m severity=warning").RunTo(40).Fire(40, "ErrorBurst model_name=m severity=critical");
        story.Fire(50, "Latency model_name=m severity=warning").Fire(60, "Other model_name=m severity=critical").RunTo(1000);

        Assert.Equal(
            [
                "30 pager webhook[0] FirstNotification +FeatureNulls",
                "70 pager webhook[0] NewAlertsInGroup +FeatureNulls +ErrorBurst +Latency +Other",
            ],
            story.Lines);
        Assert.Equal(AlertSeverity.Critical, Assert.Single(story.Dispatcher.Incidents()).Severity);
    }

    [Fact]
    public void Two_models_are_two_incidents_and_alerts_without_a_model_are_none()
    {
        AlertStory story = Story(One);
        story.Fire(0, "A model_name=m").Fire(0, "D model_name=n").Fire(0, "B").Fire(40, "C").RunTo(400);

        Assert.Equal(4, story.Lines.Count);
        Assert.Equal(["m", "n"], story.Dispatcher.Incidents().Select(i => i.Model).Order());
    }

    [Fact]
    public void An_alert_that_flaps_is_one_incident_that_is_told_twice_in_all()
    {
        AlertStory story = Story(One);
        for (int at = 0; at < 3000; at += 600) story.Fire(at, "FeatureNulls model_name=m").Resolve(at + 300, "FeatureNulls model_name=m", since: at);
        story.RunTo(20_000);

        Assert.Equal(["30 pager webhook[0] FirstNotification +FeatureNulls", "3630 pager webhook[0] AllAlertsResolved -FeatureNulls"], story.Lines);
        Incident incident = Assert.Single(story.Dispatcher.Incidents());
        Assert.Equal(IncidentState.Closed, incident.State);
        Assert.Equal(5, incident.Timeline.Count(t => t.Kind == TimelineKind.AlertFired));
        Assert.Equal(4, incident.Timeline.Count(t => t.Kind == TimelineKind.Reopened));
    }

    [Fact]
    public void After_it_is_closed_the_next_alert_is_another_incident()
    {
        AlertStory story = Story(One);
        story.Fire(0, "FeatureNulls model_name=m").Resolve(100, "FeatureNulls model_name=m").RunTo(3000);
        story.Fire(3000, "FeatureNulls model_name=m").RunTo(3100);

        Assert.Equal(
            [
                "30 pager webhook[0] FirstNotification +FeatureNulls",
                "1230 pager webhook[0] AllAlertsResolved -FeatureNulls",
                "3030 pager webhook[0] NewAlertsInGroup +FeatureNulls",
            ],
            story.Lines);
        Assert.Equal([IncidentState.Closed, IncidentState.Open], story.Dispatcher.Incidents().Select(i => i.State));
    }

    [Fact]
    public void What_the_first_notice_named_and_what_joined_is_resolved_in_one_notice()
    {
        AlertStory story = Story(One);
        story.Fire(0, "FeatureNulls model_name=m").Fire(60, "ErrorBurst model_name=m").Resolve(400, "FeatureNulls model_name=m");
        story.Resolve(2000, "ErrorBurst model_name=m", since: 60).RunTo(20_000);

        Assert.Equal(
            ["30 pager webhook[0] FirstNotification +FeatureNulls", "3030 pager webhook[0] AllAlertsResolved -FeatureNulls -ErrorBurst"],
            story.Lines);
    }

    [Fact]
    public void A_critical_alert_after_what_people_knew_of_is_over_is_told_although_the_incident_is_still_open()
    {
        AlertStory story = Story(Two);
        story.Fire(0, "Outage model_name=m severity=critical").Resolve(60, "Outage model_name=m severity=critical");
        story.Fire(70, "Nulls model_name=m severity=warning", until: 90_000).RunTo(5000);
        Assert.Equal(["30 pager webhook[0] FirstNotification +Outage", "1230 pager webhook[0] AllAlertsResolved -Outage"], story.Lines);

        story.Fire(5000, "Errors model_name=m severity=critical").RunTo(5100);
        Assert.Equal("5030 pager webhook[0] NewAlertsInGroup +Errors", Assert.Single(story.Lines.Skip(2)));
        Assert.Single(story.Dispatcher.Incidents());
    }

    [Fact]
    public void What_is_inhibited_opens_nothing_and_covers_nothing()
    {
        AlertStory story = Story(Two);
        story.Fire(0, "Outage model_name=n severity=critical").Fire(0, "Nulls model_name=n severity=warning");
        story.RunTo(400).Resolve(400, "Outage model_name=n severity=critical").RunTo(1000);

        Assert.Equal("30 pager webhook[0] FirstNotification +Outage", story.Lines[0]);
        IncidentAlert nulls = Assert.Single(story.Dispatcher.Incidents()).Alerts.Single(a => a.Name == "Nulls");
        Assert.Equal(AlertStanding.Joined, nulls.Standing);
    }

    [Fact]
    public void An_unrelated_failure_long_after_is_its_own_incident_but_quality_belongs_to_the_drift_that_still_fires()
    {
        IncidentOptions day = new() { LinkWithin = TimeSpan.FromDays(1) };
        AlertStory story = new(One, options: new DispatcherOptions { Incidents = day });
        story.Fire(0, "InputDrift model_name=m", until: 900_000).RunTo(100);
        story.Fire(200_000, "AccuracyLow model_name=m", until: 900_000).RunTo(200_100);
        Assert.Single(story.Dispatcher.Incidents());

        story.Fire(300_000, "ErrorBurst model_name=m", until: 900_000).RunTo(300_100);
        Assert.Equal(["InputDrift", "ErrorBurst"], story.Dispatcher.Incidents().Select(i => i.Title));
        Assert.Contains(story.Lines, l => l.StartsWith("300030 ", StringComparison.Ordinal));
    }

    [Fact]
    public void An_acknowledged_incident_is_not_repeated_until_that_is_taken_back()
    {
        AlertStory story = Story(One);
        story.Fire(0, "FeatureNulls model_name=m", until: 900_000).RunTo(100);
        string id = story.Dispatcher.Incidents()[0].Id;
        Assert.Equal(IncidentOutcome.Done, story.Dispatcher.Acknowledge(id, "ann", story.NowMs, "looking"));
        Assert.Equal(IncidentOutcome.AlreadySo, story.Dispatcher.Acknowledge(id, "bob", story.NowMs, ""));
        story.RunTo(40_000);
        Assert.Single(story.Lines);
        Assert.Equal(HoldReason.IncidentAcknowledged, story.Status("FeatureNulls model_name=m").Receivers[0].Last.Hold);

        Assert.Equal(IncidentOutcome.Done, story.Dispatcher.Unacknowledge(id, "", story.NowMs, "no news for hours"));
        story.RunTo(41_000);
        Assert.Equal("40230 pager webhook[0] RepeatIntervalElapsed +FeatureNulls", story.Lines[1]);
    }

    [Fact]
    public void A_person_ends_it_and_only_a_new_alert_opens_it_again()
    {
        AlertStory story = Story(One);
        story.Fire(0, "FeatureNulls model_name=m", until: 900_000).RunTo(100);
        string id = story.Dispatcher.Incidents()[0].Id;
        Assert.Equal(IncidentOutcome.Done, story.Dispatcher.ResolveIncident(id, "ann", story.NowMs, "known"));
        story.RunTo(40_000);
        Assert.Single(story.Lines);

        story.Fire(40_000, "ErrorBurst model_name=m").RunTo(40_400);
        Assert.Equal("40030 pager webhook[0] NewAlertsInGroup +FeatureNulls +ErrorBurst", story.Lines[1]);
        Assert.Equal(IncidentState.Open, story.Dispatcher.FindIncident(id)!.State);
    }

    [Fact]
    public void Nothing_that_people_ask_of_an_unknown_or_closed_incident_is_done()
    {
        AlertStory story = Story(One);
        Assert.Equal(IncidentOutcome.Unknown, story.Dispatcher.Acknowledge("x", "ann", story.NowMs, ""));
        story.Fire(0, "FeatureNulls model_name=m").Resolve(100, "FeatureNulls model_name=m").RunTo(3000);
        string id = story.Dispatcher.Incidents()[0].Id;

        Assert.Equal(IncidentOutcome.Closed, story.Dispatcher.Acknowledge(id, "ann", story.NowMs, ""));
        Assert.Equal(IncidentOutcome.Closed, story.Dispatcher.ResolveIncident(id, "ann", story.NowMs, ""));
        Assert.Equal(IncidentOutcome.Done, story.Dispatcher.Judge(id, IncidentVerdict.ActedOn, "ann", story.NowMs, "retrained"));
        Assert.Equal((IncidentVerdict.ActedOn, "ann"), (story.Dispatcher.FindIncident(id)!.Verdict, story.Dispatcher.FindIncident(id)!.JudgedBy));
    }

    [Fact]
    public void A_notice_that_failed_is_sent_again_although_its_alert_was_announced()
    {
        DeliveryAnswer answer = DeliveryAnswer.Refused;
        AlertStory story = new(One, _ => answer, new DispatcherOptions { Incidents = new IncidentOptions() });
        story.Fire(0, "FeatureNulls model_name=m").Fire(40, "ErrorBurst model_name=m").RunTo(100);
        answer = DeliveryAnswer.Delivered;

        Assert.Equal("330 pager webhook[0] FirstNotification +FeatureNulls +ErrorBurst", story.RunTo(400).Lines[1]);
    }

    [Fact]
    public void Who_can_show_a_change_without_interrupting_is_told_of_every_change_once()
    {
        AlertStory story = Story(One.Replace("url: http://localhost/", "url: http://localhost/, updates_quietly: true", StringComparison.Ordinal));
        story.Fire(0, "ErrorBurst model_name=m", until: 90_000).Fire(100, "FeatureNulls model_name=m", until: 90_000);
        story.Resolve(1000, "ErrorBurst model_name=m").RunTo(14_000).Resolve(14_000, "FeatureNulls model_name=m", since: 100).RunTo(20_000);

        Assert.Equal(
            [
                "30 pager webhook[0] FirstNotification +ErrorBurst",
                "330 pager webhook[0] IncidentUpdated +FeatureNulls +ErrorBurst",
                "1230 pager webhook[0] IncidentUpdated +FeatureNulls -ErrorBurst",
                "15030 pager webhook[0] AllAlertsResolved -FeatureNulls -ErrorBurst",
            ],
            story.Lines);
        Assert.Equal("FeatureNulls: FeatureNulls", story.Sent[1].Alerts[1].Annotations.Get("probable_cause"));
        Assert.Equal([true, false], story.Sent[1].Alerts.Select(a => a.IsJoined));
    }

    [Fact]
    public void An_update_does_not_put_the_repetition_off()
    {
        AlertStory story = Story(One.Replace("url: http://localhost/", "url: http://localhost/, updates_quietly: true", StringComparison.Ordinal));
        story.Fire(0, "ErrorBurst model_name=m", until: 90_000).Fire(10_000, "FeatureNulls model_name=m", until: 90_000).RunTo(15_000);

        Assert.Equal(["30", "10230", "14730"], story.Lines.Select(l => l.Split(' ')[0]));
        Assert.EndsWith("RepeatIntervalElapsed +FeatureNulls +ErrorBurst", story.Lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void A_receiver_that_sends_nowhere_covers_nobody()
    {
        AlertStory story = Story(Two.Replace("name: chat, webhook_configs: [{ url: http://localhost/ }]", "name: chat", StringComparison.Ordinal));
        story.Fire(0, "Nulls model_name=m severity=warning").RunTo(100).Fire(100, "Errors model_name=m severity=other").RunTo(400);

        Assert.Equal(["130 pager webhook[0] FirstNotification +Errors"], story.Lines);
    }

    [Fact]
    public void Watchers_hear_every_step_in_order()
    {
        AlertStory story = Story(One);
        Steps steps = new();
        story.Dispatcher.Watch(steps);
        story.Fire(0, "FeatureNulls model_name=m severity=warning").RunTo(40).Fire(40, "ErrorBurst model_name=m severity=critical").RunTo(100);
        story.Dispatcher.Acknowledge(story.Dispatcher.Incidents()[0].Id, "ann", story.NowMs, "");
        story.Resolve(200, "FeatureNulls model_name=m severity=warning").Resolve(200, "ErrorBurst model_name=m severity=critical", since: 40);
        story.RunTo(300).Fire(300, "FeatureNulls model_name=m severity=warning").Resolve(310, "FeatureNulls model_name=m severity=warning", since: 300).RunTo(9000);

        Assert.Equal(
            ["30 Opened", "70 SeverityRaised", "100 Acknowledged", "200 Resolved", "300 Reopened", "310 Resolved", "1210 Closed"], steps.Lines);
        Assert.Single(steps.Ids);
    }

    [Fact]
    public void An_unbounded_storm_is_bounded_and_what_is_not_linked_notifies_by_itself()
    {
        IncidentOptions small = new() { MaxIncidents = 1, MaxAlerts = 2, MaxTimeline = 3 };
        AlertStory story = new(One, options: new DispatcherOptions { Incidents = small });
        story.Fire(0, "A model_name=m").Fire(0, "B model_name=m").Fire(0, "C model_name=m").Fire(0, "D model_name=n").RunTo(100);

        Assert.Equal(3, story.Lines.Count);
        Assert.Equal(2, story.Dispatcher.IncidentCounters.UnlinkedAlerts);
        Assert.Equal((3, 1), (story.Dispatcher.Incidents()[0].Timeline.Count, story.Dispatcher.Incidents()[0].TimelineDropped));
    }

    private static AlertStory Story(string configuration) =>
        new(configuration, options: new DispatcherOptions { Incidents = new IncidentOptions() });

    private sealed class Steps : IIncidentWatcher
    {
        public List<string> Lines { get; } = [];

        public HashSet<string> Ids { get; } = [];

        public void On(IncidentEvent happened)
        {
            Lines.Add(FormattableString.Invariant($"{(happened.TimeMs - AlertStory.StartMs) / 1000} {happened.Kind}"));
            Ids.Add(happened.Incident.Id);
        }
    }
}
