using System.Globalization;

using Heed.Model.Alerts;
using Heed.Model.Labels;
using Heed.Model.Samples;
using Heed.Rules.Groups;

namespace Heed.Rules.Tests.Groups;

/// <summary>Rules computed ahead against the same rules evaluated one time after the other: the same samples and alerts.</summary>
public sealed class LookAheadStories
{
    private const int Minutes = 300;

    /// <summary>Chains of recordings, across groups and intervals; rules that read what comes behind them, themselves, alerts and anything.</summary>
    private const string Chains = """
        groups:
          - name: ratios
            rules:
              - { record: bad, expr: 'increase(x{k="a"}[3m])' }
              - { record: ratio, expr: 'bad / on () (sum(increase(x[3m])) > 0)', labels: { w: short } }
              - { record: ratio, expr: 'sum(sum_over_time(bad[20m])) / sum(count_over_time(x[20m]))', labels: { w: long } }
              - { record: burn, expr: 'max by (w) (ratio) / 0.1' }
              - { alert: Burns, expr: 'burn{w="short"} > 2 and on () burn{w="long"} > 0.5', for: 2m, annotations: { seen: '{{ $value }} {{ with query "count(burn)" }}{{ . | first | value }}{{ end }}' } }
          - name: slow
            interval: 5m
            rules:
              - { record: slow, expr: 'avg_over_time(burn[30m])' }
              - { alert: Slow, expr: 'slow > 0.4', keep_firing_for: 10m }
          - name: apart
            query_offset: 3m
            rules:
              - { record: late, expr: 'slow or burn' }
              - { record: own, expr: '(own or vector(0)) + 1' }
              - { record: firing, expr: 'count(ALERTS) or vector(0)' }
              - { record: behind, expr: 'sum(ahead)' }
              - { record: ahead, expr: 'max(x) by (k)' }
              - { record: any, expr: 'count({__name__=~"x|burn"})' }
              - { record: fails, expr: 'x + on () x' }
              - { record: from_failing, expr: 'fails or vector(1)' }
              - { record: twice, expr: 'x{k="a"} > 4' }
              - { record: twice, expr: 'x > 2' }
              - { record: of_twice, expr: 'sum(twice)' }
          - name: first
            rules:
              - { record: rate, expr: 'sum(rate(x{k="a"}[4m]))', labels: { id: first } }
              - { record: all, expr: 'sum(rate{id="first"}) * 2', labels: { id: first } }
              - { alert: High, expr: 'all{id="first"} > 0.05', labels: { id: first } }
          - name: second
            rules:
              - { record: rate, expr: 'sum(rate(x{k="b"}[4m]))', labels: { id: second } }
              - { record: all, expr: 'sum(rate{id!="first"}) * 2', labels: { id: second } }
              - { alert: High, expr: 'all{id=~"s.*"} > 0.05', labels: { id: second } }
        """;

    [Theory]
    [InlineData(1, 60)]
    [InlineData(2, 7)]
    [InlineData(3, 60)]
    [InlineData(4, 1)]
    [InlineData(5, 23)]
    public void Stretches_give_what_one_evaluation_after_the_other_gives(int seed, int stretch)
    {
        RuleStory slow = Fed(new RuleStory(Chains), seed).RunTo(Minutes);
        RuleStory fast = InStretches(Chains, seed, stretch);
        Assert.Contains(slow.SentLines, line => line.Contains("Burns firing", StringComparison.Ordinal));
        Assert.Contains(slow.SentLines, line => line.Contains("Slow", StringComparison.Ordinal));
        Assert.Equal(Everything(slow), Everything(fast));
        Assert.Equal(slow.Sent.Select(Line), fast.Sent.Select(Line));
        Assert.Equal(slow.Engine.Counts, fast.Engine.Counts);
        Assert.True(slow.Engine.Counts.Failures > 0);
    }

    [Fact]
    public void A_recording_is_written_as_far_as_is_known_and_no_further()
    {
        RuleStory story = new("groups: [{ name: g, rules: [{ record: y, expr: x * 2 }, { record: z, expr: y + 1 }, { alert: A, expr: z > 0 }] }]", Ahead);
        story.Write("x", "1 2 3 4 5 6 7 8");
        story.Engine.KnownUntilMs = RuleStory.StartMs + (3 * RuleStory.Minute);
        story.RunTo(0);
        Assert.Equal("0=2 1=4 2=6 3=8", story.Samples(("__name__", "y")));
        Assert.Equal("0=3 1=5 2=7 3=9", story.Samples(("__name__", "z")));
        Assert.Equal("0=1", story.Samples(("__name__", "ALERTS"), ("alertname", "A"), ("alertstate", "firing")));
        story.RunTo(3);
        Assert.Equal("0=3 1=5 2=7 3=9", story.Samples(("__name__", "z")));
    }

    [Fact]
    public void A_rule_whose_source_comes_behind_it_waits_for_each_evaluation()
    {
        RuleStory story = new("groups: [{ name: g, rules: [{ record: z, expr: y + 1 }, { record: y, expr: x * 2 }] }]", Ahead);
        story.Write("x", "1 2 3 4 5 6 7 8").RunTo(2);
        Assert.Equal("0=2 1=4 2=6", story.Samples(("__name__", "y")));
        Assert.Equal("1=3 2=5", story.Samples(("__name__", "z")));
    }

    [Fact]
    public void Rules_that_share_names_and_not_series_do_not_wait_for_each_other()
    {
        const string Two = """
            groups:
              - { name: first, rules: [{ record: r, expr: x * 2, labels: { id: a } }, { record: s, expr: 'r{id="a"} + 1', labels: { id: a } }] }
              - { name: second, rules: [{ record: r, expr: x * 3, labels: { id: b } }, { record: s, expr: 'r{id="b"} + 1', labels: { id: b } }] }
            """;
        RuleStory story = new(Two, Ahead);
        story.Write("x", "1 2 3 4 5");
        story.Engine.KnownUntilMs = RuleStory.StartMs + (2 * RuleStory.Minute);
        story.RunTo(0);
        Assert.Equal("0=3 1=5 2=7", story.Samples(("__name__", "s"), ("id", "a")));
        Assert.Equal("0=4 1=7 2=10", story.Samples(("__name__", "s"), ("id", "b")));
    }

    private static RuleEngineOptions Ahead => new() { LookAhead = TimeSpan.FromHours(1) };

    private static RuleStory InStretches(string rules, int seed, int stretch)
    {
        RuleStory story = Fed(new RuleStory(rules, Ahead), seed);
        for (long minute = 0; minute < Minutes; minute += stretch)
        {
            story.Engine.KnownUntilMs = RuleStory.StartMs + (Math.Min(Minutes, minute + stretch) * RuleStory.Minute);
            story.RunTo(Math.Min(Minutes, minute + stretch));
        }

        return story;
    }

    /// <summary>Counters that stand still, run and fall back; series that come, end with a marker, and are gone without one.</summary>
    private static RuleStory Fed(RuleStory story, int seed)
    {
        Random random = new(seed);
        foreach (string key in new[] { "a", "b", "c" })
        {
            double value = 0;
            bool isThere = key == "a";
            for (int minute = 0; minute <= Minutes; minute++)
            {
                if (random.Next(60) == 0) value = 0;
                if (random.Next(3) == 0) value += random.Next(10);
                if (random.Next(25) == 0 && isThere) Write(story, key, minute++, StaleMarker.Value);
                if (random.Next(25) == 0) isThere = !isThere;
                if (isThere && random.Next(12) > 0) Write(story, key, minute, value);
            }
        }

        return story;
    }

    private static void Write(RuleStory story, string key, int minute, double value) =>
        story.Store.Append(LabelSet.Of(("__name__", "x"), ("k", key)), RuleStory.StartMs + (minute * RuleStory.Minute), value);

    /// <summary>Every sample of every series, to the last bit.</summary>
    private static List<string> Everything(RuleStory story)
    {
        List<string> lines = [];
        SampleBuffer samples = new();
        foreach (ISeries series in story.Store.Select([], 0, long.MaxValue, CancellationToken.None))
        {
            samples.Clear();
            series.Read(0, long.MaxValue, samples);
            for (int i = 0; i < samples.Count; i++)
            {
                string bits = BitConverter.DoubleToUInt64Bits(samples.Values[i]).ToString("x16", CultureInfo.InvariantCulture);
                lines.Add($"{series.Labels} {RuleStory.Minutes(samples.TimesMs[i])} {bits}");
            }
        }

        return lines;
    }

    private static string Line(Alert alert) => $"{alert.UpdatedAtMs} {alert.Labels} {alert.Annotations} {alert.StartsAtMs} {alert.EndsAtMs}";
}
