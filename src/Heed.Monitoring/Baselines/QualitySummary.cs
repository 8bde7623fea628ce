using Heed.Model.Records;
using Heed.Monitoring.Outcomes;

namespace Heed.Monitoring.Baselines;

/// <summary>Makes the quality figures of a baseline: the whole, then each value of each declared segment.</summary>
internal static class QualitySummary
{
    public static IReadOnlyList<QualityBaseline> Of(IReadOnlyList<AnswerColumn.Row> rows, ModelType type, ModelOptions options)
    {
        SortedDictionary<(int Key, string Value), QualitySums> groups = [];
        foreach (AnswerColumn.Row row in rows)
        {
            if (row.Label is null) continue;
            QualitySums one = type == ModelType.Regression
                ? QualitySums.OfError(row.Number - row.LabelNumber)
                : QualitySums.OfAnswer(row.Text == row.Label);
            if (one.N == 0) continue;
            Add(groups, (-1, ""), one);
            for (int key = 0; key < row.Segments.Length; key++)
            {
                if (row.Segments[key] is { Length: > 0 } value) Add(groups, (key, value), one);
            }
        }

        List<QualityBaseline> quality = [];
        foreach (((int key, string value), QualitySums sums) in groups)
        {
            string keyName = key < 0 ? "" : options.Segments[key];
            foreach (QualityMetric metric in QualityMetric.Of(type))
            {
                Statistics.Intervals.Interval interval = metric.Interval(sums);
                quality.Add(new QualityBaseline(metric.Name, keyName, value, sums.N, interval.Value, interval.Lower, interval.Upper));
            }
        }

        return quality;
    }

    private static void Add(SortedDictionary<(int Key, string Value), QualitySums> groups, (int Key, string Value) group, QualitySums one)
    {
        groups.TryGetValue(group, out QualitySums sums);
        groups[group] = sums + one;
    }
}
