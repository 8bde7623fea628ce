using Heed.Model.Labels;
using Heed.Model.Samples;
using Heed.Storage.Blocks;

namespace Heed.Storage.Compaction;

/// <summary>Writes several blocks anew as one: full chunks, without what was deleted or has grown too old.</summary>
internal static class Compactor
{
    /// <param name="plan">The blocks; nobody else lets go of them meanwhile.</param>
    /// <param name="fromMs">Older samples are left out.</param>
    /// <param name="writer">Gets the series in the order of their labels.</param>
    /// <param name="cancellation">Looked at once a series.</param>
    public static void Write(CompactionPlan plan, long fromMs, BlockWriter writer, CancellationToken cancellation)
    {
        IReadOnlyList<Block> blocks = plan.Sources;
        BlockSet sources = new([.. blocks]);
        int[] at = new int[blocks.Count];
        List<BlockPart> parts = [];
        SampleBuffer samples = new();
        while (Least(blocks, at) is { } labels)
        {
            cancellation.ThrowIfCancellationRequested();
            parts.Clear();
            for (int i = 0; i < blocks.Count; i++)
            {
                if (at[i] == blocks[i].Footer.SeriesCount || !blocks[i].LabelsAt(at[i]).Equals(labels)) continue;
                BlockEntry entry = blocks[i].EntryAt(at[i]);
                parts.Add(new BlockPart(blocks[i], at[i]++, entry.FirstTimeMs, entry.LastTimeMs));
            }

            samples.Clear();
            new BlockSeries(sources, labels, [.. parts]).TryRead(fromMs, long.MaxValue, samples);
            writer.Add(labels, samples);
        }
    }

    /// <summary>The least labels that are still to come, or null.</summary>
    private static LabelSet? Least(IReadOnlyList<Block> blocks, int[] at)
    {
        LabelSet? least = null;
        for (int i = 0; i < blocks.Count; i++)
        {
            if (at[i] == blocks[i].Footer.SeriesCount) continue;
            LabelSet labels = blocks[i].LabelsAt(at[i]);
            if (least is null || labels.CompareTo(least) < 0) least = labels;
        }

        return least;
    }
}
