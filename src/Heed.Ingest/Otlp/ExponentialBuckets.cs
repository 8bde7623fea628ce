using Heed.Ingest.Series;
using Heed.Model.Histograms;

namespace Heed.Ingest.Otlp;

/// <summary>
/// From OpenTelemetry's exponential buckets to those of a native histogram: bucket i here ends where bucket i there begins, so that
/// indexes move by one; a finer scale than the finest schema is made coarser by merging buckets.
/// </summary>
internal static class ExponentialBuckets
{
    /// <summary>Longer gaps of empty buckets are cheaper as a new span.</summary>
    private const int LongestFilledGap = 2;

    /// <param name="shift">By how many powers of two to merge.</param>
    public static void Convert(OtlpBuckets source, int shift, HistogramSide target)
    {
        long end = 0;
        bool isFirst = true;
        int at = 0;
        while (at < source.Counts.Count)
        {
            long index = ((source.Offset + (long)at) >> shift) + 1;
            double count = 0;
            while (at < source.Counts.Count && ((source.Offset + (long)at) >> shift) + 1 == index) count += source.Counts[at++];
            if (count == 0) continue;
            AddBucket(target, index, count, isFirst, ref end);
            isFirst = false;
        }
    }

    private static void AddBucket(HistogramSide target, long index, double count, bool isFirst, ref long end)
    {
        long gap = index - end;
        if (isFirst || gap > LongestFilledGap)
        {
            target.Spans.Add(new BucketSpan((int)gap, 1));
        }
        else
        {
            for (long i = 0; i < gap; i++) target.Counts.Add(0);
            target.Spans[^1] = target.Spans[^1] with { Length = target.Spans[^1].Length + (int)gap + 1 };
        }

        target.Counts.Add(count);
        end = index + 1;
    }
}
