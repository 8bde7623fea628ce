using Heed.Model.Labels;
using Heed.Model.Samples;
using Heed.Storage.Blocks;
using Heed.Storage.Head;
using Heed.Storage.Index;

namespace Heed.Storage;

/// <summary>Answers the questions of <see cref="ISeriesReader"/> from head and blocks.</summary>
internal static class SeriesSelection
{
    public static IReadOnlyList<StoredSeries> Select(
        HeadBlock head, BlockCatalog blocks, IReadOnlyList<LabelMatcher> matchers, long fromMs, long toMs, CancellationToken cancellation)
    {
        // The head first: what leaves it meanwhile is in a block that the set shows.
        HeadSeries[] inHead = head.Index.Find(
            matchers, s => s.MayHaveSamples(fromMs, toMs) || MayBeInBlocks(blocks, fromMs, toMs), cancellation);
        BlockSeries[] inBlocks = [];
        BlockSet set = blocks.Current;
        if (set.Overlaps(fromMs, toMs)) inBlocks = blocks.Find(matchers, out set, cancellation);
        return Merge(blocks, inHead, set, inBlocks, fromMs, toMs);
    }

    public static IReadOnlyList<string> LabelNames(
        HeadBlock head, BlockCatalog blocks, IReadOnlyList<LabelMatcher> matchers, long fromMs, long toMs, CancellationToken cancellation)
    {
        HashSet<string> names = [];
        if (matchers.Count == 0 && !MayBeInBlocks(blocks, fromMs, toMs))
        {
            foreach (string name in head.Index.Names())
            {
                cancellation.ThrowIfCancellationRequested();
                if (HasSamples(head.Index, name, fromMs, toMs)) names.Add(name);
            }

            return Ordered(names);
        }

        foreach (StoredSeries series in Select(head, blocks, matchers, fromMs, toMs, cancellation))
        {
            foreach (Label label in series.Labels.Labels) names.Add(label.Name);
        }

        return Ordered(names);
    }

    public static IReadOnlyList<string> LabelValues(
        HeadBlock head,
        BlockCatalog blocks,
        string name,
        IReadOnlyList<LabelMatcher> matchers,
        long fromMs,
        long toMs,
        CancellationToken cancellation)
    {
        HashSet<string> values = [];
        if (matchers.Count == 0 && !MayBeInBlocks(blocks, fromMs, toMs))
        {
            SeriesIndex index = head.Index;
            foreach ((string value, PostingList list) in index.Values(name))
            {
                cancellation.ThrowIfCancellationRequested();
                if (index.AnyHasSamples(list.View.Span, fromMs, toMs)) values.Add(value);
            }

            return Ordered(values);
        }

        foreach (StoredSeries series in Select(head, blocks, matchers, fromMs, toMs, cancellation))
        {
            string value = series.Labels.Get(name);
            if (value.Length > 0) values.Add(value);
        }

        return Ordered(values);
    }

    private static bool MayBeInBlocks(BlockCatalog blocks, long fromMs, long toMs) => blocks.Current.Overlaps(fromMs, toMs);

    private static List<StoredSeries> Merge(
        BlockCatalog catalog, HeadSeries[] inHead, BlockSet set, BlockSeries[] inBlocks, long fromMs, long toMs)
    {
        List<StoredSeries> merged = new(Math.Max(inHead.Length, inBlocks.Length));
        int i = 0;
        int j = 0;
        while (i < inHead.Length || j < inBlocks.Length)
        {
            int order = i == inHead.Length ? 1 : j == inBlocks.Length ? -1 : inHead[i].Labels.CompareTo(inBlocks[j].Labels);
            HeadSeries? head = order <= 0 ? inHead[i++] : null;
            BlockSeries? blocks = order >= 0 ? inBlocks[j++] : null;
            StoredSeries series = new(head?.Labels ?? blocks!.Labels, catalog, head, set, blocks);
            if (series.MayHaveSamples(fromMs, toMs)) merged.Add(series);
        }

        return merged;
    }

    private static bool HasSamples(SeriesIndex index, string name, long fromMs, long toMs)
    {
        foreach ((_, PostingList list) in index.Values(name))
        {
            if (index.AnyHasSamples(list.View.Span, fromMs, toMs)) return true;
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
