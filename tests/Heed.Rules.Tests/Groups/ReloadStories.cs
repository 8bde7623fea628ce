using Heed.Model.Alerts;
using Heed.Query.Execution;
using Heed.Rules.Groups;

namespace Heed.Rules.Tests.Groups;

public sealed class ReloadStories
{
    private const string Before =
        """
        groups:
        - name: g
          rules:
          - { alert: A, expr: x > 0, for: 3m }
          - { record: y, expr: x }
          - { record: w, expr: x }
        """;

    private const string After =
        """
        groups:
        - name: g
          rules:
          - { record: w, expr: x * 2 }
          - { alert: A, expr: 'x   > 0  # the same', for: 4m, annotations: { new: words } }
        """;

    [Fact]
    public void A_rule_that_stays_goes_on_and_one_that_goes_ends_its_series()
    {
        RuleStory story = new RuleStory(Before).Write("x", "1 1 1 1 1 1 1").RunTo(1);
        story.Engine.ReplaceGroups(RuleStory.Groups(After), RuleStory.StartMs + RuleStory.Minute + 1);
        Assert.Equal((AlertState.Pending, RuleHealth.Ok), (story.Alert().State, story.Rule("A").Health));
        story.RunTo(5);
        Assert.Equal("4 A firing", Assert.Single(story.SentLines));
        Assert.Equal("0=1 1=1 2=stale", story.Samples(("__name__", "y")));
        Assert.Equal("0=1 1=1 2=2 3=2 4=2 5=2", story.Samples(("__name__", "w")));
    }

    [Fact]
    public void A_reload_inside_an_evaluation_takes_effect_at_its_end()
    {
        const string Two = "groups: [{ name: g, rules: [{ alert: A, expr: vector(1) }] }, { name: i, rules: [{ record: r, expr: vector(1) }] }]";
        RuleStory story = new(Two);
        ReloadingSink sink = new();
        RuleEngine engine = new(
            RuleStory.Groups(Two), new QueryEngine(story.Store), story.Store, sink, story.Options, TimeProvider.System, RuleStory.StartMs);
        sink.Reload = () => engine.ReplaceGroups(RuleStory.Groups("groups: [{ name: h, rules: [] }]"), RuleStory.StartMs + 1);
        engine.Run(engine.NextDueMs);
        Assert.Equal("h", Assert.Single(engine.Report()).Group.Name);
        Assert.Equal("0=1", story.Samples(("__name__", "r")));
        engine.Run(engine.NextDueMs);
        Assert.Equal("0=1 1=stale", story.Samples(("__name__", "r")));
    }

    [Fact]
    public void A_group_that_stays_keeps_its_due_time_and_its_counts()
    {
        RuleStory story = new RuleStory(Before).Write("x", "1 1 1 1").RunTo(0);
        story.Engine.Run(RuleStory.StartMs + (3 * RuleStory.Minute));
        story.Engine.ReplaceGroups(RuleStory.Groups(After), RuleStory.StartMs + (3 * RuleStory.Minute));
        Assert.Equal(2, Assert.Single(story.Engine.Report()).MissedEvaluations);
        Assert.Equal(RuleStory.StartMs + (4 * RuleStory.Minute), story.Engine.NextDueMs);
    }

    [Fact]
    public void The_version_rises_with_a_reload()
    {
        RuleStory story = new(Before);
        long version = story.Engine.StateVersion;
        story.Engine.ReplaceGroups(RuleStory.Groups(After), RuleStory.StartMs);
        Assert.True(story.Engine.StateVersion > version);
    }

    private sealed class ReloadingSink : IAlertSink
    {
        public Action? Reload { get; set; }

        public void Accept(IReadOnlyList<Alert> alerts) => Reload?.Invoke();
    }
}
