using Heed.Documents;
using Heed.Rules.Alerting;
using Heed.Rules.Files;
using Heed.Rules.Groups;
using Heed.Rules.Recording;

namespace Heed.Rules.Tests.Files;

public sealed class RuleFileTests
{
    /// <summary>Rules in one group, and every mistake as it is printed.</summary>
    public static TheoryData<string, string[]> Mistakes => new()
    {
        { "- alert: A\n  expr: mean(x)", ["f:4:11: groups[0].rules[0].expr: unknown function with name \"mean\" (did you mean \"avg\"?)"] },
        { "- alert: A\n  expr: |\n    up\n      == mean(x)", ["f:6:12: groups[0].rules[0].expr: unknown function with name \"mean\" (did you mean \"avg\"?)"] },
        { "- alert: A\n  expr: >-\n    up ==\n\n    mean(x)", ["f:7:7: groups[0].rules[0].expr: unknown function with name \"mean\" (did you mean \"avg\"?)"] },
        { "- alert: A\n  expr: 'up{a=~''x''} == mean(x)'", ["f:4:28: groups[0].rules[0].expr: unknown function with name \"mean\" (did you mean \"avg\"?)"] },
        { "- alert: A\n  expr: \"up{a=\\\"\\u00e4\\\"} ==\\n  mean(x)\"", ["f:4:35: groups[0].rules[0].expr: unknown function with name \"mean\" (did you mean \"avg\"?)"] },
        { "- alert: A\n  expr: up ==\n    mean(x)", ["f:5:7: groups[0].rules[0].expr: unknown function with name \"mean\" (did you mean \"avg\"?)"] },
        { "- alert: A\n  expr: &e !!str mean(x)", ["f:4:20: groups[0].rules[0].expr: unknown function with name \"mean\" (did you mean \"avg\"?)"] },
        { "- alert: A", ["f:3:5: groups[0].rules[0]: expected the key \"expr\" (a PromQL expression), found none"] },
        { "- alert: A\n  expr: ''", ["f:4:11: groups[0].rules[0].expr: expected a PromQL expression, found an empty text"] },
        { "- alert: A\n  expr: up[5m]", ["f:4:11: groups[0].rules[0].expr: expected an expression that gives an instant vector or a number, found a range vector"] },
        { "- alert: A\n  expr: '\"x\"'", ["f:4:11: groups[0].rules[0].expr: expected an expression that gives an instant vector or a number, found a text"] },
        { "- expr: up", ["f:3:5: groups[0].rules[0]: expected \"record\" (a metric's name) or \"alert\" (an alert's name), found neither"] },
        { "- alert: ''\n  expr: up", ["f:3:5: groups[0].rules[0]: expected \"record\" (a metric's name) or \"alert\" (an alert's name), found neither"] },
        { "- alert: A\n  record: b\n  expr: up", ["f:3:12: groups[0].rules[0].alert: expected one of \"record\" and \"alert\", found both"] },
        { "- record: b{c=\"d\"}\n  expr: up", ["f:3:13: groups[0].rules[0].record: expected the name of a metric, found \"b{c=\\\"d\\\"}\": labels belong under \"labels\" (did you mean \"b\"?)"] },
        { "- record: sum (b)\n  expr: up", ["f:3:13: groups[0].rules[0].record: expected the name of a metric, found \"sum (b)\""] },
        {
            "- record: b\n  expr: up\n  for: 5m\n  keep_firing_for: 5m\n  annotations: { a: b }",
            [
                "f:5:10: groups[0].rules[0].for: expected no \"for\" in a recording rule: only alerts have it",
                "f:6:22: groups[0].rules[0].keep_firing_for: expected no \"keep_firing_for\" in a recording rule: only alerts have it",
                "f:7:18: groups[0].rules[0].annotations: expected no \"annotations\" in a recording rule: only alerts have it",
            ]
        },
        { "- alert: A\n  expr: up\n  for: soon", ["f:5:10: groups[0].rules[0].for: expected a duration such as 30s, 5m, 1h30m or 90d, found \"soon\""] },
        {
            "- alert: A\n  expr: up\n  anotations: {}",
            ["f:5:5: groups[0].rules[0].anotations: unknown key \"anotations\"; known here: record, alert, expr, for, keep_firing_for, labels, annotations (did you mean \"annotations\"?)"]
        },
        { "- alert: A\n  expr: up\n  labels: { __name__: x }", ["f:5:25: groups[0].rules[0].labels.__name__: expected a label that a rule may set, found __name__"] },
        { "- alert: A\n  expr: up\n  labels: { '': x }", ["f:5:19: groups[0].rules[0].labels.: expected a name for the label, found \"\""] },
        { "- alert: A\n  expr: up\n  labels: [x]", ["f:5:13: groups[0].rules[0].labels: expected a mapping (key: value), found a list"] },
        { "- alert: A\n  expr: up\n  labels:\n    a: [x]", ["f:6:10: groups[0].rules[0].labels.a: expected a text, found a list"] },
        { "- A", ["f:3:5: groups[0].rules[0]: expected a mapping (key: value), found \"A\"", "f:3:5: groups[0].rules[0]: expected \"record\" (a metric's name) or \"alert\" (an alert's name), found neither", "f:3:5: groups[0].rules[0]: expected the key \"expr\" (a PromQL expression), found none"] },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Every_mistake_in_a_rule_is_reported_at_its_place(string rules, string[] expected)
    {
        Diagnostics diagnostics = new();
        IReadOnlyList<RuleGroup> groups = RuleFile.Parse("f", InGroup(rules), diagnostics);
        Assert.Equal(expected, diagnostics.All.Select(d => d.ToString()));
        Assert.Empty(Assert.Single(groups).Rules);
    }

    public static TheoryData<string, string> GroupMistakes => new()
    {
        { "groups:\n- name: a\n- name: a", "f:3:9: groups[1].name: expected each group's name once in a file, found a second \"a\"" },
        { "groups:\n- rules: []", "f:2:3: groups[0]: expected the key \"name\" (the name of the group), found none" },
        { "groups:\n- name: ''", "f:2:9: groups[0].name: expected the name of the group, found an empty text" },
        { "groups:\n- name: a\n  interval: often", "f:3:13: groups[0].interval: expected a duration such as 30s, 5m, 1h30m or 90d, found \"often\"" },
        { "groups:\n- name: a\n  limit: -1", "f:3:10: groups[0].limit: expected a whole number from 0 to 2147483647, found \"-1\"" },
        { "groups:\n- name: a\n  querry_offset: 1m", "f:3:3: groups[0].querry_offset: unknown key \"querry_offset\"; known here: name, interval, limit, query_offset, labels, rules (did you mean \"query_offset\"?)" },
        { "groups:\n- name: a\n  labels: { __name__: x }", "f:3:23: groups[0].labels.__name__: expected a label that a rule may set, found __name__" },
        { "group: []", "f:1:1: group: unknown key \"group\"; known here: groups (did you mean \"groups\"?)" },
        { "groups: {}", "f:1:9: groups: expected a list, found a mapping" },
    };

    [Theory]
    [MemberData(nameof(GroupMistakes))]
    public void Every_mistake_in_a_group_is_reported_at_its_place(string text, string expected)
    {
        Diagnostics diagnostics = new();
        RuleFile.Parse("f", text, diagnostics);
        Assert.Equal(expected, Assert.Single(diagnostics.All).ToString());
    }

    /// <summary>A template, and where in the file its mistake is.</summary>
    [Theory]
    [InlineData("'{{ $label.foo }}'", 6)]
    [InlineData("'{{ nothing 1 }}'", 6)]
    [InlineData("'{{ $value'", 6)]
    [InlineData("|\n      first line\n      {{ .Value | nonsense }}", 8)]
    public void A_template_that_cannot_be_read_is_reported_on_its_line(string template, int line)
    {
        Diagnostics diagnostics = new();
        RuleFile.Parse("f", InGroup($"- alert: A\n  expr: up\n  annotations:\n    a: {template}"), diagnostics);
        Diagnostic mistake = Assert.Single(diagnostics.All);
        Assert.Equal(line, mistake.Line);
        Assert.StartsWith("not a template: ", mistake.Message, StringComparison.Ordinal);
        Assert.Equal("groups[0].rules[0].annotations.a", mistake.Path);
    }

    [Fact]
    public void All_mistakes_of_a_file_are_reported_at_once()
    {
        Diagnostics diagnostics = new();
        string good = "- alert: B\n  expr: up\n";
        IReadOnlyList<RuleGroup> groups = RuleFile.Parse("f", InGroup("- alert: A\n  expr: mean(x)\n  fro: 5m\n" + good + "- record: c\n"), diagnostics);
        Assert.Equal(3, diagnostics.All.Count);
        Assert.Equal("B", Assert.Single(Assert.Single(groups).Rules).Name);
    }

    [Fact]
    public void A_group_gives_its_rules_what_they_do_not_set_themselves()
    {
        const string Text =
            """
            groups:
            - name: drift
              interval: 30s
              limit: 7
              query_offset: 2m
              labels: { team: risk, severity: info }
              rules:
              - record: model:errors:rate5m
                expr: sum by (model_name) (rate(ml_errors_total[5m]))
              - alert: Errors
                expr: model:errors:rate5m   >   0.1
                for: 10m
                keep_firing_for: 1h
                labels: { severity: critical }
                annotations: { summary: "{{ $value }}" }
            """;
        RuleGroup group = Assert.Single(Parse(Text));
        Assert.Equal(("drift", TimeSpan.FromSeconds(30), 7, TimeSpan.FromMinutes(2)), (group.Name, group.Interval, group.Limit, group.QueryOffset));
        RecordingRule recording = Assert.IsType<RecordingRule>(group.Rules[0]);
        Assert.Equal(["severity=info", "team=risk"], recording.Labels.Select(l => $"{l.Name}={l.Value}"));
        AlertingRule alerting = Assert.IsType<AlertingRule>(group.Rules[1]);
        Assert.Equal(["severity=critical", "team=risk"], alerting.Labels.Select(l => $"{l.Name}={l.Value}"));
        Assert.Equal("model:errors:rate5m > 0.1", alerting.Query);
        Assert.Equal((TimeSpan.FromMinutes(10), TimeSpan.FromHours(1), 10), (alerting.HoldDuration, alerting.KeepFiringFor, alerting.Line));
    }

    [Theory]
    [InlineData("")]
    [InlineData("groups:")]
    [InlineData("groups: []")]
    public void An_empty_file_has_no_groups(string text) => Assert.Empty(Parse(text));

    [Fact]
    public void A_merged_mapping_gives_the_keys_that_are_not_written()
    {
        const string Text =
            """
            groups:
            - name: g
              rules:
              - &base
                alert: A
                expr: up == 0
                for: 5m
              - <<: *base
                alert: B
            """;
        AlertingRule merged = Assert.IsType<AlertingRule>(Assert.Single(Parse(Text)).Rules[1]);
        Assert.Equal(("B", "up == 0", TimeSpan.FromMinutes(5)), (merged.Name, merged.Query, merged.HoldDuration));
    }

    [Fact]
    public void A_mapping_that_merges_itself_is_reported()
    {
        Diagnostics diagnostics = new();
        RuleFile.Parse("f", "groups:\n- &g\n  name: a\n  <<: *g\n", diagnostics);
        Assert.NotEmpty(diagnostics.All);
    }

    internal static IReadOnlyList<RuleGroup> Parse(string text)
    {
        Diagnostics diagnostics = new();
        IReadOnlyList<RuleGroup> groups = RuleFile.Parse("rules.yml", text, diagnostics);
        Assert.Empty(diagnostics.All);
        return groups;
    }

    /// <summary>The rules begin in line 3, two columns to the right.</summary>
    private static string InGroup(string rules) =>
        "groups: # one group\n- rules: # and its rules\n  " + rules.Replace("\n", "\n  ", StringComparison.Ordinal).TrimEnd(' ') + "\n  name: g\n";
}
