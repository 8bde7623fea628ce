using Heed.Model.Alerts;
using Heed.Model.Histograms;
using Heed.Model.Labels;
using Heed.Model.Samples;
using Heed.Query.Execution;
using Heed.Rules.Groups;
using Heed.Rules.Reports;
using Heed.Testing;

namespace Heed.Rules.Tests.Groups;

public sealed class GroupStories
{
    [Fact]
    public void A_later_rule_sees_what_an_earlier_one_recorded_at_the_same_time()
    {
        const string Chain = "groups: [{ name: g, rules: [{ record: y, expr: x * 2, labels: { by: rule, k: '' } }, { record: z, expr: y + 1 }] }]";
        RuleStory story = new RuleStory(Chain).Write("x", "1 2 3", 0, ("k", "a")).RunTo(2);
        Assert.Equal("0=2 1=4 2=6", story.Samples(("__name__", "y"), ("by", "rule")));
        Assert.Equal("0=3 1=5 2=7", story.Samples(("__name__", "z"), ("by", "rule")));
    }

    [Fact]
    public void A_histogram_is_recorded_as_one()
    {
        RuleStory story = new("groups: [{ name: g, rules: [{ record: y, expr: x * 2 }, { record: z, expr: histogram_count(y) }] }]");
        NativeHistogram histogram = new() { Schema = 0, Count = 3, Sum = 4, PositiveSpans = [new BucketSpan(0, 2)], PositiveCounts = [1, 2] };
        story.Store.Append(LabelSet.Of(("__name__", "x")), RuleStory.StartMs, histogram);
        story.RunTo(0);
        Assert.Equal("0=6", story.Samples(("__name__", "z")));
    }

    [Fact]
    public void A_number_is_recorded_as_one_series_without_labels()
    {
        RuleStory story = new RuleStory("groups: [{ name: g, rules: [{ record: y, expr: 1 + 1 }] }]").RunTo(1);
        Assert.Equal("0=2 1=2", story.Samples(("__name__", "y")));
        Assert.Equal(1, story.Rule("y").SeriesCount);
    }

    [Fact]
    public void A_series_that_is_no_longer_given_ends_with_one_stale_marker()
    {
        RuleStory story = new RuleStory("groups: [{ name: g, rules: [{ record: y, expr: x }] }]").Write("x", "1 2 stale . 3 4", 0, ("k", "a")).RunTo(5);
        Assert.Equal("0=1 1=2 2=stale 4=3 5=4", story.Samples(("__name__", "y"), ("k", "a")));
    }

    [Fact]
    public void Groups_are_due_at_whole_multiples_of_their_intervals()
    {
        const string Three =
            "groups: [{ name: a, interval: 90s, rules: [] }, { name: b, rules: [] }, { name: c, interval: 1h, rules: [] }]";
        RuleStory story = new(Three);
        List<long> due = [];
        for (int i = 0; i < 5; i++)
        {
            due.Add(story.Engine.NextDueMs - RuleStory.StartMs);
            story.Engine.Run(story.Engine.NextDueMs);
        }

        Assert.Equal([0L, 60_000, 120_000, 150_000, 180_000], due);
        Assert.Equal(
            ["a 150000", "b 180000", "c never"],
            story.Engine.Report().Select(g => $"{g.Group.Name} {(g.LastEvaluationMs is { } last ? $"{last - RuleStory.StartMs}" : "never")}"));
        Assert.All(story.Engine.Report(), g => Assert.Equal(0, g.NextDueMs % (long)g.Interval.TotalMilliseconds));
    }

    [Fact]
    public void An_engine_without_groups_is_never_due() => Assert.Equal(long.MaxValue, new RuleStory("groups: []").Engine.NextDueMs);

    [Fact]
    public void The_query_offset_moves_what_is_read_and_written_into_the_past()
    {
        RuleStory story = new RuleStory("groups: [{ name: g, query_offset: 2m, rules: [{ record: y, expr: x }] }]").Write("x", "1 2 3 4").RunTo(3);
        Assert.Equal("0=1 1=2", story.Samples(("__name__", "y")));
    }

    [Fact]
    public void A_host_that_comes_late_evaluates_once_and_counts_what_it_missed()
    {
        RuleStory story = new RuleStory("groups: [{ name: g, rules: [{ record: y, expr: x }] }]").Write("x", "1 2 3 4 5 6").RunTo(0);
        story.Engine.Run(RuleStory.StartMs + (4 * RuleStory.Minute) + 12_345);
        Assert.Equal("0=1 4=5", story.Samples(("__name__", "y")));
        Assert.Equal((3, 3), (Assert.Single(story.Engine.Report()).MissedEvaluations, story.Engine.Counts.MissedGroupEvaluations));
        Assert.Equal(RuleStory.StartMs + (5 * RuleStory.Minute), story.Engine.NextDueMs);
    }

    [Fact]
    public void A_rule_that_fails_stops_no_other_and_keeps_its_series()
    {
        const string Rules = "groups: [{ name: g, limit: 1, rules: [{ record: y, expr: x }, { record: z, expr: vector(1) }] }]";
        RuleStory story = new RuleStory(Rules).Write("x", "1 1 1", 0, ("k", "a")).Write("x", "1 stale", 1, ("k", "b")).RunTo(1);
        Assert.Equal((RuleHealth.Err, "exceeded limit of 1 with 2 series"), (story.Rule("y").Health, story.Rule("y").LastError));
        Assert.Equal("0=1 1=1", story.Samples(("__name__", "z")));
        Assert.Equal("0=1", story.Samples(("__name__", "y"), ("k", "a")));
        Assert.Equal((4L, 1L, 3L), (story.Engine.Counts.Evaluations, story.Engine.Counts.Failures, story.Engine.Counts.SamplesWritten));
        Assert.Equal((RuleHealth.Ok, ""), (story.RunTo(2).Rule("y").Health, story.Rule("y").LastError));
    }

    [Fact]
    public void Two_results_that_become_one_series_are_an_error()
    {
        RuleStory story = new RuleStory("groups: [{ name: g, rules: [{ record: y, expr: x, labels: { k: '' } }] }]")
            .Write("x", "1", 0, ("k", "a")).Write("x", "1", 0, ("k", "b")).RunTo(0);
        Assert.Equal("two results have the labels y once the rule's labels are set", story.Rule("y").LastError);
    }

    [Fact]
    public void The_engines_own_series_limit_holds_where_the_group_has_none()
    {
        RuleStory story = new RuleStory("groups: [{ name: g, rules: [{ record: y, expr: x }] }]", new RuleEngineOptions { SeriesLimit = 1 })
            .Write("x", "1", 0, ("k", "a")).Write("x", "1", 0, ("k", "b")).RunTo(0);
        Assert.Equal("exceeded limit of 1 with 2 series", story.Rule("y").LastError);
    }

    [Fact]
    public void Refused_samples_are_counted()
    {
        RuleStory story = new RuleStory("groups: [{ name: g, rules: [{ record: y, expr: vector(1) }] }]").Write("y", "7", 5).RunTo(1);
        Assert.Equal((0L, 2L), (story.Engine.Counts.SamplesWritten, story.Engine.Counts.SamplesRefused));
    }

    [Fact]
    public void A_reader_that_breaks_its_promise_fails_the_rule_and_not_the_group()
    {
        ListSeriesReader store = new();
        IReadOnlyList<RuleGroup> groups = RuleStory.Groups("groups: [{ name: g, rules: [{ record: y, expr: x }, { record: z, expr: vector(1) }] }]");
        CollectingSink sink = new();
        RuleEngine engine = new(
            groups, new QueryEngine(new BrokenReader()), store, sink, new RuleEngineOptions(), new ManualClock(DateTimeOffset.UnixEpoch), RuleStory.StartMs);
        engine.Run(engine.NextDueMs);
        IReadOnlyList<RuleReport> rules = Assert.Single(engine.Report()).Rules;
        Assert.Equal("the evaluation broke: InvalidOperationException: the disk is gone", rules[0].LastError);
        Assert.Equal(RuleHealth.Ok, rules[1].Health);
    }

    [Fact]
    public void A_routing_that_breaks_does_not_make_the_same_evaluation_due_for_ever()
    {
        ListSeriesReader store = new();
        RuleEngine engine = new(
            RuleStory.Groups("groups: [{ name: g, rules: [{ alert: A, expr: vector(1) }] }]"),
            new QueryEngine(store), store, new BrokenSink(), new RuleEngineOptions(), new ManualClock(DateTimeOffset.UnixEpoch), RuleStory.StartMs);
        Assert.Throws<InvalidOperationException>(() => engine.Run(engine.NextDueMs));
        Assert.Equal(RuleStory.StartMs + RuleStory.Minute, engine.NextDueMs);
        engine.Run(engine.NextDueMs);
    }

    [Fact]
    public void Durations_are_measured_by_the_clock_that_was_given()
    {
        ManualClock clock = new(DateTimeOffset.UnixEpoch);
        ListSeriesReader store = new();
        IReadOnlyList<RuleGroup> groups = RuleStory.Groups("groups: [{ name: g, rules: [{ record: y, expr: x }] }]");
        RuleEngine engine = new(
            groups, new QueryEngine(new SlowReader(clock)), store, new CollectingSink(), new RuleEngineOptions(), clock, RuleStory.StartMs);
        engine.Run(engine.NextDueMs);
        RuleGroupReport group = Assert.Single(engine.Report());
        Assert.Equal((TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2)), (group.EvaluationDuration, group.Rules[0].EvaluationDuration));
    }

    private sealed class CollectingSink : IAlertSink
    {
        public void Accept(IReadOnlyList<Alert> alerts) => Assert.NotEmpty(alerts);
    }

    private sealed class BrokenSink : IAlertSink
    {
        public void Accept(IReadOnlyList<Alert> alerts) => throw new InvalidOperationException("nobody is there");
    }

    private sealed class BrokenReader : ISeriesReader
    {
        public IReadOnlyList<ISeries> Select(IReadOnlyList<LabelMatcher> matchers, long fromMs, long toMs, CancellationToken cancellation) =>
            throw new InvalidOperationException("the disk is gone");

        public IReadOnlyList<string> LabelNames(IReadOnlyList<LabelMatcher> matchers, long fromMs, long toMs, CancellationToken cancellation) => [];

        public IReadOnlyList<string> LabelValues(
            string name, IReadOnlyList<LabelMatcher> matchers, long fromMs, long toMs, CancellationToken cancellation) => [];
    }

    private sealed class SlowReader(ManualClock clock) : ISeriesReader
    {
        public IReadOnlyList<ISeries> Select(IReadOnlyList<LabelMatcher> matchers, long fromMs, long toMs, CancellationToken cancellation)
        {
            clock.Advance(TimeSpan.FromSeconds(2));
            return [];
        }

        public IReadOnlyList<string> LabelNames(IReadOnlyList<LabelMatcher> matchers, long fromMs, long toMs, CancellationToken cancellation) => [];

        public IReadOnlyList<string> LabelValues(
            string name, IReadOnlyList<LabelMatcher> matchers, long fromMs, long toMs, CancellationToken cancellation) => [];
    }
}
