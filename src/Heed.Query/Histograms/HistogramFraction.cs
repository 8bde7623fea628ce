using Heed.Model.Histograms;

namespace Heed.Query.Histograms;

/// <summary>The share of a histogram's observations between two values, by the interpolation of <see cref="HistogramQuantile"/>.</summary>
public sealed class HistogramFraction
{
    private readonly HistogramBuckets _buckets = new();

    /// <summary>NaN of nothing and for a NaN bound; zero where the bounds are the wrong way round.</summary>
    public double Of(NativeHistogram histogram, double lower, double upper, out NanRemark remark)
    {
        remark = NanRemark.None;
        if (histogram.Count == 0 || double.IsNaN(lower) || double.IsNaN(upper)) return double.NaN;
        if (lower >= upper) return 0;
        _buckets.Read(histogram);
        double total = histogram.Count;
        if (double.IsNaN(histogram.Sum))
        {
            total = 0;
            foreach (HistogramBucket bucket in _buckets.All) total += bucket.Count;
            if (total < histogram.Count) remark = NanRemark.AreExcluded;
        }

        double below = Math.Min(total, RankOf(histogram, lower) ?? total);
        double up = Math.Min(total, RankOf(histogram, upper) ?? total);
        return (up - below) / histogram.Count;
    }

    /// <summary>How many observations are at or below a value; null where it lies above all buckets.</summary>
    private double? RankOf(NativeHistogram histogram, double value)
    {
        double rank = 0;
        foreach (HistogramBucket stored in _buckets.All)
        {
            HistogramBucket bucket = stored;
            bool aroundZero = bucket.Lower <= 0 && bucket.Upper >= 0;
            if (aroundZero) bucket = _buckets.WithoutEmptyHalf(bucket);
            if (bucket.Lower >= value) return rank;
            if (bucket.Upper > value)
            {
                // A bucket that reaches to −Inf cannot be divided: all of it lies below.
                if (double.IsNegativeInfinity(bucket.Lower)) return bucket.Count;
                return rank + (bucket.Count * bucket.ShareBelow(value, histogram.HasCustomBuckets || aroundZero));
            }

            rank += bucket.Count;
        }

        return null;
    }
}
