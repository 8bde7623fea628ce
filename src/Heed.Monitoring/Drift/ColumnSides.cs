using System.Globalization;

using Heed.Model.Records;
using Heed.Statistics.Quantiles;

namespace Heed.Monitoring.Drift;

/// <summary>Makes the figures of each side of a column, and what is odd about both.</summary>
internal static class ColumnSides
{
    public static ColumnSide Of(ColumnProfile profile, FeatureKind kind)
    {
        double missing = ColumnEvidence.Share(profile.Missing, profile.Rows);
        double invalid = ColumnEvidence.Share(profile.InvalidAs(kind), profile.Rows);
        long values = profile.ValuesAs(kind);
        if (kind == FeatureKind.Number)
        {
            RankedSample numbers = profile.Numbers;
            bool constant = values > 0 && numbers.Minimum == numbers.Maximum;
            return new ColumnSide(
                values,
                missing,
                invalid,
                constant,
                Known(numbers.Mean),
                Known(numbers.Quantile(5, 100)),
                Known(numbers.Quantile(50, 100)),
                Known(numbers.Quantile(95, 100)),
                Known(numbers.Minimum),
                Known(numbers.Maximum),
                null,
                null);
        }

        (IReadOnlyDictionary<string, long> counts, long other) = profile.Categories();
        string? top = counts.Count == 0 ? null : counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).First().Key;
        return new ColumnSide(
            values, missing, invalid, counts.Count == 1 && other == 0, null, null, null, null, null, null, top, counts.Count);
    }

    public static IReadOnlyList<string> Notes(ColumnEvidence evidence, ColumnSide before, ColumnSide now)
    {
        List<string> notes = [];
        if (before.IsConstant && now.IsConstant) notes.Add("constant in both tables");
        else if (before.IsConstant) notes.Add("constant in the baseline");
        else if (now.IsConstant) notes.Add("constant in the current table");
        notes.AddRange(evidence.Baseline.Notes.Select(n => "baseline " + n));
        notes.AddRange(evidence.Current.Notes.Select(n => "current " + n));
        if (evidence.Current.NotFinite > 0)
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"{evidence.Current.NotFinite:N0} current values are NaN or infinite"));
        }

        bool identifier = evidence.Categories is { } table && IsIdentifier(evidence.Baseline, table.BaselineCategories);
        if (identifier) notes.Add("nearly every value occurs once: an identifier?");
        return notes;
    }

    private static bool IsIdentifier(ColumnProfile profile, int categories) =>
        profile.TextRows > 100 && categories > 0.9 * Math.Min(profile.TextRows, TextCounts.Limit);

    private static double? Known(double value) => double.IsFinite(value) ? value : null;
}
