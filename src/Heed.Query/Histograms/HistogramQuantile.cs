using Heed.Model.Histograms;

namespace Heed.Query.Histograms;

/// <summary>
/// The value below which a share of a histogram's observations lies. Within a bucket the observations are taken as spread evenly
/// over the logarithm of the axis, in the zero bucket and in custom buckets over the axis itself. NaN observations have no bucket and
/// count as larger than all others.
/// </summary>
public sealed class HistogramQuantile
{
    private readonly HistogramBuckets _buckets = new();

    /// <summary>−Inf below 0, +Inf above 1; NaN of nothing, for a NaN quantile, and among NaN observations.</summary>
    /// <param name="remark">What NaN observations do to the result.</param>
    public double Of(NativeHistogram histogram, double quantile, out NanRemark remark)
    {
        remark = NanRemark.None;
        if (quantile < 0) return double.NegativeInfinity;
        if (quantile > 1) return double.PositiveInfinity;
        if (histogram.Count == 0 || double.IsNaN(quantile)) return double.NaN;
        _buckets.Read(histogram);

        // Counting from the nearer end loses the fewest digits; NaN observations are only at the upper one.
        bool mayHaveNan = double.IsNaN(histogram.Sum);
        bool fromBelow = mayHaveNan || quantile < 0.5;
        double rank = (fromBelow ? quantile : 1 - quantile) * histogram.Count;
        int at = Find(rank, fromBelow, out double reached);
        HistogramBucket bucket = at < 0 ? default : _buckets.All[at];
        if (Edge(histogram, ref bucket) is { } edge) return edge;
        reached = Math.Min(reached, histogram.Count);
        if (reached < rank)
        {
            if (!mayHaveNan) return bucket.Upper;
            remark = NanRemark.IsNan;
            return double.NaN;
        }

        if (mayHaveNan && reached + SumAbove(at) < histogram.Count) remark = NanRemark.IsSkewed;
        double inBucket = fromBelow ? rank - (reached - bucket.Count) : reached - rank;
        return Interpolate(bucket, inBucket / bucket.Count, histogram.HasCustomBuckets);
    }

    /// <summary>The populated bucket in which the rank is reached, else the last one; −1 where there is none.</summary>
    private int Find(double rank, bool fromBelow, out double reached)
    {
        IReadOnlyList<HistogramBucket> buckets = _buckets.All;
        reached = 0;
        int last = -1;
        for (int i = 0; i < buckets.Count; i++)
        {
            int at = fromBelow ? i : buckets.Count - 1 - i;
            if (buckets[at].Count == 0) continue;
            last = at;
            reached += buckets[at].Count;
            if (reached >= rank) break;
        }

        return last;
    }

    private double SumAbove(int at)
    {
        double sum = 0;
        for (int i = at + 1; i < _buckets.All.Count; i++) sum += _buckets.All[i].Count;
        return sum;
    }

    /// <summary>Settles buckets without an end: their finite bound is the answer, or zero where the other end stands for −Inf.</summary>
    private double? Edge(NativeHistogram histogram, ref HistogramBucket bucket)
    {
        if (!histogram.HasCustomBuckets)
        {
            if (bucket.Lower < 0 && bucket.Upper > 0) bucket = _buckets.WithoutEmptyHalf(bucket);
            return null;
        }

        if (double.IsNegativeInfinity(bucket.Lower))
        {
            if (bucket.Upper <= 0) return bucket.Upper;
            bucket = bucket with { Lower = 0 };
        }
        else if (double.IsPositiveInfinity(bucket.Upper))
        {
            return bucket.Lower;
        }

        return null;
    }

    private static double Interpolate(HistogramBucket bucket, double share, bool custom)
    {
        if (custom || (bucket.Lower <= 0 && bucket.Upper >= 0)) return bucket.Lower + ((bucket.Upper - bucket.Lower) * share);
        double lower = Math.Log2(Math.Abs(bucket.Lower));
        double upper = Math.Log2(Math.Abs(bucket.Upper));
        return bucket.Lower > 0
            ? Math.Pow(2, lower + ((upper - lower) * share))
            : -Math.Pow(2, upper + ((lower - upper) * (1 - share)));
    }
}
