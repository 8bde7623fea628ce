using Heed.Model.Labels;

namespace Heed.Server.Backtests;

/// <summary>Plays the states of an alert over measured values: pending, firing, kept firing, over, as the rule engine does.</summary>
internal static class EpisodeTrial
{
    /// <param name="rule">What is compared, and how.</param>
    /// <param name="threshold">With what.</param>
    /// <param name="holdMs">How long it has to hold.</param>
    /// <param name="history">The values.</param>
    /// <param name="labels">The labels of the alert of a row.</param>
    public static IEnumerable<AlertEpisode> Play(
        TunableRule rule, double threshold, long holdMs, MeasuredHistory history, IReadOnlyDictionary<LabelSet, LabelSet> labels)
    {
        foreach ((LabelSet series, double[] row) in history.Rows)
        {
            foreach ((long firedAtMs, long? endedAtMs) in Play(rule, threshold, holdMs, history, row))
            {
                yield return new AlertEpisode(labels[series], firedAtMs, endedAtMs, WasInhibited: false, WasNotified: false);
            }
        }
    }

    private static IEnumerable<(long FiredAtMs, long? EndedAtMs)> Play(
        TunableRule rule, double threshold, long holdMs, MeasuredHistory history, double[] row)
    {
        long keepMs = (long)rule.Rule.KeepFiringFor.TotalMilliseconds;
        long? sinceMs = null;
        long? firedAtMs = null;
        long? absentMs = null;
        for (int step = 0; step < row.Length; step++)
        {
            long nowMs = history.FirstMs + (step * history.IntervalMs);
            if (rule.Holds(row[step], threshold))
            {
                absentMs = null;
                sinceMs ??= nowMs;
                if (firedAtMs is null && nowMs - sinceMs >= holdMs) firedAtMs = nowMs;
                continue;
            }

            if (firedAtMs is { } fired)
            {
                absentMs ??= nowMs;
                if (keepMs > 0 && nowMs - absentMs < keepMs) continue;
                yield return (fired, nowMs);
            }

            sinceMs = firedAtMs = absentMs = null;
        }

        if (firedAtMs is { } still) yield return (still, null);
    }
}
