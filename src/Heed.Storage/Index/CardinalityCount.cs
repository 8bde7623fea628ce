using Heed.Model.Labels;

namespace Heed.Storage.Index;

/// <summary>Counts what an index holds, without the series that are gone and wait for being trimmed.</summary>
internal static class CardinalityCount
{
    /// <summary>A value's object, its entry in a table and its place among the values, text and slots apart.</summary>
    private const int BytesAValue = 96;

    /// <summary>A string without its characters.</summary>
    private const int BytesAString = 22;

    public static Cardinality Of(SeriesIndex index, int top, CancellationToken cancellation)
    {
        TopList byMetric = new(top);
        TopList values = new(top);
        TopList bytes = new(top);
        TopList pairs = new(top);
        int names = 0;
        int allPairs = 0;
        foreach (NameIndex name in index.Names())
        {
            cancellation.ThrowIfCancellationRequested();
            bool isMetric = name.Name == LabelNames.MetricName;
            int nameValues = 0;
            long nameBytes = 0;
            foreach (PostingList list in name.All)
            {
                int series = index.CountLive(list.Slots);
                if (series == 0) continue;
                nameValues++;
                nameBytes += BytesAValue + BytesAString + (sizeof(char) * list.Value.Length) + list.HeapBytes;
                pairs.Add(name.Name, list.Value, series);
                if (isMetric) byMetric.Add(list.Value, null, series);
            }

            if (nameValues == 0) continue;
            names++;
            allPairs += nameValues;
            values.Add(name.Name, null, nameValues);
            bytes.Add(name.Name, null, nameBytes);
        }

        return new Cardinality
        {
            Series = index.LiveCount,
            LabelNames = names,
            LabelPairs = allPairs,
            SeriesByMetric = byMetric.Take(),
            ValuesByLabelName = values.Take(),
            BytesByLabelName = bytes.Take(),
            SeriesByLabelPair = pairs.Take(),
        };
    }
}
