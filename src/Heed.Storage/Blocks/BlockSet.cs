using System.Collections.Concurrent;

using Heed.Model.Labels;

namespace Heed.Storage.Blocks;

/// <summary>
/// The blocks of one moment. As neither they nor the set change, what matchers find in them is remembered; a deletion or a new block
/// makes a new set.
/// </summary>
internal sealed class BlockSet(Block[] blocks)
{
    public static readonly BlockSet Empty = new([]);

    /// <summary>Answers, and series in all of them, that are remembered; beyond either the memory starts anew.</summary>
    private const int MostAnswers = 512;

    private const int MostRememberedSeries = 200_000;

    private readonly ConcurrentDictionary<MatcherList, BlockSeries[]> _answers = new();
    private int _rememberedSeries;
    private BlockSeries? _nothing;

    /// <summary>In order of time.</summary>
    public IReadOnlyList<Block> Blocks => blocks;

    public long FirstTimeMs { get; } = blocks.Length == 0 ? long.MaxValue : blocks.Min(b => b.Footer.FirstTimeMs);

    public long LastTimeMs { get; } = blocks.Length == 0 ? long.MinValue : blocks.Max(b => b.Footer.LastTimeMs);

    /// <summary>Where the ranges of all blocks end: no block has taken a later sample over.</summary>
    public long EndMs { get; } = blocks.Length == 0 ? long.MinValue : blocks.Max(b => b.Footer.EndMs);

    /// <summary>What the set has of a series that is in none of its blocks.</summary>
    public BlockSeries Nothing => _nothing ??= new BlockSeries(this, LabelSet.Empty, []);

    public bool Overlaps(long fromMs, long toMs) => blocks.Length > 0 && FirstTimeMs <= toMs && LastTimeMs >= fromMs;

    /// <summary>
    /// The series that satisfy every matcher, in the order of labels. Null where a block was let go meanwhile: the set is not the
    /// newest one.
    /// </summary>
    public BlockSeries[]? Find(IReadOnlyList<LabelMatcher> matchers, CancellationToken cancellation)
    {
        MatcherList key = new(matchers);
        if (_answers.TryGetValue(key, out BlockSeries[]? known)) return known;
        if (!TryEnterAll()) return null;
        try
        {
            List<(LabelSet Labels, BlockPart Part)> found = [];
            foreach (Block block in blocks)
            {
                cancellation.ThrowIfCancellationRequested();
                foreach (int ordinal in block.Find(matchers, cancellation))
                {
                    if (block.TryGetPart(ordinal, out BlockPart part)) found.Add((block.LabelsAt(ordinal), part));
                }
            }

            BlockSeries[] series = Join(found);
            Remember(key, series);
            return series;
        }
        finally
        {
            ExitAll(blocks.Length);
        }
    }

    /// <summary>What the blocks that may have samples in the range have of one series; null where a block was let go meanwhile.</summary>
    public BlockSeries? Find(LabelSet labels, long fromMs, long toMs)
    {
        if (!TryEnterAll()) return null;
        try
        {
            List<BlockPart> parts = [];
            foreach (Block block in blocks)
            {
                if (!block.Overlaps(fromMs, toMs)) continue;
                int ordinal = block.OrdinalOf(labels);
                if (ordinal >= 0 && block.TryGetPart(ordinal, out BlockPart part)) parts.Add(part);
            }

            return new BlockSeries(this, labels, [.. parts]);
        }
        finally
        {
            ExitAll(blocks.Length);
        }
    }

    /// <summary>The sort keeps the order of the blocks among equal labels.</summary>
    private BlockSeries[] Join(List<(LabelSet Labels, BlockPart Part)> found)
    {
        (LabelSet Labels, BlockPart Part)[] ordered = [.. found.OrderBy(static f => f.Labels)];
        List<BlockSeries> series = [];
        for (int at = 0; at < ordered.Length;)
        {
            int start = at;
            while (at < ordered.Length && ordered[at].Labels.Equals(ordered[start].Labels)) at++;
            BlockPart[] parts = new BlockPart[at - start];
            for (int i = 0; i < parts.Length; i++) parts[i] = ordered[start + i].Part;
            series.Add(new BlockSeries(this, ordered[start].Labels, parts));
        }

        return [.. series];
    }

    private void Remember(MatcherList key, BlockSeries[] series)
    {
        if (_answers.Count >= MostAnswers || Volatile.Read(ref _rememberedSeries) + series.Length > MostRememberedSeries)
        {
            _answers.Clear();
            Volatile.Write(ref _rememberedSeries, 0);
        }

        if (series.Length <= MostRememberedSeries && _answers.TryAdd(key, series)) Interlocked.Add(ref _rememberedSeries, series.Length);
    }

    private bool TryEnterAll()
    {
        for (int i = 0; i < blocks.Length; i++)
        {
            if (blocks[i].TryEnter()) continue;
            ExitAll(i);
            return false;
        }

        return true;
    }

    private void ExitAll(int count)
    {
        for (int i = 0; i < count; i++) blocks[i].Exit();
    }
}
