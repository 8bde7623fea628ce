using Heed.Model.Records;
using Heed.Monitoring.Quality;
using Heed.Statistics.Intervals;

namespace Heed.Monitoring.Baselines;

/// <summary>Makes the quality figures of a baseline: the whole, then each value of each declared segment.</summary>
internal static class QualitySummary
{
    public static IReadOnlyList<QualityBaseline> Of(
        IReadOnlyList<AnswerColumn.Row> rows, ModelType type, ModelOptions options, AnswerBaseline answers)
    {
        LabelledRows labelled = new(type, answers);
        QualityFamily family = QualityFamily.Of(type, answers, options);
        SortedDictionary<(int Key, string Value), QualityFigures> groups = [];
        foreach (AnswerColumn.Row row in rows)
        {
            if (labelled.TryRead(row, out LabelledAnswer answer)) Add(groups, family, row, answer);
        }

        List<QualityBaseline> quality = [];
        foreach (((int key, string value), QualityFigures figures) in groups)
        {
            string keyName = key < 0 ? "" : options.Segments[key];
            foreach (QualityMetric metric in family.Metrics)
            {
                Interval interval = metric.Interval(figures);
                if (double.IsNaN(interval.Value)) continue;
                quality.Add(new QualityBaseline(
                    metric.Name, keyName, value, metric.Records(figures), interval.Value, interval.Lower, interval.Upper));
            }
        }

        return quality;
    }

    private static void Add(
        SortedDictionary<(int Key, string Value), QualityFigures> groups,
        QualityFamily family,
        AnswerColumn.Row row,
        in LabelledAnswer answer)
    {
        QualitySums sums = family.SumsOf(answer);
        OutcomeDetail detail = family.DetailOf(answer);
        Add(groups, family, (-1, ""), sums, detail);
        for (int key = 0; key < row.Segments.Length; key++)
        {
            if (row.Segments[key] is { Length: > 0 } value) Add(groups, family, (key, value), sums, detail);
        }
    }

    private static void Add(
        SortedDictionary<(int Key, string Value), QualityFigures> groups,
        QualityFamily family,
        (int Key, string Value) group,
        QualitySums sums,
        in OutcomeDetail detail)
    {
        if (!groups.TryGetValue(group, out QualityFigures figures)) figures = new QualityFigures(default, family.NewTally());
        figures.Tally.Add(detail);
        groups[group] = figures with { Sums = figures.Sums + sums };
    }
}
