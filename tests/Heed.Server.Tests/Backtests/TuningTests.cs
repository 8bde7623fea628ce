using Heed.Model.Labels;
using Heed.Server.Backtests;

namespace Heed.Server.Tests.Backtests;

public sealed class TuningTests
{
    [Fact]
    public void A_threshold_and_a_hold_are_proposed_that_find_the_incidents_and_nothing_else()
    {
        // Spikes of one minute at 8 are noise; two outages at 6 last half an hour each.
        double[] values = new double[600];
        for (int i = 0; i < values.Length; i++) values[i] = i % 50 == 7 ? 8 : 1;
        Array.Fill(values, 6, 100, 30);
        Array.Fill(values, 6, 400, 30);
        BacktestStory story = new BacktestStory().Write("x", values, ("model_name", "m"));
        TuningProposal proposal = Assert.Single(Tune(story, "{ alert: High, expr: x > 7 }", [Incident(100, 130), Incident(400, 430)]));
        Assert.True(proposal.IsChange);
        Assert.Equal(0, proposal.Current!.Score.F1);
        TuningTrial best = proposal.Best!;
        Assert.Equal((1.0, 1.0, 2), (best.Score.Precision, best.Score.Recall, best.Score.Alerts));
        Assert.InRange(best.Threshold, 1, 5.999);
        Assert.Equal(TimeSpan.FromMinutes(1), best.HoldDuration);
        Assert.Equal(proposal.Best, proposal.Trials[0]);
        Assert.InRange(proposal.TrialCount, 9, 200);
    }

    [Fact]
    public void Nothing_is_proposed_where_the_file_does_as_well_as_anything()
    {
        double[] values = new double[200];
        Array.Fill(values, 6, 50, 30);
        BacktestStory story = new BacktestStory().Write("x", values, ("model_name", "m"));
        TuningProposal proposal = Assert.Single(Tune(story, "{ alert: High, expr: x > 3 }", [Incident(50, 80)]));
        Assert.False(proposal.IsChange);
        Assert.Equal(1, proposal.Best!.Score.F1);
    }

    [Theory]
    [InlineData("{ alert: A, expr: absent(x) }", "it is no comparison of an expression with a number")]
    [InlineData("{ alert: A, expr: x > y }", "it is no comparison of an expression with a number")]
    [InlineData("{ alert: A, expr: z > 1 }", "the history has no series for it")]
    public void A_rule_that_cannot_be_tuned_says_why(string rule, string reason)
    {
        BacktestStory story = new BacktestStory().Write("x", new double[10]);
        Assert.Equal(reason, Assert.Single(Tune(story, rule, [Incident(1, 2)])).Skipped);
    }

    [Theory]
    [InlineData(1, "x > 5", "0s", "0s")]
    [InlineData(2, "x >= 5", "3m", "0s")]
    [InlineData(3, "x < 2", "2m", "4m")]
    [InlineData(4, "sum by (model_name) (x) <= 3", "0s", "1m")]
    public void A_trial_gives_the_episodes_that_the_rule_engine_gives(int seed, string expression, string hold, string keep)
    {
        BacktestStory story = new BacktestStory()
            .Write("x", BacktestStory.Noise(seed, 500), ("model_name", "m"))
            .Write("x", BacktestStory.Noise(seed + 10, 500), ("model_name", "n"));
        string rule = $"{{ alert: A, expr: '{expression}', for: {hold}, keep_firing_for: {keep} }}";
        LabelledIncident[] incidents = [Incident(40, 60), Incident(200, 203), Incident(333, 390)];
        BacktestOutcome outcome = story.Run($"groups: [{{ name: g, rules: [{rule}] }}]");
        BacktestOptions options = story.Options();
        IncidentScore expected = IncidentScore.Of(outcome.Episodes, incidents, options.FromMs, options.ToMs);
        IncidentScore tried = Assert.Single(Tune(story, rule, incidents)).Current!.Score;
        Assert.InRange(expected.Alerts, 5, 200);
        Assert.Equivalent(expected, tried, strict: true);
    }

    private static IReadOnlyList<TuningProposal> Tune(BacktestStory story, string rule, LabelledIncident[] incidents) => Tuning.Run(
        BacktestStory.Groups($"groups: [{{ name: g, rules: [{rule}] }}]"), story.History, incidents, story.Options(), progress: null, CancellationToken.None);

    private static LabelledIncident Incident(long fromMinute, long toMinute) => new(
        $"at {fromMinute}",
        BacktestStory.StartMs + (fromMinute * BacktestStory.Minute),
        BacktestStory.StartMs + (toMinute * BacktestStory.Minute),
        LabelSet.Of(("model_name", "m")));
}
