using Heed.Model.Histograms;

namespace Heed.Query.Histograms;

/// <summary>A bucket with its bounds.</summary>
internal readonly record struct HistogramBucket(double Lower, double Upper, bool IncludesLower, bool IncludesUpper, double Count)
{
    public static HistogramBucket Positive(NativeHistogram histogram, int index, double count)
    {
        if (histogram.HasCustomBuckets)
        {
            double start = BucketBounds.Custom(histogram.CustomBounds, index - 1);
            return new HistogramBucket(start, BucketBounds.Custom(histogram.CustomBounds, index), index == 0, true, count);
        }

        double lower = BucketBounds.Exponential(histogram.Schema, index - 1);
        return new HistogramBucket(lower, BucketBounds.Exponential(histogram.Schema, index), false, true, count);
    }

    public static HistogramBucket Negative(NativeHistogram histogram, int index, double count)
    {
        double upper = -BucketBounds.Exponential(histogram.Schema, index - 1);
        return new HistogramBucket(-BucketBounds.Exponential(histogram.Schema, index), upper, true, false, count);
    }

    public static HistogramBucket Zero(NativeHistogram histogram) =>
        new(-histogram.ZeroThreshold, histogram.ZeroThreshold, true, true, histogram.ZeroCount);

    /// <summary>
    /// The part of the bucket's observations at or below a value inside of it: uniform along the axis, or along its logarithm.
    /// </summary>
    public double ShareBelow(double value, bool linear)
    {
        if (linear) return (value - Lower) / (Upper - Lower);
        double lower = Math.Log2(Math.Abs(Lower));
        double upper = Math.Log2(Math.Abs(Upper));
        double at = Math.Log2(Math.Abs(value));
        return value > 0 ? (at - lower) / (upper - lower) : 1 - ((at - upper) / (lower - upper));
    }
}
