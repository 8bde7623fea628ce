using Heed.Model.Alerts;
using Heed.Model.Labels;
using Heed.Rules.Groups;
using Heed.Rules.Reports;

namespace Heed.Rules.Tests.Groups;

public sealed class AlertStories
{
    private const string Drift =
        """
        groups:
        - name: drift
          rules:
          - alert: Drift
            expr: score > 0.5
            for: 2m
            labels: { severity: '{{ if gt $value 0.8 }}critical{{ else }}warning{{ end }}', gone: '' }
            annotations: { summary: 'drift of {{ $labels.feature }}: {{ $value | humanizePercentage }}' }
        """;

    [Fact]
    public void An_alert_waits_fires_repeats_and_resolves_once()
    {
        RuleStory story = new RuleStory(Drift).Write("score", "0 0.6 0.6 0.6 0.6 0.6 0.6 0.6 0 0 0 0", 0, ("feature", "age"), ("gone", "x")).RunTo(11);
        Assert.Equal(["3 Drift firing", "5 Drift firing", "7 Drift firing", "8 Drift resolved"], story.SentLines);
        Alert first = story.Sent[0];
        Assert.Equal(LabelSet.Of(("alertname", "Drift"), ("feature", "age"), ("severity", "warning")), first.Labels);
        Assert.Equal("drift of age: 60%", first.Annotations.Get("summary"));
        Assert.Equal("http://heed/explore?expr=score+%3E+0.5", first.GeneratorUrl);
        Assert.Equal((3, 7), (RuleStory.Minutes(first.StartsAtMs), RuleStory.Minutes(first.EndsAtMs)));
        Assert.Equal((3, 8), (RuleStory.Minutes(story.Sent[^1].StartsAtMs), RuleStory.Minutes(story.Sent[^1].EndsAtMs)));
    }

    [Fact]
    public void The_states_are_written_as_series_that_end_with_stale_markers()
    {
        RuleStory story = new RuleStory(Drift).Write("score", "0 0.6 0.6 0.6 0.6 0 0", 0, ("feature", "age")).RunTo(6);
        Assert.Equal("1=1 2=1 3=stale", story.Samples(("__name__", "ALERTS"), ("alertname", "Drift"), ("alertstate", "pending"), ("feature", "age"), ("severity", "warning")));
        Assert.Equal("3=1 4=1 5=stale", story.Samples(("__name__", "ALERTS"), ("alertname", "Drift"), ("alertstate", "firing"), ("feature", "age"), ("severity", "warning")));
        long since = (RuleStory.StartMs + RuleStory.Minute) / 1000;
        Assert.Equal(
            $"1={since} 2={since} 3={since} 4={since} 5=stale",
            story.Samples(("__name__", "ALERTS_FOR_STATE"), ("alertname", "Drift"), ("feature", "age"), ("severity", "warning")));
    }

    [Fact]
    public void A_pending_alert_whose_condition_breaks_off_is_forgotten_unsent()
    {
        RuleStory story = new RuleStory(Drift).Write("score", "0.6 0.6 0 0.6 0.6 0").RunTo(5);
        Assert.Empty(story.Sent);
        Assert.Empty(story.Engine.ReportAlerts());
    }

    [Fact]
    public void A_resolved_alert_is_shown_for_a_quarter_of_an_hour()
    {
        RuleStory story = new RuleStory(Drift).Write("score", "0.6 0.6 0.6 0 0").RunTo(18);
        AlertReport resolved = story.Alert();
        Assert.Equal((AlertState.Inactive, 0, 2, 3), (resolved.State, RuleStory.Minutes(resolved.ActiveSinceMs), RuleStory.Minutes(resolved.FiredAtMs!.Value), RuleStory.Minutes(resolved.ResolvedAtMs!.Value)));
        Assert.Empty(story.RunTo(19).Engine.ReportAlerts());
    }

    [Fact]
    public void Labels_that_depend_on_the_value_make_another_alert()
    {
        RuleStory story = new RuleStory(Drift).Write("score", "0.6 0.6 0.6 0.9 0.9 0.9").RunTo(5);
        Assert.Equal(["2 Drift firing", "3 Drift resolved", "5 Drift firing"], story.SentLines);
        Assert.Equal("critical", story.Sent[^1].Labels.Get("severity"));
    }

    [Fact]
    public void Keep_firing_for_bridges_a_gap_of_the_condition()
    {
        const string Kept = "groups: [{ name: g, rules: [{ alert: A, expr: x > 0, keep_firing_for: 3m }] }]";
        RuleStory story = new RuleStory(Kept).Write("x", "1 0 0 1 0 0 0 0").RunTo(1);
        Assert.Equal((AlertState.Firing, 1), (story.Alert().State, RuleStory.Minutes(story.Alert().KeepFiringSinceMs!.Value)));
        Assert.Null(story.RunTo(3).Alert().KeepFiringSinceMs);
        Assert.Equal(["0 A firing", "2 A firing", "4 A firing", "6 A firing", "7 A resolved"], story.RunTo(7).SentLines);
    }

    [Fact]
    public void Alerts_of_one_evaluation_are_sent_in_the_order_of_rules_and_labels()
    {
        const string Two =
            """
            groups:
            - name: g
              rules:
              - { alert: B, expr: x > 0 }
              - { alert: A, expr: x > 0 }
            """;
        RuleStory story = new RuleStory(Two).Write("x", "1", 0, ("k", "2")).Write("x", "1", 0, ("k", "10")).Write("x", "1", 0, ("k", "1")).RunTo(0);
        Assert.Equal(["B 1", "B 10", "B 2", "A 1", "A 10", "A 2"], story.Sent.Select(a => $"{a.Name} {a.Labels.Get("k")}"));
    }

    [Fact]
    public void A_template_that_fails_shows_why_and_is_counted()
    {
        const string Broken = "groups: [{ name: g, rules: [{ alert: A, expr: x > 0, annotations: { a: '{{ .Nothing }}', b: '{{ query \"none\" | first | value }}', c: fine } }] }]";
        RuleStory story = new RuleStory(Broken).Write("x", "1").RunTo(0);
        LabelSet annotations = Assert.Single(story.Sent).Annotations;
        Assert.StartsWith("<error expanding template: __alert_A:1:", annotations.Get("a"), StringComparison.Ordinal);
        Assert.Contains("expected a vector with an element, found an empty one", annotations.Get("b"), StringComparison.Ordinal);
        Assert.Equal("fine", annotations.Get("c"));
        Assert.Equal(2, story.Engine.Counts.TemplateFailures);
    }

    [Fact]
    public void External_labels_and_the_external_address_reach_templates()
    {
        const string Rules =
            "groups: [{ name: g, rules: [{ alert: A, expr: x > 0, annotations: { a: '{{ $externalLabels.site }} {{ .ExternalLabels.site }} {{ $externalURL }} {{ .ExternalURL }} {{ externalURL }} {{ pathPrefix }}' } }] }]";
        RuleEngineOptions options = new() { ExternalLabels = LabelSet.Of(("site", "here")), ExternalUrl = "http://heed:8080/ml" };
        RuleStory story = new RuleStory(Rules, options).Write("x", "1").RunTo(0);
        Assert.Equal("here here http://heed:8080/ml http://heed:8080/ml http://heed:8080/ml /ml", Assert.Single(story.Sent).Annotations.Get("a"));
    }

    [Fact]
    public void Two_results_with_the_same_labels_are_an_error_that_leaves_the_alerts_as_they_are()
    {
        const string Same = "groups: [{ name: g, rules: [{ alert: A, expr: x > 0, labels: { k: one } }] }]";
        RuleStory story = new RuleStory(Same).Write("x", "1 1 1", 0, ("k", "a")).Write("x", "1", 1, ("k", "b")).RunTo(1);
        Assert.Equal((RuleHealth.Err, "two results have the labels {alertname=\"A\", k=\"one\"} once the rule's labels are set"), (story.Rule("A").Health, story.Rule("A").LastError));
        Assert.Equal(AlertState.Firing, story.Alert().State);
    }

    [Fact]
    public void A_rule_with_more_alerts_than_its_limit_fails_and_drops_them()
    {
        const string Limited = "groups: [{ name: g, limit: 1, rules: [{ alert: A, expr: x > 0 }] }]";
        RuleStory story = new RuleStory(Limited).Write("x", "1 1 1", 0, ("k", "a")).Write("x", "1 0", 1, ("k", "b")).RunTo(1);
        Assert.Equal("exceeded limit of 1 with 2 alerts", story.Rule("A").LastError);
        Assert.Empty(story.Rule("A").Alerts);
        Assert.Equal(RuleHealth.Ok, story.RunTo(2).Rule("A").Health);
    }
}
