using Heed.Rules.Files;
using Heed.Rules.Groups;

namespace Heed.Rules.Tests.Files;

public sealed class MatchingCheckTests
{
    public static TheoryData<string, string, string> Silent => new()
    {
        {
            "rate(ml_low_confidence_predictions[1h]) / rate(ml_requests_total[1h]) > 0.2",
            "the two sides of \"/\" never match: only the left one has threshold, only the right one endpoint, model_version",
            "sum by (model_name) (rate(ml_low_confidence_predictions[1h])) / sum by (model_name) (rate(ml_requests_total[1h]))"
        },
        {
            "(rate(ml_errors_total[5m]) / rate(ml_requests_total[5m])) > 0.05",
            "the two sides of \"/\" match only in series without error_type and model_version: "
            + "only the left one has error_type, only the right one model_version",
            "sum by (endpoint, model_name) (rate(ml_errors_total[5m])) / sum by (endpoint, model_name) (rate(ml_requests_total[5m]))"
        },
        {
            "ml_data_drift_score > ml_concept_drift_psi",
            "the two sides of \">\" never match: only the left one has feature_name",
            "ml_data_drift_score > on (model_name) group_left ml_concept_drift_psi"
        },
        {
            "ml_concept_drift_psi - ignoring (severity) ml_data_drift_alerts",
            "the two sides of \"-\" never match: only the right one has feature_name",
            "ml_concept_drift_psi - on (model_name) group_right ml_data_drift_alerts"
        },
        {
            "histogram_quantile(0.95, rate(ml_request_duration_seconds_bucket[5m])) > ml_throughput_requests_per_second",
            "the two sides of \">\" match only in series without endpoint: only the left one has endpoint",
            "histogram_quantile(0.95, rate(ml_request_duration_seconds_bucket[5m])) > on (model_name) group_left ml_throughput_requests_per_second"
        },
    };

    [Theory]
    [MemberData(nameof(Silent))]
    public void An_operation_whose_sides_can_never_match_is_warned_of(string expression, string message, string suggestion)
    {
        RuleWarning warning = Assert.Single(Warnings(expression));
        Assert.Equal((message, suggestion), (warning.Message, warning.Suggestion));
    }

    [Theory]
    [InlineData("sum by (model_name) (rate(ml_low_confidence_predictions[1h])) / sum by (model_name) (rate(ml_requests_total[1h])) > 0.2")]
    [InlineData("rate(ml_low_confidence_predictions[1h]) / on (model_name) group_left sum by (model_name) (rate(ml_requests_total[1h]))")]
    [InlineData("sum without (error_type) (ml_errors_total) / sum without (model_version) (ml_requests_total)")]
    [InlineData("rate(ml_errors_total[5m]) / rate(my_own_requests_total[5m])")]
    [InlineData("ml_data_drift_score > 0.15 and ml_concept_drift_psi > 0.2")]
    [InlineData("ml_data_drift_score > ignoring (feature_name) ml_concept_drift_psi")]
    [InlineData("ml_accuracy_by_segment{segment=\"ground_truth_sample\"} < 0.70")]
    [InlineData("label_replace(ml_concept_drift_psi, \"feature_name\", \"x\", \"\", \"\") > ml_data_drift_score")]
    public void An_operation_that_may_match_is_not_warned_of(string expression) => Assert.Empty(Warnings(expression));

    [Fact]
    public void A_warning_stands_at_the_operator()
    {
        const string Text =
            """
            groups:
            - name: g
              rules:
              - alert: LowConfidence
                expr: |
                  rate(ml_low_confidence_predictions[1h])
                    / rate(ml_requests_total[1h]) > 0.2
            """;
        RuleWarning warning = Assert.Single(Assert.Single(Assert.Single(RuleFileTests.Parse(Text)).Rules).Warnings);
        Assert.Equal(("rules.yml", 7, 9), (warning.File, warning.Line, warning.Column));
    }

    [Fact]
    public void A_rule_that_writes_the_series_of_another_is_warned_of()
    {
        const string Text =
            """
            groups:
            - name: g
              rules:
              - { record: a, expr: up, labels: { b: c } }
              - { record: a, expr: up }
              - { alert: a, expr: up }
            - name: h
              rules:
              - { record: a, expr: down, labels: { b: c } }
            """;
        IReadOnlyList<RuleGroup> groups = RuleFileTests.Parse(Text);
        Assert.All(groups[0].Rules, rule => Assert.Empty(rule.Warnings));
        RuleWarning warning = Assert.Single(Assert.Single(groups[1].Rules).Warnings);
        Assert.Equal("rules.yml:9:15: a rule above has the same name \"a\" and the same labels: both write the same series", warning.ToString());
    }

    private static IReadOnlyList<RuleWarning> Warnings(string expression)
    {
        string text = $"groups: [{{ name: g, rules: [{{ alert: A, expr: '{expression}' }}] }}]";
        return Assert.Single(Assert.Single(RuleFileTests.Parse(text)).Rules).Warnings;
    }
}
