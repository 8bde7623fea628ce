using Heed.Model.Samples;
using Heed.Storage.Blocks;
using Heed.Storage.Head;

namespace Heed.Storage.Compaction;

/// <summary>Writes a stretch of the head as a block.</summary>
internal static class HeadSealer
{
    /// <summary>Samples stay in the head for so long behind the end of their range, so that a little lateness costs no block.</summary>
    public const long LagMs = 60 * 60 * 1000;

    /// <summary>The range to seal next, or null: the oldest one that has samples. What has waited long gets a longer range at once.</summary>
    /// <param name="series">All of the head.</param>
    /// <param name="beforeMs">Only ranges that end before this.</param>
    /// <param name="longestMs">No block gets longer.</param>
    public static BlockRange? NextRange(IReadOnlyList<HeadSeries> series, long beforeMs, long longestMs)
    {
        HashSet<long> starts = [];
        foreach (HeadSeries one in series) one.CollectRanges(beforeMs, starts);
        if (starts.Count == 0) return null;
        long oldest = starts.Min();
        BlockRange range = BlockRange.Of(oldest, BlockRange.LeastMs);
        int inRange = 1;
        foreach (long lengthMs in BlockRange.LengthsMs)
        {
            BlockRange longer = BlockRange.Of(oldest, lengthMs);
            int inLonger = starts.Count(longer.Contains);
            if (lengthMs > longestMs || longer.EndMs >= beforeMs || inLonger == inRange) continue;
            range = longer;
            inRange = inLonger;
        }

        return range;
    }

    /// <param name="ordered">By labels.</param>
    /// <param name="marks">Gets how far each series had come.</param>
    /// <param name="range">What is written.</param>
    /// <param name="writer">Gets the series that have samples in the range.</param>
    /// <param name="cancellation">Looked at once a series.</param>
    public static void Write(
        IReadOnlyList<HeadSeries> ordered, HeadMark[] marks, BlockRange range, BlockWriter writer, CancellationToken cancellation)
    {
        SampleBuffer samples = new();
        for (int i = 0; i < ordered.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            marks[i] = ordered[i].Mark();
            samples.Clear();
            ordered[i].Read(range.StartMs, range.EndMs, samples);
            writer.Add(ordered[i].Labels, samples);
        }
    }
}
