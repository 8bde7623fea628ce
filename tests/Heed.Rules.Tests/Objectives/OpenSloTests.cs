using Heed.Documents;
using Heed.Rules.Objectives;
using Heed.Rules.Objectives.Documents;
using Heed.Testing;

namespace Heed.Rules.Tests.Objectives;

public sealed class OpenSloTests
{
    [Fact]
    public void Good_events_of_all_events_in_a_rolling_window()
    {
        ServiceLevelObjective objective = Assert.Single(Read(Document(
            "ratioMetric: { counter: true, good: { metricSource: { type: Prometheus, spec: { query: 'ok_total{job=\"a\"}' } } }, total: { metricSource: { spec: { query: all_total } } } }",
            "{ duration: 4w, isRolling: true }", "Occurrences", "target: 0.99")));

        Assert.Equal(("web", "home", 0.99, TimeSpan.FromDays(28)), (objective.Service, objective.Name, objective.Target, objective.Window.Length));
        string ratio = Expression(objective, "slo:sli_error:ratio_rate5m");
        Assert.Equal(
            "1 - sum rate ok_total{job=\"a\"}[5m] or on sum rate all_total[5m] * 0 / sum rate all_total[5m] > 0",
            string.Join(' ', ratio.Split([' ', '(', ')', '\n'], StringSplitOptions.RemoveEmptyEntries)));
    }

    [Fact]
    public void A_threshold_is_measured_in_slices()
    {
        ServiceLevelObjective objective = Assert.Single(Read(Document(
            "thresholdMetric: { metricSource: { type: Prometheus, spec: { query: search_seconds } } }",
            "{ duration: 2w, isRolling: true }", "Occurrences", "op: lt, value: 0.5, target: 0.99")));

        SliceIndicator slices = Assert.IsType<SliceIndicator>(objective.Indicator);
        Assert.Equal("max(search_seconds) >= bool 0.5", slices.Condition);
        Assert.Equal(TimeSpan.FromMinutes(1), slices.Slice);
        Assert.EndsWith("[2w])) / 20160", Expression(objective, "slo:sli_error:ratio_rate2w"), StringComparison.Ordinal);
    }

    [Fact]
    public void Slices_of_a_ratio_are_bad_below_their_own_target()
    {
        ServiceLevelObjective objective = Assert.Single(Read(Document(
            "ratioMetric: { bad: { metricSource: { spec: { query: 'sum(rate(bad_total[{{.window}}]))' } } }, total: { metricSource: { spec: { query: 'sum(rate(all_total[{{.window}}]))' } } } }",
            "{ duration: 1M, isRolling: false, calendar: { startTime: 2026-01-01 00:00:00, timeZone: Europe/Berlin } }", "Timeslices", "target: 0.99, timeSliceTarget: 0.95, timeSliceWindow: 5m")));

        SliceIndicator slices = Assert.IsType<SliceIndicator>(objective.Indicator);
        Assert.EndsWith("> bool 0.05", slices.Condition, StringComparison.Ordinal);
        Assert.Contains("[5m]", slices.Condition, StringComparison.Ordinal);
        Assert.Equal(new CalendarPeriod(CalendarUnit.Month, 1, new DateTime(2026, 1, 1), TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin")), objective.Window.Calendar);
    }

    [Theory]
    [InlineData("occurences-slo.yaml", 1)]
    [InlineData("ratio-timeslices.yaml", 1)]
    public void OpenSLOs_examples_are_read(string file, int objectives)
    {
        Assert.Equal(objectives, Read(Example("budgeting-method", file)).Count);
    }

    [Fact]
    public void The_example_of_a_calendars_week_is_read() =>
        Assert.Equal(TimeSpan.FromDays(7), Assert.Single(Read(Example("treat-low-traffic-as-equally-important", "timeslices-slo.yaml"))).Window.Length);

    [Fact]
    public void A_calendars_window_of_a_minute_is_taken_for_the_slip_that_it_is()
    {
        Diagnostics diagnostics = new();
        SloFile.Parse("slo.yaml", Example("budgeting-method", "timeslices-slo.yaml"), diagnostics);
        Diagnostic mistake = Assert.Single(diagnostics.All);
        Assert.Equal(("spec.timeWindow[0].duration", "1M"), (mistake.Path, mistake.Suggestion));
    }

    [Theory]
    [InlineData("kind: SLO\n", "expected the key \"apiVersion\" or \"version\" (openslo/v1, openslo/v1alpha, prometheus/v1, sloth.slok.dev/v1), found none")]
    [InlineData("apiVersion: openslo/v2\n", "expected one of openslo/v1, openslo/v1alpha, prometheus/v1, sloth.slok.dev/v1, found \"openslo/v2\"")]
    public void Documents_of_others_are_refused(string text, string message)
    {
        Diagnostics diagnostics = new();
        SloFile.Parse("slo.yaml", text, diagnostics);
        Assert.Equal(message, diagnostics.All[0].Message);
    }

    [Theory]
    [InlineData("query: 'sum(rate(x[5m])'", "unclosed")]
    [InlineData("query: sum(x)", "expected {{.window}} in the query")]
    public void A_query_that_cannot_be_used_is_refused_where_it_stands(string query, string message)
    {
        Diagnostics diagnostics = new();
        string text = Document($"ratioMetric: {{ good: {{ metricSource: {{ spec: {{ {query} }} }} }}, total: {{ metricSource: {{ spec: {{ query: all_total }} }} }} }}", "{ duration: 4w, isRolling: true }", "Occurrences", "target: 0.99");
        SloFile.Parse("slo.yaml", text, diagnostics);
        Assert.Contains(diagnostics.All, d => d.Line == 8 && d.Path.EndsWith("good.metricSource.spec.query", StringComparison.Ordinal) && d.Message.Contains(message, StringComparison.Ordinal));
    }

    [Fact]
    public void An_indicator_may_stand_in_a_document_of_another_file()
    {
        Diagnostics diagnostics = new();
        ServiceLevelObjective objective = Assert.Single(SloFile.Parse([("slo.yaml", Referring("errors")), ("sli.yaml", SharedIndicator)], [], diagnostics));
        Assert.Empty(diagnostics.All);
        Assert.Contains("bad_total", ((EventIndicator)objective.Indicator).Query, StringComparison.Ordinal);
        Assert.Equal(CountedEvents.Bad, ((EventIndicator)objective.Indicator).Counted);
    }

    [Fact]
    public void A_reference_to_nothing_says_what_there_is()
    {
        Diagnostics diagnostics = new();
        Assert.Empty(SloFile.Parse([("slo.yaml", Referring("error")), ("sli.yaml", SharedIndicator)], [], diagnostics));
        Diagnostic mistake = Assert.Single(diagnostics.All);
        Assert.Equal(("slo.yaml", "spec.indicatorRef", "errors"), (mistake.File, mistake.Path, mistake.Suggestion));
        Assert.Equal("expected the name of an indicator, found \"error\"; known: errors", mistake.Message);
    }

    [Fact]
    public void An_indicator_twice_and_an_objective_that_is_taken_are_refused_where_they_stand()
    {
        Diagnostics diagnostics = new();
        SloFile.Parse([("a.yaml", Referring("errors")), ("b.yaml", SharedIndicator), ("c.yaml", SharedIndicator)], ["web-home"], diagnostics);
        Assert.Equal(["c.yaml", "a.yaml"], diagnostics.All.Select(d => d.File));
    }

    private const string SharedIndicator = """
        apiVersion: openslo/v1
        kind: SLI
        metadata: { name: errors }
        spec:
          description: failed requests
          ratioMetric: { counter: true, bad: { metricSource: { spec: { query: bad_total } } }, total: { metricSource: { spec: { query: all_total } } } }
        """;

    private static string Referring(string indicator) => $$"""
        apiVersion: openslo/v1
        kind: SLO
        metadata: { name: home }
        spec:
          service: web
          indicatorRef: {{indicator}}
          timeWindow: [ { duration: 4w, isRolling: true } ]
          budgetingMethod: Occurrences
          objectives: [ { target: 0.99 } ]
        """;

    private static string Example(params string[] parts)
    {
        Assert.SkipWhen(RepositoryFiles.Shared is null, "the conformance data is not beside the checkout");
        return File.ReadAllText(Path.Combine([RepositoryFiles.Shared, "conformance", "openslo", "examples", .. parts]));
    }

    private static IReadOnlyList<ServiceLevelObjective> Read(string text)
    {
        Diagnostics diagnostics = new();
        IReadOnlyList<ServiceLevelObjective> objectives = SloFile.Parse("slo.yaml", text, diagnostics);
        Assert.Empty(diagnostics.All);
        return objectives;
    }

    private static string Document(string indicator, string window, string method, string objective) => $$"""
        apiVersion: openslo/v1
        kind: SLO
        metadata: { name: home }
        spec:
          service: web
          indicator:
            spec:
              {{indicator}}
          timeWindow: [ {{window}} ]
          budgetingMethod: {{method}}
          objectives: [ { {{objective}} } ]
        """;

    private static string Expression(ServiceLevelObjective objective, string metric) =>
        ObjectiveRules.Generate(objective, ObjectiveSurroundings.Default).SelectMany(g => g.Rules).Single(r => r.Name == metric).Expression;
}
