using Heed.Model.Labels;
using Heed.Model.Samples;
using Heed.Storage.Head;

namespace Heed.Storage.Index;

/// <summary>Answers the questions of <see cref="ISeriesReader"/> from an index.</summary>
internal static class SeriesSelection
{
    public static IReadOnlyList<HeadSeries> Select(
        SeriesIndex index, IReadOnlyList<LabelMatcher> matchers, long fromMs, long toMs, CancellationToken cancellation) =>
        index.Find(matchers, series => series.MayHaveSamples(fromMs, toMs), cancellation);

    public static IReadOnlyList<string> LabelNames(
        SeriesIndex index, IReadOnlyList<LabelMatcher> matchers, long fromMs, long toMs, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        HashSet<string> names = [];
        if (matchers.Count == 0)
        {
            foreach (string name in index.Names())
            {
                cancellation.ThrowIfCancellationRequested();
                if (HasSamples(index, name, fromMs, toMs)) names.Add(name);
            }
        }

        foreach (HeadSeries series in matchers.Count == 0 ? [] : Select(index, matchers, fromMs, toMs, cancellation))
        {
            foreach (Label label in series.Labels.Labels) names.Add(label.Name);
        }

        string[] ordered = [.. names];
        Array.Sort(ordered, StringComparer.Ordinal);
        return ordered;
    }

    public static IReadOnlyList<string> LabelValues(
        SeriesIndex index, string name, IReadOnlyList<LabelMatcher> matchers, long fromMs, long toMs, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        List<string> found = [];
        if (matchers.Count == 0)
        {
            foreach ((string value, PostingList list) in index.Values(name))
            {
                cancellation.ThrowIfCancellationRequested();
                if (index.AnyHasSamples(list.View.Span, fromMs, toMs)) found.Add(value);
            }

            return found;
        }

        HashSet<string> values = [];
        foreach (HeadSeries series in Select(index, matchers, fromMs, toMs, cancellation))
        {
            string value = series.Labels.Get(name);
            if (value.Length > 0 && values.Add(value)) found.Add(value);
        }

        found.Sort(StringComparer.Ordinal);
        return found;
    }

    private static bool HasSamples(SeriesIndex index, string name, long fromMs, long toMs)
    {
        foreach ((_, PostingList list) in index.Values(name))
        {
            if (index.AnyHasSamples(list.View.Span, fromMs, toMs)) return true;
        }

        return false;
    }
}
