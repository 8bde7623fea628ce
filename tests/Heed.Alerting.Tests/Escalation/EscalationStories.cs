using Heed.Alerting.Escalation;
using Heed.Alerting.Notifications;
using Heed.Alerting.OnCall;

namespace Heed.Alerting.Tests.Escalation;

public sealed class EscalationStories
{
    /// <summary>Ana is on call, Ben has the next turn, Cleo leads.</summary>
    private const string Default = "schedules: [ { name: ml, layers: [ { rotation: weekly, start: 2026-03-02, people: [ana, ben] } ] } ]";

    private const string Ladder = Default + """

        policies:
          - name: ladder
            repeat: 1
            remind_after: 30m
            acknowledgement: 2h
            steps:
              - { notify: [ { schedule: ml } ], wait: 10m }
              - { notify: [ { person: cleo }, { receiver: room } ], wait: 20m }
        routes: [ { policy: ladder } ]
        """;

    [Fact]
    public void By_default_the_backup_is_paged_when_nobody_acknowledges_in_fifteen_minutes() => Assert.Equal(
        """
        0 ana IncidentOpened
        15 ben NotAcknowledged
        30 ana NotAcknowledged
        45 ben NotAcknowledged
        """,
        new EscalationStory(Default).Open(0).RunTo(600).Transcript);

    [Fact]
    public void What_nobody_acknowledges_ends_as_exhausted_and_says_so()
    {
        EscalationStory story = new EscalationStory(Default).Open(0).RunTo(600);

        Assert.Equal(
            """
            0 Opened policy default
            0 Notified ana step 1 of 2, round 1
            15 Notified ben step 2 of 2, round 1
            30 Notified ana step 1 of 2, round 2
            45 Notified ben step 2 of 2, round 2
            60 Exhausted
            """,
            story.History());
        Assert.Equal(1, story.Engine.Counters.Exhausted);
        Assert.Equal(long.MaxValue, story.Engine.NextDueMs);
    }

    [Fact]
    public void An_acknowledgement_stops_the_steps_and_the_end_is_told_to_whoever_was_paged() => Assert.Equal(
        """
        0 ana IncidentOpened
        10 cleo NotAcknowledged
        10 room NotAcknowledged
        42 cleo StillOpen
        50 -ana IncidentResolved
        50 -cleo IncidentResolved
        50 -room IncidentResolved
        """,
        new EscalationStory(Ladder).Open(0).Acknowledge(12, "cleo").Resolve(50).RunTo(600).Transcript);

    [Fact]
    public void An_acknowledgement_that_expires_begins_the_steps_anew()
    {
        EscalationStory story = new EscalationStory(Ladder).Open(0).Acknowledge(5, "ana").RunTo(140);

        Assert.Equal(
            """
            0 ana IncidentOpened
            35 ana StillOpen
            65 ana StillOpen
            95 ana StillOpen
            125 ana AcknowledgementEnded
            135 cleo NotAcknowledged
            135 room NotAcknowledged
            """,
            story.Transcript);
        Assert.Equal([("i1", "ana")], story.Engine.TakeExpired());
        Assert.Empty(story.Engine.TakeExpired());
    }

    [Fact]
    public void An_acknowledgement_that_is_taken_back_begins_the_steps_anew()
    {
        EscalationStory story = new EscalationStory(Ladder).Open(0).Acknowledge(5, "ana").RunTo(8);

        Assert.Equal(EscalationOutcome.Done, story.Engine.Unacknowledge("i1", "ana", story.Ms(8)));
        Assert.Equal("0 ana IncidentOpened\n8 ana AcknowledgementEnded", story.RunTo(8).Transcript);
        Assert.Equal(EscalationOutcome.Already, story.Engine.Unacknowledge("i1", "ana", story.Ms(9)));
    }

    [Fact]
    public void What_is_resolved_pages_nobody_any_more_and_is_forgotten_after_a_while()
    {
        EscalationStory story = new EscalationStory(Ladder).Open(0).Resolve(3).RunTo(600);

        Assert.Equal("0 ana IncidentOpened\n3 -ana IncidentResolved", story.Transcript);
        Assert.Equal(EscalationOutcome.Resolved, story.Engine.Acknowledge("i1", "ana", story.Ms(600)));
        story.RunTo(3 + (2 * 24 * 60));
        Assert.Null(story.Engine.Find("i1"));
        Assert.Equal(EscalationOutcome.Unknown, story.Engine.Acknowledge("i1", "ana", story.Ms(9000)));
    }

    [Fact]
    public void Raised_severity_begins_anew_with_the_policy_of_the_new_severity_even_when_acknowledged()
    {
        EscalationStory story = new(Default + """

            policies:
              - { name: calm, steps: [ { notify: [ { receiver: room } ], wait: 1h } ] }
              - { name: loud, steps: [ { notify: [ { person: cleo } ], wait: 1h } ] }
            routes: [ { severities: [critical], policy: loud }, { policy: calm } ]
            """);
        story.Open(0, severity: "warning").Acknowledge(5, "ana").RunTo(7);

        story.Engine.Change(EscalationStory.Incident("i1"), isRaised: true, story.Ms(7));

        Assert.Equal("0 room IncidentOpened\n7 cleo SeverityRaised", story.RunTo(30).Transcript);
        Assert.Equal("loud", story.Engine.Find("i1")!.Policy.Name);
    }

    [Fact]
    public void An_incident_that_no_route_took_is_paged_for_once_it_is_critical()
    {
        EscalationStory story = new(Default);

        Assert.Equal(EscalationOutcome.NoPolicy, story.Engine.Open(EscalationStory.Incident("i1", "warning"), story.Ms(0)));
        Assert.Equal(EscalationOutcome.Unknown, story.Engine.Change(EscalationStory.Incident("i1", "warning"), isRaised: false, story.Ms(1)));
        Assert.Equal(EscalationOutcome.Done, story.Engine.Change(EscalationStory.Incident("i1"), isRaised: true, story.Ms(2)));
        Assert.Equal("2 ana IncidentOpened", story.RunTo(3).Transcript);
    }

    [Fact]
    public void A_round_robin_step_gives_each_incident_to_the_next_of_its_list()
    {
        EscalationStory story = new("""
            policies: [ { name: turns, repeat: 1, steps: [ { round_robin: [ { person: ana }, { person: ben }, { person: cleo } ], wait: 5m } ] } ]
            routes: [ { policy: turns } ]
            """);

        story.Open(0, "a").Acknowledge(1, "x", "a").Open(1, "b").Acknowledge(2, "x", "b").Open(2, "c").Acknowledge(3, "x", "c").Open(3, "d").RunTo(9);

        Assert.Equal(
            """
            0 ana IncidentOpened
            1 ben IncidentOpened
            2 cleo IncidentOpened
            3 ana IncidentOpened
            8 ben NotAcknowledged
            """,
            story.Transcript);
    }

    [Fact]
    public void Quiet_hours_hold_what_is_not_critical_until_they_end()
    {
        const string quiet = """
            policies: [ { name: p, remind_after: 0, acknowledgement: 0, steps: [ { notify: [ { person: dov } ], wait: 5m } ] } ]
            routes: [ { policy: p } ]
            """;
        string people = WithDov(quiet);
        EscalationStory night = new(people, startMs: EscalationStory.StartMs - (7 * 3_600_000));

        night.Open(0, "warn", "warning").Open(1, "crit").Open(2, "gone", "warning").Resolve(30, "gone").Open(3, "seen", "warning").Acknowledge(40, "ana", "seen").RunTo(400);

        Assert.Equal("1 dov IncidentOpened\n300 dov IncidentOpened", night.Transcript);
        Assert.Equal("incident/warn", night.Sent[1].GroupKey);
        Assert.Equal(3, night.Engine.Counters.HeldNotices);
    }

    [Fact]
    public void The_end_of_what_was_paged_before_quiet_hours_is_told_after_them()
    {
        EscalationStory story = new(WithDov("""
            policies: [ { name: p, steps: [ { notify: [ { person: dov } ], wait: 5m } ] } ]
            routes: [ { policy: p } ]
            """), startMs: EscalationStory.StartMs + (12 * 3_600_000));

        story.Open(0, severity: "warning").Resolve(120).RunTo(1000);

        Assert.Equal("0 dov IncidentOpened\n600 -dov IncidentResolved", story.Transcript);
    }

    [Fact]
    public void A_gap_in_the_schedule_goes_straight_to_the_next_step()
    {
        EscalationStory story = new("""
            schedules: [ { name: days, layers: [ { rotation: daily, start: 2026-03-02, hand_off: "12:00", people: [ana] } ] } ]
            policies: [ { name: p, steps: [ { notify: [ { schedule: days } ] }, { notify: [ { person: cleo } ] } ] } ]
            routes: [ { policy: p } ]
            """);

        Assert.Equal("0 cleo IncidentOpened", story.Open(0).RunTo(1).Transcript.Replace("NotAcknowledged", "IncidentOpened", StringComparison.Ordinal));
        Assert.Equal(1, story.Engine.Counters.Gaps);
    }

    [Fact]
    public void A_policy_that_reaches_nobody_at_all_ends_at_once()
    {
        EscalationStory story = new("""
            schedules: [ { name: later, layers: [ { rotation: daily, start: 2027-03-02, people: [ana] } ] } ]
            policies: [ { name: p, repeat: 20, steps: [ { notify: [ { schedule: later } ] } ] } ]
            routes: [ { policy: p } ]
            """);

        Assert.Equal(EscalationPhase.Exhausted, story.Open(0).Engine.Find("i1")!.Phase);
        Assert.Empty(story.Lines);
    }

    [Fact]
    public void Overrides_change_whom_the_next_step_pages()
    {
        EscalationStory story = new(Default);
        story.Open(0);

        story.Overrides.Add(new Override("", "ml", "cleo", story.Ms(1), story.Ms(60), "ana", ""), story.Ms(1), out _);

        Assert.Equal("0 ana IncidentOpened\n15 ana NotAcknowledged\n30 cleo NotAcknowledged", story.RunTo(30).Transcript);
    }

    [Fact]
    public void A_changed_file_changes_no_escalation_that_is_under_way()
    {
        EscalationState kept = new EscalationStory(Ladder).Open(0).Engine.Find("i1")!;
        EscalationStory after = new("routes: []");

        after.Engine.RestoreState(new EscalationRecords([kept], new Dictionary<string, int>()));

        Assert.Equal("10 cleo NotAcknowledged", after.RunTo(10).Lines[0]);
        Assert.Equal(EscalationOutcome.NoPolicy, after.Engine.Open(EscalationStory.Incident("i2"), after.Ms(11)));
    }

    [Fact]
    public void A_step_none_of_whose_notices_arrives_does_not_wait()
    {
        EscalationStory story = new(Ladder, notification => notification.Receiver.Contains("ana", StringComparison.Ordinal) ? DeliveryAnswer.Refused : DeliveryAnswer.Delivered);

        Assert.Equal("0 ana IncidentOpened\n0 cleo NotAcknowledged\n0 room NotAcknowledged", story.Open(0).Transcript);
        Assert.Contains("0 NobodyReached", story.History(), StringComparison.Ordinal);
    }

    [Fact]
    public void One_notice_that_arrives_is_enough_to_wait()
    {
        EscalationStory story = new(Ladder, _ => DeliveryAnswer.Queued);
        story.Open(0).RunTo(10);
        (string cleo, string room) = (story.Sent[1].Id, story.Sent[2].Id);

        story.Engine.DeliveryFailed(cleo, story.Ms(11));
        Assert.Equal(story.Ms(30), story.Engine.NextDueMs);
        story.Engine.Delivered(room);
        story.Engine.DeliveryFailed(room, story.Ms(12));
        Assert.Equal(story.Ms(30), story.Engine.NextDueMs);
    }

    [Fact]
    public void Queued_notices_that_all_fail_bring_the_next_step_forward()
    {
        EscalationStory story = new(Ladder, _ => DeliveryAnswer.Queued);
        story.Open(0);

        story.Engine.DeliveryFailed(story.Sent[0].Id, story.Ms(2));

        Assert.Equal("0 ana IncidentOpened\n2 cleo NotAcknowledged\n2 room NotAcknowledged", story.RunTo(2).Transcript);
    }

    [Fact]
    public void Every_notice_has_an_id_of_its_own_and_one_group_for_the_incident()
    {
        EscalationStory story = new EscalationStory(Ladder).Open(0).RunTo(600);

        Assert.Equal(story.Sent.Count, story.Sent.Select(n => n.Id).Distinct().Count());
        Assert.Equal("incident/i1", Assert.Single(story.Sent.Select(n => n.GroupKey).Distinct()));
        Assert.Equal("page for Ana Silva: step 1 of 2, round 1 of ladder", story.Sent[0].OnCall);
    }

    [Fact]
    public void A_restart_at_any_moment_pages_the_same_people_at_the_same_times_and_nobody_twice()
    {
        string expected = Day(_ => false).Transcript;

        for (int moment = 0; moment <= 300; moment++) Assert.Equal(expected, Day(minute => minute == moment).Transcript);
        Assert.Equal(expected, Day(_ => true).Transcript);
        Assert.Equal(18, expected.Split('\n').Length);

        static EscalationStory Day(Func<int, bool> restarts)
        {
            EscalationStory story = new(Ladder);
            for (int minute = 0; minute <= 300; minute++)
            {
                if (minute == 0) story.Open(0);
                if (minute == 12) story.Acknowledge(12, "cleo");
                if (minute == 200) story.Open(200, "i2");
                if (minute == 215) story.Resolve(215, "i2");
                story.RunTo(minute);
                if (restarts(minute)) story.Restart();
            }

            return story;
        }
    }

    [Fact]
    public void More_escalations_than_there_may_be_are_refused_and_counted()
    {
        EscalationStory story = new(Default, options: new EscalationOptions { MaxEscalations = 1 });
        story.Open(0);

        Assert.Equal(EscalationOutcome.Full, story.Engine.Open(EscalationStory.Incident("i2"), story.Ms(1)));
        Assert.Equal(EscalationOutcome.Already, story.Engine.Open(EscalationStory.Incident("i1"), story.Ms(1)));
        Assert.Equal(1, story.Engine.Counters.Refused);
    }

    [Fact]
    public void What_was_over_and_is_not_pages_anew_or_reminds_whoever_has_it()
    {
        EscalationStory story = new EscalationStory(Ladder).Open(0).Resolve(3);
        story.Engine.Reopen(EscalationStory.Incident("i1"), "", story.Ms(6));
        story.Acknowledge(7, "ana").Resolve(8).RunTo(9);
        story.Engine.Reopen(EscalationStory.Incident("i1"), "ana", story.Ms(9));

        Assert.Equal(
            """
            0 ana IncidentOpened
            3 -ana IncidentResolved
            6 ana IncidentOpened
            8 -ana IncidentResolved
            9 ana StillOpen
            """,
            story.RunTo(20).Transcript);
    }

    /// <summary>Somebody who sleeps from ten to seven.</summary>
    private static string WithDov(string rest) =>
        "  - { name: dov, quiet_hours: { from: \"22:00\", to: \"07:00\" }, contacts: [ { webhook_configs: [ { url: http://dov/ } ] } ] }\n" + rest;
}
