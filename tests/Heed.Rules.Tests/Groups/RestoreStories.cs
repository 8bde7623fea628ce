using Heed.Model.Alerts;
using Heed.Rules.State;

namespace Heed.Rules.Tests.Groups;

public sealed class RestoreStories
{
    private const string Waiting = "groups: [{ name: g, rules: [{ alert: A, expr: x > 0, for: 5m, keep_firing_for: 3m }, { record: y, expr: x }] }]";

    /// <summary>The same story with a restart behind any minute says and writes the same.</summary>
    [Fact]
    public void A_restart_at_any_minute_changes_nothing()
    {
        const string Values = "0 1 1 1 1 1 1 1 0 0 0 0 1 1 0 0 1";
        RuleStory whole = new RuleStory(Waiting).Write("x", Values).RunTo(16);
        Assert.Equal(["6 A firing", "8 A firing", "10 A firing", "11 A resolved"], whole.SentLines);
        for (int restart = 0; restart < 16; restart++)
        {
            RuleStory before = new RuleStory(Waiting).Write("x", Values).RunTo(restart);
            RuleStory after = new(Waiting, null, before.Store, restart + 1);
            after.Engine.RestoreState(before.Engine.ExportState());
            after.RunTo(16);
            Assert.Equal(whole.SentLines, before.SentLines.Concat(after.SentLines));
            Assert.Equal(whole.Engine.ExportState().Rules.Select(r => string.Join('|', r.Alerts)), after.Engine.ExportState().Rules.Select(r => string.Join('|', r.Alerts)));
            Assert.Equal(whole.Samples(("__name__", "ALERTS"), ("alertname", "A"), ("alertstate", "firing")), after.Samples(("__name__", "ALERTS"), ("alertname", "A"), ("alertstate", "firing")));
        }
    }

    /// <summary>
    /// The alert is pending since minute 1 and was looked at last in minute 2. A gap of ten minutes is forgiven and counts as time
    /// in which the condition held; behind one of eleven it has still waited for one minute only.
    /// </summary>
    [Theory]
    [InlineData(10, 12)]
    [InlineData(11, 17)]
    public void A_pending_alert_waits_longer_behind_a_long_gap(int gap, int fires)
    {
        RuleStory before = new RuleStory(Waiting).Write("x", "0 1 1").RunTo(2);
        RuleStory after = new(Waiting, null, before.Store, 2 + gap);
        after.Engine.RestoreState(before.Engine.ExportState());
        after.Write("x", "1 1 1 1 1 1 1 1 1", 2 + gap).RunTo(20);
        Assert.Equal($"{fires} A firing", after.SentLines.First());
    }

    [Fact]
    public void A_series_that_vanished_over_the_restart_gets_its_stale_marker()
    {
        RuleStory before = new RuleStory(Waiting).Write("x", "1 1 stale", 0, ("k", "a")).RunTo(1);
        RuleStory after = new(Waiting, null, before.Store, 2);
        after.Engine.RestoreState(before.Engine.ExportState());
        after.RunTo(3);
        Assert.Equal("0=1 1=1 2=stale", after.Samples(("__name__", "y"), ("k", "a")));
    }

    [Fact]
    public void The_series_of_a_rule_that_a_restart_no_longer_has_are_ended()
    {
        RuleStory before = new RuleStory(Waiting).Write("x", "1 1 1").RunTo(1);
        RuleStory after = new("groups: [{ name: g, rules: [{ record: z, expr: x }] }]", null, before.Store, 2);
        after.Engine.RestoreState(before.Engine.ExportState());
        after.RunTo(2);
        Assert.Equal("0=1 1=1 2=stale", after.Samples(("__name__", "y")));
    }

    [Fact]
    public void The_version_rises_with_changes_only_and_while_an_alert_waits_with_half_the_grace()
    {
        RuleStory story = new RuleStory("groups: [{ name: g, rules: [{ alert: A, expr: x > 0, for: 12m }] }]").Write("x", "0 0 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1");
        List<int> rises = [];
        long version = story.Engine.StateVersion;
        for (int minute = 0; minute <= 16; minute++)
        {
            story.RunTo(minute);
            if (story.Engine.StateVersion != version) rises.Add(minute);
            version = story.Engine.StateVersion;
        }

        Assert.Equal([2, 7, 12, 14], rises);
    }

    [Fact]
    public void A_restored_state_is_shown_and_exported_before_the_first_evaluation()
    {
        RuleEngineState state = new RuleStory(Waiting).Write("x", "1 1").RunTo(1).Engine.ExportState();
        RuleStory after = new(Waiting, null, null, 2);
        after.Engine.RestoreState(state);
        Assert.Equal(AlertState.Pending, after.Alert().State);
        RuleEngineState exported = after.Engine.ExportState();
        Assert.Equal(state.EvaluatedAtMs, exported.EvaluatedAtMs);
        Assert.Equal(state.Rules.Select(r => string.Join('|', r.Identity, string.Join('|', r.Alerts))), exported.Rules.Select(r => string.Join('|', r.Identity, string.Join('|', r.Alerts))));
    }
}
