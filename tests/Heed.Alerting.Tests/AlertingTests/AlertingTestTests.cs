using Heed.Alerting.AlertingTests;
using Heed.Alerting.Tests.OnCall;
using Heed.Documents;

namespace Heed.Alerting.Tests.AlertingTests;

public sealed class AlertingTestTests
{
    private const string Alertmanager = """
        route:
          receiver: room
          group_wait: 30s
          routes:
            - { matchers: [team="night"], receiver: ana-phone, active_time_intervals: [nights] }
            - { matchers: [severity="critical"], receiver: ana-phone, continue: true }
            - { matchers: [severity="critical"], receiver: room }
        inhibit_rules: [ { source_matchers: [alertname="Down"], target_matchers: [alertname="Slow"] } ]
        time_intervals: [ { name: nights, time_intervals: [ { times: [ { start_time: "22:00", end_time: "24:00" } ] } ] } ]
        receivers:
          - { name: room, webhook_configs: [ { url: http://room.example/ } ] }
          - { name: ana-phone, webhook_configs: [ { url: http://ana.example/ } ] }
        """;

    private const string OnCall = OnCallText.People + "schedules: [ { name: ml, layers: [ { rotation: weekly, start: 2026-01-01, people: [ana, ben] } ] } ]";

    [Fact]
    public void A_test_that_holds_has_no_failures() => Assert.Empty(Run("""
        tests:
          - name: routes
            routes:
              - { labels: { alertname: X, severity: critical }, receivers: [ana-phone, room] }
              - { labels: { alertname: X }, receivers: [room] }
          - name: inhibition
            steps:
              - { at: 0, fire: [ { alertname: Down }, { alertname: Slow } ] }
              - { at: 10m, resolve: [ { alertname: Down } ] }
            expect:
              - { to: 1m, notices: [ { receiver: room, alerts: [Down], at: 30s } ] }
              - { to: 10m, notices: [] }
          - name: time intervals
            start: 2026-01-01T21:00:00Z
            steps: [ { at: 0, fire: [ { alertname: X, team: night } ] } ]
            expect:
              - { to: 1h, notices: [] }
              - { to: 70m, notices: [ { receiver: ana-phone } ] }
          - name: escalation
            start: 2026-01-01T09:00:00Z
            steps:
              - { at: 0, fire: [ { alertname: Nulls, model_name: credit, severity: critical } ] }
              - { at: 20m, acknowledge: { by: ben } }
              - { at: 40m, resolve: [ { alertname: Nulls, model_name: credit, severity: critical } ] }
            expect:
              - { to: 5m, notices: [ { receiver: room }, { receiver: ana-phone }, { person: ana, alerts: [Nulls] } ] }
              - { from: 14m, to: 20m, notices: [ { person: ben } ] }
              - { from: 20m, to: 40m, notices: [] }
              - { from: 40m, to: 1h, notices: [ { person: ana, status: resolved }, { person: ben, status: resolved }, { receiver: room, status: resolved }, { receiver: ana-phone, status: resolved } ] }
          - name: a silence on all that an incident is made of stops its steps, and its end lets them go on
            start: 2026-01-01T09:00:00Z
            steps:
              - { at: 0, fire: [ { alertname: Nulls, model_name: credit, severity: critical } ] }
              - { at: 10m, silence: { matchers: [model_name="credit"], for: 30m } }
            expect:
              - { from: 1m, to: 40m, notices: [] }
              - { to: 42m, notices: [ { person: ben } ] }
          - name: silence
            steps:
              - { at: 0, silence: { matchers: [alertname="X"], for: 1h } }
              - { at: 1m, fire: [ { alertname: X } ] }
            expect: [ { to: 1h, notices: [] }, { to: 70m, notices: [ { receiver: room, alerts: [X] } ] } ]
        """).Select(f => $"{f.Test} {f.Subject}: {string.Join("; ", f.Missing)} | {string.Join("; ", f.Unexpected)}"));

    [Fact]
    public void A_test_that_does_not_hold_says_what_is_missing_and_what_came()
    {
        IReadOnlyList<AlertingTestFailure> failures = Run("""
            tests:
              - name: wrong
                routes: [ { labels: { alertname: X }, receivers: [ana-phone] } ]
                steps: [ { at: 0, fire: [ { alertname: X } ] } ]
                expect:
                  - to: 1m
                    notices: [ { receiver: room, alerts: [Y] }, { person: ana } ]
                  - { to: 2m, notices: [] }
            """);

        Assert.Equal(2, failures.Count);
        Assert.Equal((3, "routes of {alertname=\"X\"}", "ana-phone", "room"), (failures[0].Line, failures[0].Subject, failures[0].Missing[0], failures[0].Unexpected[0]));
        Assert.Equal((6, "wrong", "notices from 0s to 1m"), (failures[1].Line, failures[1].Test, failures[1].Subject));
        Assert.Equal(["receiver room: firing Y", "person ana: firing"], failures[1].Missing);
        Assert.Equal(["receiver room: firing X at 30s (first notification of the group)"], failures[1].Unexpected);
    }

    [Theory]
    [InlineData("tests: [ {} ]", "cannot fail")]
    [InlineData("tests: [ { steps: [ { at: 0 } ], expect: [ { to: 1m, notices: [] } ] } ]", "expected at least one of fire")]
    [InlineData("tests: [ { steps: [ { at: 2m, fire: [ { a: b } ] }, { at: 1m, fire: [ { a: b } ] } ], expect: [ { to: 1m, notices: [] } ] } ]", "in order of time")]
    [InlineData("tests: [ { expect: [ { to: 0s, notices: [] } ] } ]", "expected a time after 0s")]
    [InlineData("tests: [ { expect: [ { to: 1m, notices: [ { alerts: [X] } ] } ] } ]", "expected one of \"receiver\"")]
    [InlineData("tests: [ { expect: [ { to: 1m, notices: [ { person: a, status: frozen } ] } ] } ]", "expected one of firing, resolved")]
    [InlineData("tests: [ { start: noon, expect: [ { to: 1m, notices: [] } ] } ]", "expected a time such as")]
    public void Mistakes_in_tests_are_told(string text, string message)
    {
        Diagnostics diagnostics = new();
        AlertingTestReader.Read("t.yml", "alertmanager: am.yml\n" + text, diagnostics);
        Assert.Contains(diagnostics.All, d => d.Message.Contains(message, StringComparison.Ordinal) && d.Line == 2);
    }

    private static List<AlertingTestFailure> Run(string text)
    {
        Diagnostics diagnostics = new();
        AlertingTestFile file = AlertingTestReader.Read("t.yml", "alertmanager: am.yml\n" + text, diagnostics);
        Assert.Empty(diagnostics.All);
        AlertingTestRunner runner = new(TestConfiguration.Parse(Alertmanager), OnCallText.Parse(OnCall));
        return [.. file.Tests.SelectMany(runner.Run).Select(f => f with { Line = f.Line - 1 })];
    }
}
