using Heed.Model.Labels;
using Heed.Model.Samples;
using Heed.Storage.Blocks;
using Heed.Storage.Head;
using Heed.Storage.Index;

namespace Heed.Storage;

/// <summary>Answers the questions of <see cref="ISeriesReader"/> from head and blocks.</summary>
internal sealed class SeriesSelection(HeadBlock head, BlockCatalog blocks, SelectionMemory memory)
{
    private const int StepsBetweenCancellationChecks = 1024;

    public IReadOnlyList<StoredSeries> Select(
        IReadOnlyList<LabelMatcher> matchers, long fromMs, long toMs, CancellationToken cancellation)
    {
        while (true)
        {
            // The head first: what leaves it meanwhile is in a block that the set shows.
            SelectionState state = SelectionState.Of(head.Index, blocks);
            bool usesBlocks = state.Set.Overlaps(fromMs, toMs);
            SelectionKey key = new(matchers, usesBlocks);
            if (!memory.TryGet(state, key, out StoredSeries[]? all))
            {
                all = Find(ref state, matchers, usesBlocks, cancellation);
                memory.Remember(state, key, all);
            }

            IReadOnlyList<StoredSeries> inRange = InRange(all, fromMs, toMs, cancellation);

            // With a new block samples leave the head; a series may have been asked behind that, and its old blocks do not know them.
            if (ReferenceEquals(blocks.Current, state.Set)) return inRange;
        }
    }

    public IReadOnlyList<string> LabelNames(
        IReadOnlyList<LabelMatcher> matchers, long fromMs, long toMs, CancellationToken cancellation)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        if (matchers.Count == 0 && !blocks.Current.Overlaps(fromMs, toMs))
        {
            SeriesIndex index = head.Index;
            foreach (NameIndex name in index.Names())
            {
                cancellation.ThrowIfCancellationRequested();
                if (HasSamples(index, name, fromMs, toMs)) names.Add(name.Name);
            }

            return Ordered(names);
        }

        foreach (StoredSeries series in Select(matchers, fromMs, toMs, cancellation))
        {
            foreach (Label label in series.Labels.Labels) names.Add(label.Name);
        }

        return Ordered(names);
    }

    public IReadOnlyList<string> LabelValues(
        string name, IReadOnlyList<LabelMatcher> matchers, long fromMs, long toMs, CancellationToken cancellation)
    {
        if (matchers.Count == 0 && !blocks.Current.Overlaps(fromMs, toMs)) return AllValues(head.Index, name, fromMs, toMs, cancellation);
        HashSet<string> values = new(StringComparer.Ordinal);
        foreach (StoredSeries series in Select(matchers, fromMs, toMs, cancellation))
        {
            string value = series.Labels.Get(name);
            if (value.Length > 0) values.Add(value);
        }

        return Ordered(values);
    }

    private StoredSeries[] Find(
        ref SelectionState state, IReadOnlyList<LabelMatcher> matchers, bool usesBlocks, CancellationToken cancellation)
    {
        HeadSeries[] inHead = state.Index.Find(matchers, cancellation);
        if (!usesBlocks) return Merge(inHead, state.Set, []);
        BlockSeries[] inBlocks = blocks.Find(matchers, out BlockSet set, cancellation);
        state = state with { Set = set };
        return Merge(inHead, set, inBlocks);
    }

    private StoredSeries[] Merge(HeadSeries[] inHead, BlockSet set, BlockSeries[] inBlocks)
    {
        List<StoredSeries> merged = new(Math.Max(inHead.Length, inBlocks.Length));
        int i = 0;
        int j = 0;
        while (i < inHead.Length || j < inBlocks.Length)
        {
            int order = i == inHead.Length ? 1 : j == inBlocks.Length ? -1 : inHead[i].Labels.CompareTo(inBlocks[j].Labels);
            HeadSeries? ofHead = order <= 0 ? inHead[i++] : null;
            BlockSeries ofBlocks = order >= 0 ? inBlocks[j++] : set.Nothing;
            merged.Add(new StoredSeries(ofHead?.Labels ?? ofBlocks.Labels, blocks, ofHead, ofBlocks));
        }

        return [.. merged];
    }

    /// <summary>Those that may have samples; the list itself where that is all of them.</summary>
    private static IReadOnlyList<StoredSeries> InRange(StoredSeries[] all, long fromMs, long toMs, CancellationToken cancellation)
    {
        List<StoredSeries>? kept = null;
        for (int i = 0; i < all.Length; i++)
        {
            if (i % StepsBetweenCancellationChecks == 0) cancellation.ThrowIfCancellationRequested();
            if (!all[i].MayHaveSamples(fromMs, toMs)) kept ??= [.. all.AsSpan(0, i)];
            else kept?.Add(all[i]);
        }

        return (IReadOnlyList<StoredSeries>?)kept ?? Array.AsReadOnly(all);
    }

    private static List<string> AllValues(SeriesIndex index, string name, long fromMs, long toMs, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        List<string> values = [];
        if (index.Name(name) is not { } known) return values;
        OrderedValues ordered = known.Ordered(out ReadOnlySpan<PostingList> unordered);
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
