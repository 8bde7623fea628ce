using Heed.Alerting.Escalation;
using Heed.Alerting.OnCall;
using Heed.Documents;
using Heed.Model.Labels;

namespace Heed.Alerting.Tests.OnCall;

public sealed class OnCallFileTests
{
    [Fact]
    public void A_file_with_people_and_a_schedule_pages_the_backup_of_what_is_critical_after_fifteen_minutes()
    {
        OnCallConfiguration read = OnCallText.Parse(
            OnCallText.People + "schedules: [ { name: ml, layers: [ { rotation: weekly, start: 2026-03-02, people: [ana, ben] } ] } ]");

        EscalationPolicy policy = read.PolicyOf(LabelSet.Of(("severity", "critical")))!;

        Assert.Equal(["schedule ml", "backup ml"], policy.Steps.SelectMany(s => s.Targets).Select(t => t.ToString()));
        Assert.All(policy.Steps, s => Assert.Equal(15 * 60_000, s.WaitMs));
        Assert.Null(read.PolicyOf(LabelSet.Of(("severity", "warning"))));
    }

    [Fact]
    public void The_first_route_that_takes_an_incident_decides()
    {
        OnCallConfiguration read = OnCallText.Parse(OnCallText.People + """
            policies:
              - { name: slow, steps: [ { notify: [ { person: ana } ], wait: 1h } ] }
              - { name: quick, repeat: 2, remind_after: 0, steps: [ { round_robin: [ { person: ana }, { person: ben } ], wait: 5m }, { notify: [ { receiver: room } ] } ] }
            routes:
              - { models: [credit], severities: [critical, warning], policy: quick }
              - { services: [etl], matchers: ['region=~"eu.*"'], policy: slow }
              - { severities: [info], policy: none }
              - { policy: slow }
            """);

        Assert.Equal("quick", read.PolicyOf(LabelSet.Of(("model_name", "credit"), ("severity", "warning")))?.Name);
        Assert.Equal("slow", read.PolicyOf(LabelSet.Of(("service", "etl"), ("region", "eu1"), ("severity", "info")))?.Name);
        Assert.Null(read.PolicyOf(LabelSet.Of(("severity", "info"))));
        Assert.Equal("slow", read.PolicyOf(LabelSet.Of(("model_name", "fraud"), ("severity", "warning")))?.Name);
        Assert.Equal((2, 0L, 4 * 3_600_000L), (read.Policies[1].Repeat, read.Policies[1].RemindAfterMs, read.Policies[1].AcknowledgementMs));
        Assert.True(read.Policies[1].Steps[0].IsRoundRobin);
        Assert.Equal(["oncall/ana/1", "oncall/ben/1", "oncall/cleo/1", "room"], read.Receivers.Select(r => r.Name));
    }

    [Theory]
    [InlineData("people: [ ¦{ name: ana } ]", "expected the key \"contacts\"")]
    [InlineData("people: [ { name: ana, contacts: [ { receiver: ¦ana-fone } ] } ]", "did you mean \"ana-phone\"")]
    [InlineData("people: [ { name: ana, contacts: [ { receiver: ¦nobody } ] } ]", "sends nowhere")]
    [InlineData("people: [ { name: ana, contacts: [ ¦{ severities: [critical] } ] } ]", "expected one of \"receiver\"")]
    [InlineData("people: [ { name: ¦a/b, contacts: [ { receiver: room } ] } ]", "without a slash")]
    [InlineData("people: [ { name: ana, ¦emial: x, contacts: [ { receiver: room } ] } ]", "unknown key \"emial\"")]
    [InlineData("people: [ { name: ana, quiet_hours: { from: ¦\"22\", to: \"7:00\" }, contacts: [ { receiver: room } ] } ]", "expected a time of day")]
    [InlineData("people: [ { name: ana, time_zone: ¦Mars/Base, contacts: [ { receiver: room } ] } ]", "expected a time zone")]
    public void Mistakes_in_people_stand_at_their_place(string text, string message) => AssertMistake(text, message);

    [Theory]
    [InlineData("  - { name: s, layers: ¦[] }", "expected at least one rotation")]
    [InlineData("  - { name: s, layers: [ { rotation: ¦monthly, start: 2026-03-02, people: [ana] } ] }", "expected daily, weekly")]
    [InlineData("  - { name: s, layers: [ { rotation: ¦30m, start: 2026-03-02, people: [ana] } ] }", "from 1h")]
    [InlineData("  - { name: s, layers: [ { rotation: daily, start: ¦02.03.2026, people: [ana] } ] }", "expected a date")]
    [InlineData("  - { name: s, layers: [ { rotation: daily, start: 2026-03-02, people: [¦bem] } ] }", "did you mean \"ben\"")]
    [InlineData("  - { name: s, layers: [ ¦{ rotation: daily, calendar: x.ics } ] }", "expected one of \"rotation\"")]
    [InlineData("  - { name: s, layers: [ { calendar: ¦missing.ics } ] }", "no such file")]
    [InlineData("  - { name: s, backup: ¦s, layers: [ { rotation: daily, start: 2026-03-02, people: [ana] } ] }", "expected the name of another schedule")]
    [InlineData("  - { name: s, layers: [ { rotation: daily, start: 2026-03-02, until: ¦2026-03-01, people: [ana] } ] }", "after the first hand-off")]
    [InlineData("  - { name: s, layers: [ { rotation: daily, start: 2026-03-02, people: [ana] } ], overrides: [ ¦{ person: ana, from: 2026-03-02 } ] }", "expected one of \"to\"")]
    public void Mistakes_in_schedules_stand_at_their_place(string schedule, string message) =>
        AssertMistake($"schedules:\n{schedule}\n{OnCallText.People}", message);

    [Theory]
    [InlineData("policies: [ { name: p, steps: ¦[] } ]", "expected 1 to 20 steps")]
    [InlineData("policies: [ { name: p, steps: [ { notify: [ { schedule: ¦x } ] } ] } ]", "there is none in this configuration")]
    [InlineData("policies: [ { name: p, steps: [ ¦{ wait: 5m } ] } ]", "expected one of \"notify\"")]
    [InlineData("policies: [ { name: p, steps: [ { notify: [ ¦{ person: ana, receiver: room } ] } ] } ]", "expected one of { schedule")]
    [InlineData("policies: [ { name: p, steps: [ { notify: [ { person: ana } ], wait: ¦1s } ] } ]", "from 10s to 1w")]
    [InlineData("policies: [ { name: ¦none, steps: [ { notify: [ { person: ana } ] } ] } ]", "expected a name other than none")]
    [InlineData("routes: [ { policy: ¦pp } ]", "expected the name of a policy of this file")]
    [InlineData("routes: [ { models: [¦credti], policy: none } ]", "did you mean \"credit\"")]
    [InlineData("routes: [ { matchers: [¦'a=~\"(\"'], policy: none } ]", "")]
    [InlineData("link_lifetime: ¦1m", "from 5m to 30d")]
    [InlineData("slack: ¦{}", "expected signing_secret")]
    public void Mistakes_in_policies_stand_at_their_place(string text, string message) =>
        AssertMistake(text + "\n" + OnCallText.People, message);

    [Fact]
    public void Every_mistake_is_told_at_once()
    {
        Assert.Null(OnCallText.TryParse("people: [ { name: ana } ]\nschedules: [ { name: s } ]\npolices: []\n", out Diagnostics diagnostics));
        Assert.Equal(3, diagnostics.All.Count);
    }

    /// <summary>The mistake stands behind the mark ¦.</summary>
    private static void AssertMistake(string text, string message)
    {
        string before = text[..text.IndexOf('¦', StringComparison.Ordinal)];
        int line = before.Count(c => c == '\n') + 1;
        int column = before.Length - before.LastIndexOf('\n');
        Assert.Null(OnCallText.TryParse(text.Replace("¦", "", StringComparison.Ordinal), out Diagnostics diagnostics));
        Assert.Contains(diagnostics.All, d => d.Line == line && d.Column == column && d.ToString().Contains(message, StringComparison.Ordinal));
    }
}
