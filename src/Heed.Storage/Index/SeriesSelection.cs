using Heed.Model.Labels;
using Heed.Model.Samples;
using Heed.Storage.Head;

namespace Heed.Storage.Index;

/// <summary>Answers the questions of <see cref="ISeriesReader"/> from an index.</summary>
internal static class SeriesSelection
{
    public static IReadOnlyList<ISeries> Select(
        SeriesIndex index, IReadOnlyList<LabelMatcher> matchers, long fromMs, long toMs, CancellationToken cancellation)
    {
        List<HeadSeries> series = InRange(index, matchers, fromMs, toMs, cancellation);
        series.Sort(static (a, b) => a.Labels.CompareTo(b.Labels));
        return series;
    }

    public static IReadOnlyList<string> LabelNames(
        SeriesIndex index, IReadOnlyList<LabelMatcher> matchers, long fromMs, long toMs, CancellationToken cancellation)
    {
        HashSet<string> names = [];
        if (matchers.Count == 0)
        {
            foreach (string name in index.Names())
            {
                cancellation.ThrowIfCancellationRequested();
                if (HasSamples(index, name, fromMs, toMs)) names.Add(name);
            }
        }

        foreach (HeadSeries series in matchers.Count == 0 ? [] : InRange(index, matchers, fromMs, toMs, cancellation))
        {
            foreach (Label label in series.Labels.Labels) names.Add(label.Name);
        }

        return Ordered(names);
    }

    public static IReadOnlyList<string> LabelValues(
        SeriesIndex index, string name, IReadOnlyList<LabelMatcher> matchers, long fromMs, long toMs, CancellationToken cancellation)
    {
        HashSet<string> values = [];
        if (matchers.Count == 0)
        {
            foreach ((string value, ReadOnlyMemory<int> slots) in index.Values(name))
            {
                cancellation.ThrowIfCancellationRequested();
                if (index.AnyHasSamples(slots.Span, fromMs, toMs)) values.Add(value);
            }
        }

        foreach (HeadSeries series in matchers.Count == 0 ? [] : InRange(index, matchers, fromMs, toMs, cancellation))
        {
            string value = series.Labels.Get(name);
            if (value.Length > 0) values.Add(value);
        }

        return Ordered(values);
    }

    private static bool HasSamples(SeriesIndex index, string name, long fromMs, long toMs)
    {
        foreach ((_, ReadOnlyMemory<int> slots) in index.Values(name))
        {
            if (index.AnyHasSamples(slots.Span, fromMs, toMs)) return true;
        }

        return false;
    }

    private static List<HeadSeries> InRange(
        SeriesIndex index, IReadOnlyList<LabelMatcher> matchers, long fromMs, long toMs, CancellationToken cancellation)
    {
        List<HeadSeries> series = index.Find(matchers, cancellation);
        cancellation.ThrowIfCancellationRequested();
        series.RemoveAll(s => !s.MayHaveSamples(fromMs, toMs));
        return series;
    }

    private static string[] Ordered(HashSet<string> texts)
    {
        string[] ordered = [.. texts];
        Array.Sort(ordered, StringComparer.Ordinal);
        return ordered;
    }
}
