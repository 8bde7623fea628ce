using System.Globalization;

using Heed.Model.Labels;
using Heed.Model.Samples;
using Heed.Query.Execution;
using Heed.Query.Syntax;
using Heed.Rules.Alerting;
using Heed.Rules.Groups;

namespace Heed.Server.Backtests;

/// <summary>
/// Searches history for the threshold and hold duration with which a rule would have told best of labelled incidents. The score is F1;
/// among equals fewer alerts win, then the shorter delay, then what the file says.
/// </summary>
public static class Tuning
{
    /// <summary>How many trials are shown as evidence.</summary>
    public const int MostShown = 5;

    private const int MostPooled = 200_000;

    /// <summary>Where thresholds are tried: at these shares of all values, counted from the side on which the alert does not hold.</summary>
    private static readonly double[] Shares = [0.5, 0.75, 0.9, 0.95, 0.975, 0.99, 0.995, 0.9975, 0.999, 0.9995, 0.9999];

    private static readonly TimeSpan[] Holds =
    [
        TimeSpan.Zero, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10),
        TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30), TimeSpan.FromHours(1), TimeSpan.FromHours(2),
    ];

    /// <summary>One proposal for each alerting rule, in order.</summary>
    public static IReadOnlyList<TuningProposal> Run(
        IReadOnlyList<RuleGroup> groups,
        ISeriesReader history,
        IReadOnlyList<LabelledIncident> incidents,
        BacktestOptions options,
        IProgress<double>? progress,
        CancellationToken cancellation)
    {
        QueryEngine queries = new(history, new QueryOptions { LookbackDelta = options.LookbackDelta, MaxSteps = int.MaxValue });
        (RuleGroup Group, AlertingRule Rule)[] rules = [.. groups.SelectMany(g => g.Rules.OfType<AlertingRule>().Select(rule => (g, rule)))];
        List<TuningProposal> proposals = [];
        foreach ((RuleGroup group, AlertingRule rule) in rules)
        {
            cancellation.ThrowIfCancellationRequested();
            proposals.Add(Tune(group, rule, queries, incidents, options, cancellation));
            progress?.Report(proposals.Count / (double)rules.Length);
        }

        return proposals;
    }

    private static TuningProposal Tune(
        RuleGroup group,
        AlertingRule rule,
        QueryEngine queries,
        IReadOnlyList<LabelledIncident> incidents,
        BacktestOptions options,
        CancellationToken cancellation)
    {
        if (TunableRule.Of(rule) is not { } tunable) return Skip(group, rule, "it is no comparison of an expression with a number");
        long intervalMs = (long)(group.Interval ?? options.EvaluationInterval).TotalMilliseconds;
        MeasuredHistory? measured = MeasuredHistory.Read(
            tunable.Measured, queries, options.FromMs, options.ToMs, intervalMs, out string? problem, cancellation);
        if (measured is null) return Skip(group, rule, problem!);
        Dictionary<LabelSet, LabelSet> labels = measured.Rows.Keys.ToDictionary(series => series, series => AlertLabels(rule, series, options));

        TuningTrial current = Try(tunable.Threshold, rule.HoldDuration);
        List<TuningTrial> trials = [current];
        foreach (double threshold in Thresholds(tunable, measured))
        {
            foreach (TimeSpan hold in Holds.Where(h => h == TimeSpan.Zero || h.TotalMilliseconds >= intervalMs).Append(rule.HoldDuration).Distinct())
            {
                if (threshold != current.Threshold || hold != current.HoldDuration) trials.Add(Try(threshold, hold));
            }
        }

        TuningTrial[] ranked = [.. Ranked(trials, current)];
        string comparison = ((BinaryExpression)rule.Expression.Unwrap()).Operator.Text();
        return new TuningProposal(group, rule, comparison, current, ranked[0], [.. ranked.Take(MostShown)], trials.Count, Skipped: null);

        TuningTrial Try(double threshold, TimeSpan hold)
        {
            IEnumerable<AlertEpisode> episodes = EpisodeTrial.Play(tunable, threshold, (long)hold.TotalMilliseconds, measured, labels);
            return new TuningTrial(threshold, hold, IncidentScore.Of(episodes, incidents, options.FromMs, options.ToMs));
        }
    }

    private static IOrderedEnumerable<TuningTrial> Ranked(List<TuningTrial> trials, TuningTrial current) => trials
        .OrderByDescending(trial => trial.Score.F1)
        .ThenBy(trial => trial.Score.Alerts)
        .ThenBy(trial => trial.Score.MedianDelay ?? TimeSpan.MaxValue)
        .ThenByDescending(trial => trial == current)
        .ThenByDescending(trial => trial.HoldDuration);

    private static TuningProposal Skip(RuleGroup group, Rule rule, string why) => new(group, rule, "", null, null, [], 0, why);

    /// <summary>The labels by which incidents are told apart; those that are templates stay as they are written.</summary>
    private static LabelSet AlertLabels(AlertingRule rule, LabelSet series, BacktestOptions options)
    {
        LabelSetBuilder labels = new LabelSetBuilder(options.ExternalLabels);
        foreach (Label label in series.Labels) labels.Set(label.Name, label.Value);
        labels.Remove(LabelNames.MetricName);
        foreach (Label label in rule.Labels) labels.Set(label.Name, label.Value);
        return labels.Set(LabelNames.AlertName, rule.Name).Build();
    }

    /// <summary>Of three digits, so that people can remember them.</summary>
    private static IEnumerable<double> Thresholds(TunableRule rule, MeasuredHistory measured)
    {
        double[] values = Pooled(measured);
        if (values.Length == 0) return [rule.Threshold];
        IEnumerable<double> found = Shares.Select(share => values[(int)((rule.IsAbove ? share : 1 - share) * (values.Length - 1))]);
        return found.Select(Rounded).Append(rule.Threshold).Distinct();
    }

    private static double[] Pooled(MeasuredHistory measured)
    {
        long all = (long)measured.Rows.Count * measured.Steps;
        int stride = (int)Math.Max(1, all / MostPooled);
        List<double> values = [];
        foreach (double[] row in measured.Rows.Values)
        {
            for (int i = 0; i < row.Length; i += stride)
            {
                if (double.IsFinite(row[i])) values.Add(row[i]);
            }
        }

        values.Sort();
        return [.. values];
    }

    private static double Rounded(double value) =>
        double.Parse(value.ToString("G3", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
