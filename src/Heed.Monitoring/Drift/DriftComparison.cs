using Heed.Model.Records;
using Heed.Statistics.Hypothesis;

namespace Heed.Monitoring.Drift;

/// <summary>
/// Compares two tables column by column. A column drifts where a change is significant, after Holm's correction over every test of every
/// column, and large enough to matter: two samples of one source raise any alarm with a chance of <see cref="DriftOptions.Alpha"/> at most.
/// See docs/drift.md.
/// </summary>
public static class DriftComparison
{
    /// <summary>Distribution, missing values, values of another type.</summary>
    private const int TestsOfColumn = 3;

    public static DriftReport Compare(TableProfile baseline, TableProfile current, DriftOptions options)
    {
        Dictionary<string, ColumnProfile> known = current.Columns.ToDictionary(c => c.Name, StringComparer.Ordinal);
        ColumnProfile[] shared = [.. baseline.Columns.Where(c => known.ContainsKey(c.Name))];
        ColumnEvidence[] evidence = new ColumnEvidence[shared.Length];
        Parallel.For(0, shared.Length, i => evidence[i] = ColumnEvidence.Of(shared[i], known[shared[i].Name], options));
        double[] adjusted = Adjust(evidence, options, out int tests);
        ColumnDrift[] columns = new ColumnDrift[shared.Length];
        Parallel.For(0, shared.Length, i =>
            columns[i] = Conclude(evidence[i], adjusted.AsSpan(i * TestsOfColumn, TestsOfColumn), options));
        IReadOnlyList<ColumnEvidence> drifting = [.. evidence.Where((_, i) => columns[i].Verdict == DriftVerdict.Drift)];
        string[] gone = [.. baseline.Columns.Select(c => c.Name).Where(name => !known.ContainsKey(name))];
        string[] added = [.. current.Columns.Select(c => c.Name).Except(baseline.Columns.Select(c => c.Name), StringComparer.Ordinal)];
        DriftVerdict verdict = gone.Length > 0 ? DriftVerdict.Drift : columns.Select(c => c.Verdict).DefaultIfEmpty(DriftVerdict.NotEnoughData).Max();
        return new DriftReport(
            verdict,
            Sentence(columns, gone),
            baseline,
            current,
            [
                .. columns.OrderByDescending(c => c.Verdict == DriftVerdict.Drift)
                    .ThenByDescending(c => c.Statistic ?? -1)
                    .ThenBy(c => c.Name, StringComparer.Ordinal),
            ],
            gone,
            added,
            [.. evidence.Select(TypeChange).OfType<string>()],
            SwapSearch.Find(drifting, options),
            tests,
            options);
    }

    /// <summary>The adjusted p-values of each column's tests; NaN where there is no test.</summary>
    private static double[] Adjust(ColumnEvidence[] evidence, DriftOptions options, out int tests)
    {
        double[] raw = new double[evidence.Length * TestsOfColumn];
        for (int i = 0; i < evidence.Length; i++)
        {
            raw[i * TestsOfColumn] = HasEnough(evidence[i], options) ? evidence[i].PValue : double.NaN;
            bool rows = Math.Min(evidence[i].Baseline.Rows, evidence[i].Current.Rows) >= options.LeastValues;
            raw[(i * TestsOfColumn) + 1] = rows ? evidence[i].MissingPValue : double.NaN;
            raw[(i * TestsOfColumn) + 2] = rows ? evidence[i].InvalidPValue : double.NaN;
        }

        double[] known = [.. raw.Where(p => !double.IsNaN(p))];
        double[] corrected = new double[known.Length];
        AdjustedPValues.Holm(known, corrected);
        tests = known.Length;
        int next = 0;
        for (int i = 0; i < raw.Length; i++)
        {
            if (!double.IsNaN(raw[i])) raw[i] = corrected[next++];
        }

        return raw;
    }

    private static bool HasEnough(ColumnEvidence evidence, DriftOptions options) =>
        Math.Min(evidence.BaselineValues, evidence.CurrentValues) >= options.LeastValues;

    private static ColumnDrift Conclude(ColumnEvidence evidence, ReadOnlySpan<double> adjusted, DriftOptions options)
    {
        (DriftVerdict verdict, DriftReason reason) = Decide(evidence, adjusted, options);
        double least = double.NaN;
        foreach (double p in adjusted) least = double.IsNaN(least) || p < least ? p : least;
        ColumnSide before = ColumnSides.Of(evidence.Baseline, evidence.Kind);
        ColumnSide now = ColumnSides.Of(evidence.Current, evidence.Kind);
        return new ColumnDrift(
            evidence.Baseline.Name,
            evidence.Kind,
            verdict,
            reason,
            Known(evidence.Statistic),
            evidence.Kind == FeatureKind.Number ? "ks" : "total_variation",
            evidence.StatisticError,
            Known(evidence.PValue),
            Known(least),
            Known(evidence.Psi),
            Known(evidence.Wasserstein),
            before,
            now,
            DriftSentence.Of(evidence, verdict),
            ColumnSides.Notes(evidence, before, now),
            evidence.Distribution);
    }

    private static (DriftVerdict Verdict, DriftReason Reason) Decide(
        ColumnEvidence evidence, ReadOnlySpan<double> adjusted, DriftOptions options)
    {
        bool changed = adjusted[0] < options.Alpha;
        bool large = evidence.Statistic - evidence.StatisticError >= options.Effect;
        if (changed && large) return (DriftVerdict.Drift, DriftReason.Distribution);
        bool missing = adjusted[1] < options.Alpha && Math.Abs(evidence.MissingChange) >= options.MissingEffect;
        if (missing) return (DriftVerdict.Drift, DriftReason.Missing);
        bool invalid = adjusted[2] < options.Alpha && Math.Abs(evidence.InvalidChange) >= options.MissingEffect;
        if (invalid) return (DriftVerdict.Drift, DriftReason.Invalid);
        if (!HasEnough(evidence, options)) return (DriftVerdict.NotEnoughData, DriftReason.FewValues);
        return (DriftVerdict.Quiet, changed ? DriftReason.SmallEffect : DriftReason.None);
    }

    private static string? TypeChange(ColumnEvidence evidence)
    {
        bool known = evidence.Baseline.ValuesAs(FeatureKind.Category) > 0 && evidence.Current.ValuesAs(FeatureKind.Category) > 0;
        if (!known || evidence.Baseline.Kind == evidence.Current.Kind) return null;
        long odd = evidence.Baseline.Kind == FeatureKind.Number ? evidence.Current.TextRows : evidence.Current.Numbers.Count;

        // A few stray values in a small table can tip what its values are taken for.
        bool most = odd * 2 > evidence.Current.ValuesAs(FeatureKind.Category);
        return most ? $"{evidence.Baseline.Name} was a {Word(evidence.Baseline.Kind)} and is a {Word(evidence.Current.Kind)}" : null;
    }

    private static string Word(FeatureKind kind) => kind == FeatureKind.Number ? "number" : "category";

    private static string Sentence(ColumnDrift[] columns, string[] gone)
    {
        int drifting = columns.Count(c => c.Verdict == DriftVerdict.Drift);
        int unknown = columns.Count(c => c.Verdict == DriftVerdict.NotEnoughData);
        string sentence = drifting == 0 ? $"none of {columns.Length} columns drifts" : $"{drifting} of {columns.Length} columns drift";
        if (drifting == 1) sentence = $"1 of {columns.Length} columns drifts";
        if (unknown > 0) sentence += $", {unknown} {(unknown == 1 ? "has" : "have")} too few values to tell";
        return gone.Length == 0 ? sentence : sentence + $", {gone.Length} of the baseline {(gone.Length == 1 ? "is" : "are")} gone";
    }

    private static double? Known(double value) => double.IsFinite(value) ? value : null;
}
