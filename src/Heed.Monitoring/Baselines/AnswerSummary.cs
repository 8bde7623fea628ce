using Heed.Model.Records;
using Heed.Monitoring.Rankings;

namespace Heed.Monitoring.Baselines;

/// <summary>Makes the <see cref="AnswerBaseline"/> of rows that were read.</summary>
internal static class AnswerSummary
{
    /// <param name="items">Of a ranking; else empty.</param>
    public static AnswerBaseline Of(AnswerColumn column, ModelType type, ModelOptions options, ItemPopularity items, List<string> notes)
    {
        if (type == ModelType.Regression) return new AnswerBaseline { Numbers = Summary(column.Rows.Select(r => r.Number)) };
        Dictionary<string, long> counts = column.ClassCounts(isRanking: type == ModelType.Ranking);
        KeyValuePair<string, long>[] classes =
            [.. counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal)];
        int kept = Math.Min(options.ClassLimit, classes.Length);
        string? positive = null;
        if (type == ModelType.Classification)
        {
            positive = options.PositiveClass ?? column.InferPositiveClass([.. classes.Select(c => c.Key)], notes);
        }

        long[] confidence = new long[Confidence.Bins];
        foreach (AnswerColumn.Row row in column.Rows)
        {
            double value = Confidence.Of(row.Score, row.ChosenScore, positive is null ? null : row.Text == positive);
            if (Confidence.BinOf(value) is int bin and >= 0) confidence[bin]++;
        }

        return new AnswerBaseline
        {
            Classes = [.. classes.Take(kept).Select(c => c.Key)],
            ClassCounts = [.. classes.Take(kept).Select(c => c.Value)],
            OtherCount = classes.Skip(kept).Sum(c => c.Value),
            PositiveClass = positive,
            Numbers = Summary(column.Rows.Select(r => type == ModelType.Ranking ? r.Number : r.Score)),
            Items = items,
            ConfidenceCounts = confidence,
        };
    }

    private static NumberSummary? Summary(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Where(double.IsFinite)];
        Array.Sort(sorted);
        return sorted.Length == 0 ? null : NumberSummary.Of(sorted);
    }
}
