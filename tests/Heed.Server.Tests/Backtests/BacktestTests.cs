using Heed.Server.Backtests;

namespace Heed.Server.Tests.Backtests;

public sealed class BacktestTests
{
    private const string Rules = """
        groups:
          - name: g
            rules:
              - { alert: High, expr: x > 5, for: 2m, labels: { severity: ticket } }
              - { record: y, expr: x * 2 }
              - { alert: Doubled, expr: y >= 18, keep_firing_for: 3m }
              - { alert: Mean, expr: 'avg_over_time(x[5m]) > 6', for: 1m, annotations: { summary: '{{ $value }}' } }
              - { alert: Broken, expr: 'x * on (k) group_left x > 3' }
              - { alert: Seen, expr: 'count(ALERTS{alertstate="firing"}) > 1' }
              - { alert: Ends, expr: 'x == x @ end()' }
        """;

    [Fact]
    public void An_alert_is_pending_fires_is_told_of_and_ends()
    {
        BacktestStory story = new BacktestStory().Write("x", [0, 9, 9, 9, 9, 0, 0, 9, 0, 0], ("model_name", "m"));
        BacktestOutcome outcome = story.Run("groups: [{ name: g, rules: [{ alert: High, expr: x > 5, for: 2m }] }]");
        Assert.Equal(["High 3..5 notified"], outcome.Episodes.Select(BacktestStory.Line));
        Assert.Equal((2, 2, 1), (outcome.PendingEpisodes, outcome.Notifications, outcome.Interruptions));
        Assert.Equal([new("hook", 2)], outcome.ByReceiver);
        Assert.Equal(7 * 24 * 60 / 9.0, outcome.InterruptionsPerWeek, 6);
        Assert.Equal(TimeSpan.FromMinutes(2), outcome.Firing(story.Options().ToMs));
    }

    [Fact]
    public void An_alert_that_another_inhibits_is_marked_and_nobody_is_told()
    {
        BacktestStory story = new BacktestStory().Write("x", [0, 9, 9, 9, 9, 9], ("model_name", "m"));
        BacktestOutcome outcome = story.Run("""
            groups: [{ name: g, rules: [
              { alert: Down, expr: x > 5, labels: { severity: page } },
              { alert: Slow, expr: x > 4, labels: { severity: ticket } } ] }]
            """);
        Assert.Equal(["Down 1..on notified", "Slow 1..on inhibited"], outcome.Episodes.Select(BacktestStory.Line).Order());
        Assert.Equal(1, outcome.Interruptions);
    }

    [Fact]
    public void What_the_rules_record_counts_not_what_history_has_under_the_same_name()
    {
        BacktestStory story = new BacktestStory().Write("x", [1, 1, 1, 1]).Write("y", [9, 9, 9, 9]);
        BacktestOutcome outcome = story.Run(
            "groups: [{ name: g, rules: [{ record: y, expr: x }, { alert: A, expr: y > 5 }, { alert: B, expr: '{__name__=~\"[xy]\"} > 5' }] }]");
        Assert.Empty(outcome.Episodes);
        Assert.Equal(0, outcome.Counts.Failures);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Computing_ahead_gives_what_one_evaluation_after_the_other_gives(int seed)
    {
        BacktestStory story = new BacktestStory()
            .Write("x", BacktestStory.Noise(seed, 400), ("model_name", "m"), ("k", "a"))
            .Write("x", BacktestStory.Noise(seed + 100, 400), ("model_name", "n"), ("k", "b"))
            .Write("x", BacktestStory.Noise(seed + 200, 400), ("model_name", "o"), ("k", "b"));
        BacktestOutcome slow = story.Run(Rules, lookAhead: TimeSpan.Zero);
        BacktestOutcome fast = story.Run(Rules, lookAhead: TimeSpan.FromMinutes(37));
        Assert.NotEmpty(slow.Episodes);
        Assert.InRange(slow.Counts.Failures, 1, 400);
        Assert.Equal(slow.Episodes.Select(BacktestStory.Line), fast.Episodes.Select(BacktestStory.Line));
        Assert.Equal(slow.Counts, fast.Counts);
        Assert.Equal((slow.PendingEpisodes, slow.Notifications, slow.Flushes), (fast.PendingEpisodes, fast.Notifications, fast.Flushes));
    }
}
