using System.Globalization;

using Heed.Model.Parsing;
using Heed.Model.Time;
using Heed.Server.Backtests;

namespace Heed.Cli.Commands;

/// <summary>A backtest for people: two columns, the rules in force beside the new ones; then what fired, what was missed, proposals.</summary>
internal static class BacktestText
{
    private const int MostNames = 40;
    private const int MostMissed = 20;

    public static void Write(TextWriter target, BacktestReport report)
    {
        BacktestOptions options = report.Options;
        target.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{Rfc3339.Format(options.FromMs)} to {Rfc3339.Format(options.ToMs)} ({options.Length.TotalDays:0.##} days)"));
        target.WriteLine();
        Columns columns = new(target, report.InForce is not null);
        columns.Row("", "in force", report.InForce is null ? "would be" : "new");
        columns.Row("became pending", Count(report.InForce?.PendingEpisodes), Count(report.New.PendingEpisodes));
        columns.Row("fired", Count(report.InForce?.Episodes.Count), Count(report.New.Episodes.Count));
        columns.Row("  of them inhibited", Inhibited(report.InForce), Inhibited(report.New));
        columns.Row("  of them notified", Notified(report.InForce), Notified(report.New));
        columns.Row("groups flushed", Count(report.InForce?.Flushes), Count(report.New.Flushes));
        columns.Row("notifications", Count(report.InForce?.Notifications), Count(report.New.Notifications));
        columns.Row("interruptions a week", Rate(report.InForce), Rate(report.New));
        if (report.NewScore is { } score) WriteScores(columns, report.InForceScore, score);
        WriteNames(target, report.New, options.ToMs);
        WriteList(target, "incidents that nothing told of:", report.NewScore?.Missed ?? []);
        WriteList(target, "rules whose last evaluation failed:", report.New.FailingRules);
        foreach (TuningProposal proposal in report.Proposals ?? []) Write(target, proposal);
    }

    private static void WriteScores(Columns columns, IncidentScore? former, IncidentScore score)
    {
        columns.Row("labelled incidents", Count(former?.Incidents), Count(score.Incidents));
        columns.Row("precision", Ratio(former?.Precision), Ratio(score.Precision));
        columns.Row("recall", Ratio(former?.Recall), Ratio(score.Recall));
        columns.Row("median delay", Delay(former), Delay(score));
    }

    private static void WriteNames(TextWriter target, BacktestOutcome outcome, long toMs)
    {
        if (outcome.Episodes.Count == 0) return;
        target.WriteLine();
        target.WriteLine("fired              time firing  alert");
        IGrouping<string, AlertEpisode>[] names = [.. outcome.Episodes.GroupBy(e => e.Name).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal)];
        foreach (IGrouping<string, AlertEpisode> name in names.Take(MostNames))
        {
            TimeSpan firing = TimeSpan.FromMilliseconds(name.Sum(e => (e.EndedAtMs ?? toMs) - e.FiredAtMs));
            target.WriteLine($"{Count(name.Count()),5}  {PrometheusDuration.Format(firing),23}  {name.Key}");
        }

        if (names.Length > MostNames) target.WriteLine($"       and {names.Length - MostNames} more alerts");
    }

    private static void WriteList(TextWriter target, string title, IReadOnlyList<string> lines)
    {
        if (lines.Count == 0) return;
        target.WriteLine();
        target.WriteLine(title);
        foreach (string line in lines.Take(MostMissed)) target.WriteLine("  " + line);
        if (lines.Count > MostMissed) target.WriteLine($"  and {lines.Count - MostMissed} more");
    }

    private static void Write(TextWriter target, TuningProposal proposal)
    {
        target.WriteLine();
        if (proposal.Skipped is { } why)
        {
            target.WriteLine($"{proposal.Rule.Name}: not tuned: {why}");
            return;
        }

        TuningTrial best = proposal.Best!;
        target.WriteLine(proposal.IsChange
            ? $"{proposal.Rule.Name}: {proposal.Comparison} {GoNumber.FormatShort(best.Threshold)} for {PrometheusDuration.Format(best.HoldDuration)} would have told more of these incidents with less noise"
            : $"{proposal.Rule.Name}: none of {proposal.TrialCount} trials does better than the file");
        target.WriteLine("      threshold       for  alerts  precision  recall  median delay");
        foreach (TuningTrial trial in proposal.Trials.Union([proposal.Current!]))
        {
            IncidentScore score = trial.Score;
            string mark = trial == proposal.Current ? "file" : trial == best ? "best" : "";
            target.WriteLine($"{mark,4}  {GoNumber.FormatShort(trial.Threshold),9}  {PrometheusDuration.Format(trial.HoldDuration),8}  {Count(score.Alerts),6}  {Ratio(score.Precision),9}  {Ratio(score.Recall),6}  {Delay(score),12}");
        }
    }

    private static string Inhibited(BacktestOutcome? outcome) => Count(outcome?.Episodes.Count(e => e.WasInhibited));

    private static string Notified(BacktestOutcome? outcome) => Count(outcome?.Episodes.Count(e => e.WasNotified));

    private static string Rate(BacktestOutcome? outcome) => outcome?.InterruptionsPerWeek.ToString("0.0", CultureInfo.InvariantCulture) ?? "";

    private static string Count(long? count) => count?.ToString("N0", CultureInfo.InvariantCulture) ?? "";

    private static string Ratio(double? ratio) => ratio is not { } value ? "" : double.IsNaN(value) ? "-" : value.ToString("0.000", CultureInfo.InvariantCulture);

    private static string Delay(IncidentScore? score) => score is null ? "" : score.MedianDelay is { } delay ? PrometheusDuration.Format(delay) : "-";

    /// <summary>A name and one or two right-aligned columns.</summary>
    private readonly struct Columns(TextWriter target, bool areTwo)
    {
        public void Row(string name, string former, string next) =>
            target.WriteLine(areTwo ? $"{name,-22}{former,12}{next,12}" : $"{name,-22}{next,12}");
    }
}
