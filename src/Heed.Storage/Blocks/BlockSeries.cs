using Heed.Model.Labels;
using Heed.Model.Samples;
using Heed.Storage.Chunks;
using Heed.Storage.Summaries;

namespace Heed.Storage.Blocks;

/// <summary>What the blocks of a set have of one series. Never changed once made.</summary>
/// <param name="set">The set of blocks.</param>
/// <param name="labels">What the series is.</param>
/// <param name="parts">In order of time. Where they overlap, the sample of the block with the lowest number stays.</param>
internal sealed class BlockSeries(BlockSet set, LabelSet labels, BlockPart[] parts)
{
    public BlockSet Set => set;

    public LabelSet Labels => labels;

    public ReadOnlySpan<BlockPart> Parts => parts;

    /// <summary>Of the newest sample; null where there is none.</summary>
    public long? LastTimeMs
    {
        get
        {
            long? last = null;
            foreach (ref readonly BlockPart part in Parts) last = Math.Max(last ?? long.MinValue, part.LastTimeMs);
            return last;
        }
    }

    public bool MayHaveSamples(long fromMs, long toMs)
    {
        foreach (ref readonly BlockPart part in Parts)
        {
            if (part.Overlaps(fromMs, toMs)) return true;
        }

        return false;
    }

    /// <summary>Appends the samples of the range. False where a block was let go meanwhile: then nothing is appended.</summary>
    public bool TryRead(long fromMs, long toMs, SampleBuffer target)
    {
        if (!TryEnter(fromMs, toMs, out bool isOrdered)) return false;
        try
        {
            if (isOrdered) ReadInTurn(fromMs, toMs, target);
            else ReadMerged(fromMs, toMs, target);
        }
        finally
        {
            Exit(parts.Length, fromMs, toMs);
        }

        return true;
    }

    /// <summary>Enters the blocks that meet the range; all of them or none.</summary>
    /// <param name="fromMs">Inclusive.</param>
    /// <param name="toMs">Inclusive.</param>
    /// <param name="isOrdered">Whether they follow each other without overlapping.</param>
    public bool TryEnter(long fromMs, long toMs, out bool isOrdered)
    {
        isOrdered = true;
        long? lastMs = null;
        for (int i = 0; i < parts.Length; i++)
        {
            ref readonly BlockPart part = ref parts[i];
            if (!part.Overlaps(fromMs, toMs)) continue;
            if (!part.Block.TryEnter())
            {
                Exit(i, fromMs, toMs);
                return false;
            }

            isOrdered &= lastMs is null || part.FirstTimeMs > lastMs;
            lastMs = Math.Max(lastMs ?? long.MinValue, part.LastTimeMs);
        }

        return true;
    }

    /// <summary>
    /// Sets the summaries of the stretches whose samples one block has alone, and of those without samples. False where a block was let
    /// go meanwhile: then nothing is set.
    /// </summary>
    /// <param name="level">The length of the stretches.</param>
    /// <param name="first">The number of the first stretch.</param>
    /// <param name="owners">Who has samples of each stretch so far.</param>
    /// <param name="target">One place a stretch.</param>
    public bool TryReadSummaries(SummaryLevel level, long first, StretchOwners owners, Span<SampleSummary> target)
    {
        long fromMs = SummaryGrid.StartOf(level, first);
        long toMs = SummaryGrid.StartOf(level, first + target.Length) - 1;
        if (!TryEnter(fromMs, toMs, out _)) return false;
        try
        {
            for (int i = 0; i < parts.Length; i++)
            {
                if (parts[i].Overlaps(fromMs, toMs)) owners.Add(i, parts[i].FirstTimeMs, parts[i].LastTimeMs);
            }

            for (int i = 0; i < parts.Length; i++)
            {
                if (!owners.TryGetRun(i, 0, out int start, out int end)) continue;
                if (!parts[i].Block.TryGetSummaries(parts[i].Ordinal, out ReadOnlySpan<byte> summaries)) continue;
                do SummaryReader.Read(summaries, level, first + start, target[start..end]);
                while (owners.TryGetRun(i, end, out start, out end));
            }

            owners.Settle(target);
        }
        finally
        {
            Exit(parts.Length, fromMs, toMs);
        }

        return true;
    }

    private void ReadInTurn(long fromMs, long toMs, SampleBuffer target)
    {
        foreach (ref readonly BlockPart part in Parts)
        {
            if (part.Overlaps(fromMs, toMs)) part.Block.Read(part.Ordinal, fromMs, toMs, target);
        }
    }

    private void ReadMerged(long fromMs, long toMs, SampleBuffer target)
    {
        SampleBuffer merged = new();
        BlockPart[] byNumber = [.. parts];
        Array.Sort(byNumber, static (a, b) => a.Block.Number.CompareTo(b.Block.Number));
        foreach (ref readonly BlockPart part in byNumber.AsSpan())
        {
            if (!part.Overlaps(fromMs, toMs)) continue;
            SampleBuffer own = new();
            part.Block.Read(part.Ordinal, fromMs, toMs, own);
            SampleBuffer both = new(merged.Count + own.Count + 1);
            both.AddMerged(merged, own);
            merged = both;
        }

        for (int i = 0; i < merged.Count; i++) target.AddFrom(merged, i);
    }

    /// <summary>Leaves the first so many parts, as far as they were entered.</summary>
    public void Exit(int count, long fromMs, long toMs)
    {
        for (int i = 0; i < count; i++)
        {
            if (parts[i].Overlaps(fromMs, toMs)) parts[i].Block.Exit();
        }
    }
}
