using Heed.Storage.Blocks;

namespace Heed.Storage.Compaction;

/// <summary>Blocks to be written anew as one.</summary>
/// <param name="Sources">One or more, in order of time.</param>
/// <param name="Range">Of the new block.</param>
internal sealed record CompactionPlan(IReadOnlyList<Block> Sources, BlockRange Range)
{
    /// <summary>
    /// A range that already has a block of its full length is written again only once so much of that block's size has come on top:
    /// else every late sample would cost a whole block.
    /// </summary>
    private const int SmallerPerLarger = 10;

    /// <summary>More late blocks than this in one range cost readers too much.</summary>
    private const int MostLateBlocks = 8;

    /// <param name="blocks">Those that may be touched, in order of time.</param>
    /// <param name="completeBeforeMs">No sample older than this is to come.</param>
    /// <param name="longestMs">No block gets longer.</param>
    /// <param name="mostBytes">No block gets larger.</param>
    /// <returns>What is due, or null.</returns>
    public static CompactionPlan? Next(IReadOnlyList<Block> blocks, long completeBeforeMs, long longestMs, long mostBytes)
    {
        // The longest range first: a long history is written once, not once a length.
        for (int level = BlockRange.LengthsMs.Length - 1; level >= 0; level--)
        {
            long lengthMs = BlockRange.LengthsMs[level];
            if (lengthMs > longestMs && level > 0) continue;
            if (NextOfLength(blocks, lengthMs, completeBeforeMs, mostBytes) is { } plan) return plan;
        }

        foreach (Block block in blocks)
        {
            if (block.HasDeletions) return new CompactionPlan([block], block.Range);
        }

        return null;
    }

    private static CompactionPlan? NextOfLength(IReadOnlyList<Block> blocks, long lengthMs, long completeBeforeMs, long mostBytes)
    {
        for (int start = 0; start < blocks.Count; start++)
        {
            BlockRange range = BlockRange.Of(blocks[start].Footer.StartMs, lengthMs);
            if (range.EndMs >= completeBeforeMs) continue;
            List<Block> group = [];
            foreach (Block block in blocks)
            {
                if (range.Contains(block.Range)) group.Add(block);
            }

            if (group.Count >= 2 && IsWorthwhile(group, range) && Size(group) <= mostBytes) return new CompactionPlan(group, range);
        }

        return null;
    }

    private static bool IsWorthwhile(List<Block> group, BlockRange range)
    {
        List<Block> full = group.FindAll(b => b.Range == range);
        if (full.Count == 0) return true;
        long largest = full.Max(b => b.SizeBytes);
        return group.Count > MostLateBlocks || (Size(group) - largest) * SmallerPerLarger >= largest;
    }

    private static long Size(List<Block> group) => group.Sum(b => b.SizeBytes);
}
