using Heed.Model.Alerts;
using Heed.Rules.Groups;
using Heed.Rules.Reports;
using Heed.Rules.Tests.Groups;

namespace Heed.Rules.Tests.Alerting;

/// <summary>Labels and annotations are kept from evaluation to evaluation; what people read is nevertheless always that of the last one.</summary>
public sealed class AnnotationStories
{
    private static readonly RuleEngineOptions SendSeldom = new() { ResendDelay = TimeSpan.FromMinutes(4) };

    [Theory]
    [InlineData("{{ $value }} of {{ $labels.k }}", "3 of a")]
    [InlineData("{{ .Value }} of {{ .Labels.k }}", "3 of a")]
    [InlineData("{{ with . }}{{ .Value }}{{ end }}", "3")]
    [InlineData("{{ with $ }}{{ .Value }}{{ end }}", "3")]
    [InlineData("{{ $x := . }}{{ $x.Value }}", "3")]
    [InlineData("{{ define \"t\" }}{{ .Value }}{{ end }}{{ template \"t\" . }}", "3")]
    [InlineData("{{ with query \"x\" }}{{ . | first | value }}{{ end }}", "3")]
    [InlineData("{{ now | printf \"%.0f\" }}", "1700000160")]
    [InlineData("{{ $labels.k }} is high.", "a is high.")]
    public void A_report_has_the_annotations_of_the_last_evaluation(string template, string expected)
    {
        string rules = $"groups: [{{ name: g, rules: [{{ alert: A, expr: x > 0, annotations: {{ s: '{template}' }} }}] }}]";
        RuleStory story = new RuleStory(rules, SendSeldom).Write("x", "1 2 3", 0, ("k", "a")).RunTo(2);
        Assert.Equal(expected, story.Alert().Annotations.Get("s"));
    }

    [Fact]
    public void A_resent_alert_has_the_annotations_of_its_value_then()
    {
        const string Rules = "groups: [{ name: g, rules: [{ alert: A, expr: x > 0, annotations: { s: '{{ $value }}' } }] }]";
        RuleStory story = new RuleStory(Rules, SendSeldom).Write("x", "1 2 3 4 5 6 7", 0, ("k", "a")).RunTo(6);
        Assert.Equal(["1", "6"], story.Sent.Select(a => a.Annotations.Get("s")));
    }

    [Fact]
    public void A_resolved_alert_keeps_the_annotations_of_its_last_value()
    {
        const string Rules = "groups: [{ name: g, rules: [{ alert: A, expr: x > 0, annotations: { s: '{{ $value }}' } }] }]";
        RuleStory story = new RuleStory(Rules, SendSeldom).Write("x", "1 2 3 0 0", 0, ("k", "a")).RunTo(4);
        Assert.Equal(["1", "3"], story.Sent.Select(a => a.Annotations.Get("s")));
    }

    [Fact]
    public void A_label_of_the_value_makes_another_alert_when_the_value_changes()
    {
        const string Rules = "groups: [{ name: g, rules: [{ alert: A, expr: x > 0, labels: { v: '{{ $value }}' } }] }]";
        RuleStory story = new RuleStory(Rules).Write("x", "1 1 2 1", 0, ("k", "a")).RunTo(3);
        Assert.Equal(
            ["1 Firing 3", "2 Inactive 2"],
            story.Engine.ReportAlerts().Select(a => $"{a.Labels.Get("v")} {a.State} {RuleStory.Minutes(a.FiredAtMs!.Value)}"));
    }

    [Fact]
    public void An_alert_that_comes_back_while_its_end_is_still_shown_is_one_alert()
    {
        const string Rules = "groups: [{ name: g, rules: [{ alert: A, expr: x > 0, keep_firing_for: 2m, annotations: { s: '{{ $value }}' } }] }]";
        RuleStory story = new RuleStory(Rules, SendSeldom).Write("x", "1 0 3 0 0 0 7 8", 0, ("k", "a"));
        AlertReport kept = story.RunTo(2).Alert();
        Assert.Equal((AlertState.Firing, 0L, "3"), (kept.State, RuleStory.Minutes(kept.FiredAtMs!.Value), kept.Annotations.Get("s")));
        Assert.Equal(AlertState.Inactive, story.RunTo(5).Alert().State);
        AlertReport back = story.RunTo(7).Alert();
        Assert.Equal((AlertState.Firing, 6L, "8"), (back.State, RuleStory.Minutes(back.FiredAtMs!.Value), back.Annotations.Get("s")));
    }

    [Fact]
    public void A_failing_template_is_counted_each_time_that_it_is_filled_in()
    {
        const string Rules = "groups: [{ name: g, rules: [{ alert: A, expr: x > 0, annotations: { s: '{{ humanize \"no number\" }} {{ $value }}' } }] }]";
        RuleStory story = new RuleStory(Rules, SendSeldom).Write("x", "1 2 3", 0, ("k", "a")).RunTo(2);
        Assert.Equal(1, story.Engine.Counts.TemplateFailures);
        Assert.Contains("error expanding template", story.Alert().Annotations.Get("s"), StringComparison.Ordinal);
        Assert.Equal(2, story.Engine.Counts.TemplateFailures);
        _ = story.Alert();
        Assert.Equal(2, story.Engine.Counts.TemplateFailures);
    }
}
