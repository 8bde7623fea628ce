using Heed.Model.Alerts;
using Heed.Model.Histograms;
using Heed.Model.Labels;
using Heed.Model.Samples;
using Heed.Query.Execution;
using Heed.Rules.Groups;
using Heed.Testing;

namespace Heed.Rules.Tests.Groups;

public sealed class SideBySideStories
{
    [Fact]
    public void Groups_that_read_each_other_give_what_one_after_the_other_gives()
    {
        const string Rules = """
            groups:
              - { name: a, rules: [{ record: y, expr: x * 2 }] }
              - { name: b, rules: [{ record: z, expr: y + 1 }] }
              - { name: c, rules: [{ record: y, expr: x * 3, labels: { by: c } }] }
              - { name: d, rules: [{ alert: A, expr: z > 4 }] }
              - { name: e, rules: [{ record: n, expr: 'count(ALERTS) or vector(0)' }] }
              - { name: f, rules: [{ alert: B, expr: x > 1, annotations: { seen: '{{ with query "count(n)" }}{{ . | first | value }}{{ end }}' } }] }
            """;
        RuleStory one = Story(Rules, 1).Write("x", "1 2 3 4", 0, ("k", "a")).RunTo(3);
        RuleStory many = Story(Rules, 4).Write("x", "1 2 3 4", 0, ("k", "a")).RunTo(3);
        Assert.Equal("0=3 1=5 2=7 3=9", many.Samples(("__name__", "z"), ("k", "a")));
        foreach (string metric in new[] { "y", "z", "n" })
        {
            Assert.Equal(one.Samples(("__name__", metric), ("k", "a")), many.Samples(("__name__", metric), ("k", "a")));
        }

        Assert.Equal(one.SentLines, many.SentLines);
        Assert.Equal(one.Sent.Select(a => a.Annotations), many.Sent.Select(a => a.Annotations));
    }

    [Fact]
    public void Alerts_of_groups_side_by_side_leave_in_the_order_of_the_groups()
    {
        string groups = string.Concat(Enumerable.Range(0, 20).Select(i => $"  - {{ name: g{i}, rules: [{{ alert: A{i}, expr: x{i} > 0 }}] }}\n"));
        RuleStory story = Story("groups:\n" + groups, 4);
        for (int i = 0; i < 20; i++) story.Write($"x{i}", "1");
        story.RunTo(0);
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"0 A{i} firing"), story.SentLines);
    }

    [Fact]
    public void A_store_that_breaks_for_one_group_lets_those_beside_it_finish_and_is_told_of()
    {
        ListSeriesReader store = new();
        BreakingSink sink = new(store);
        IReadOnlyList<RuleGroup> groups = RuleStory.Groups(
            "groups: [{ name: a, rules: [{ record: bad, expr: 1 }] }, { name: b, rules: [{ record: good, expr: 1 }] }]");
        RuleEngine engine = new(
            groups, new QueryEngine(store), sink, new Nobody(), new RuleEngineOptions { MaxParallelism = 2 }, new ManualClock(DateTimeOffset.UnixEpoch), 0);
        IOException broken = Assert.Throws<IOException>(() => engine.Run(0));
        Assert.Equal("no room", broken.Message);
        Assert.Equal(["good"], sink.Written);
        Assert.Equal(60_000, engine.NextDueMs);
    }

    [Fact]
    public void Spread_groups_keep_their_interval_and_their_offset_is_the_same_in_every_process()
    {
        const string Three = "groups: [{ name: a, rules: [] }, { name: b, rules: [] }, { name: c, interval: 10s, rules: [] }]";
        RuleEngineOptions spread = new() { SpreadsGroups = true };
        RuleStory story = new(Three, spread);
        long[] due = [.. story.Engine.Report().Select(g => g.NextDueMs - RuleStory.StartMs)];
        Assert.Equal(due, new RuleStory(Three, spread).Engine.Report().Select(g => g.NextDueMs - RuleStory.StartMs));
        Assert.True(due.Distinct().Count() > 1, string.Join(' ', due));
        Assert.All(due, ms => Assert.Equal(0, ms % 1000));
        Assert.InRange(due[0], 0, 59_999);
        Assert.InRange(due[2], 0, 9_999);
        story.RunTo(2);
        Assert.Equal(due[0], (story.Engine.Report()[0].NextDueMs - RuleStory.StartMs) % 60_000);
    }

    private static RuleStory Story(string rules, int threads) => new(rules, new RuleEngineOptions { MaxParallelism = threads });

    private sealed class Nobody : IAlertSink
    {
        public void Accept(IReadOnlyList<Alert> alerts)
        {
        }
    }

    private sealed class BreakingSink(ListSeriesReader store) : IHistogramSink
    {
        public List<string> Written { get; } = [];

        public AppendOutcome Append(LabelSet labels, long timeMs, double value)
        {
            if (labels.MetricName == "bad") throw new IOException("no room");
            lock (Written) Written.Add(labels.MetricName);
            return store.Append(labels, timeMs, value);
        }

        public AppendOutcome Append(LabelSet labels, long timeMs, NativeHistogram histogram) => store.Append(labels, timeMs, histogram);
    }
}
