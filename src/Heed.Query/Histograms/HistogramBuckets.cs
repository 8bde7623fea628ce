using Heed.Model.Histograms;

namespace Heed.Query.Histograms;

/// <summary>
/// All buckets of one histogram from the lowest to the highest, the zero bucket among them where it holds anything. A bucket that
/// overlaps the zero bucket begins where that one ends. Used again for one histogram after the other.
/// </summary>
internal sealed class HistogramBuckets
{
    private readonly List<HistogramBucket> _buckets = [];

    public IReadOnlyList<HistogramBucket> All => _buckets;

    /// <summary>Buckets are stored on the positive side only, or custom ones are: zero is where the zero bucket begins.</summary>
    public bool IsPositive { get; private set; }

    /// <summary>Buckets are stored on the negative side only: zero is where the zero bucket ends.</summary>
    public bool IsNegative { get; private set; }

    public void Read(NativeHistogram histogram)
    {
        _buckets.Clear();
        IsPositive = histogram.PositiveCounts.Count > 0 && histogram.NegativeCounts.Count == 0;
        IsNegative = histogram.NegativeCounts.Count > 0 && histogram.PositiveCounts.Count == 0;
        double threshold = histogram.HasCustomBuckets ? 0 : histogram.ZeroThreshold;
        BucketCursor negative = histogram.NegativeSide;
        while (negative.MoveNext())
        {
            HistogramBucket bucket = HistogramBucket.Negative(histogram, negative.Index, negative.Count);
            _buckets.Add(bucket.Upper > -threshold ? bucket with { Upper = -threshold } : bucket);
        }

        _buckets.Reverse();
        if (histogram.ZeroCount > 0 && !histogram.HasCustomBuckets) _buckets.Add(HistogramBucket.Zero(histogram));
        BucketCursor positive = histogram.PositiveSide;
        while (positive.MoveNext())
        {
            HistogramBucket bucket = HistogramBucket.Positive(histogram, positive.Index, positive.Count);
            bool overlaps = bucket.Lower > 0 && bucket.Lower < threshold;
            _buckets.Add(overlaps ? bucket with { Lower = threshold } : bucket);
        }
    }

    /// <summary>A bucket around zero without the half that nothing else of the histogram is in.</summary>
    public HistogramBucket WithoutEmptyHalf(HistogramBucket zero) =>
        IsPositive ? zero with { Lower = 0 } : IsNegative ? zero with { Upper = 0 } : zero;
}
