using Heed.Model.Labels;
using Heed.Model.Samples;
using Heed.Storage.Head;

namespace Heed.Storage.Index;

/// <summary>Answers the questions of <see cref="ISeriesReader"/> from an index.</summary>
internal static class SeriesSelection
{
    public static IReadOnlyList<ISeries> Select(
        SeriesIndex index, IReadOnlyList<LabelMatcher> matchers, long fromMs, long toMs, CancellationToken cancellation) =>
        index.Find(matchers, fromMs, toMs, cancellation);

    public static IReadOnlyList<string> LabelNames(
        SeriesIndex index, IReadOnlyList<LabelMatcher> matchers, long fromMs, long toMs, CancellationToken cancellation)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        if (matchers.Count == 0)
        {
            foreach (NameIndex name in index.Names())
            {
                cancellation.ThrowIfCancellationRequested();
                if (HasSamples(index, name, fromMs, toMs)) names.Add(name.Name);
            }

            return Ordered(names);
        }

        foreach (HeadSeries series in index.Find(matchers, fromMs, toMs, cancellation))
        {
            foreach (Label label in series.Labels.Labels) names.Add(label.Name);
        }

        return Ordered(names);
    }

    public static IReadOnlyList<string> LabelValues(
        SeriesIndex index, string name, IReadOnlyList<LabelMatcher> matchers, long fromMs, long toMs, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (index.Name(name) is not { } values) return [];
        if (matchers.Count == 0) return AllValues(index, values, fromMs, toMs, cancellation);
        HashSet<string> found = new(StringComparer.Ordinal);
        foreach (HeadSeries series in index.Find(matchers, fromMs, toMs, cancellation))
        {
            string value = series.Labels.Get(name);
            if (value.Length > 0) found.Add(value);
        }

        return Ordered(found);
    }

    private static List<string> AllValues(
        SeriesIndex index, NameIndex name, long fromMs, long toMs, CancellationToken cancellation)
    {
        List<string> values = [];
        OrderedValues ordered = name.Ordered(out ReadOnlySpan<PostingList> unordered);
        if (!unordered.IsEmpty) ordered = ordered.With(unordered);
        foreach (PostingList list in ordered.Lists)
        {
            cancellation.ThrowIfCancellationRequested();
            if (index.AnyHasSamples(list.Slots, fromMs, toMs)) values.Add(list.Value);
        }

        return values;
    }

    private static bool HasSamples(SeriesIndex index, NameIndex name, long fromMs, long toMs)
    {
        foreach (PostingList list in name.All)
        {
            if (index.AnyHasSamples(list.Slots, fromMs, toMs)) return true;
        }

        return false;
    }

    private static string[] Ordered(HashSet<string> texts)
    {
        string[] ordered = [.. texts];
        Array.Sort(ordered, StringComparer.Ordinal);
        return ordered;
    }
}
