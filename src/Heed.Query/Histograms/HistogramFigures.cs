using Heed.Model.Histograms;
using Heed.Query.Functions;

namespace Heed.Query.Histograms;

/// <summary>Single figures of a histogram: <c>histogram_count</c> and its like.</summary>
internal static class HistogramFigures
{
    /// <summary>A new function, or null where the name is none of such a figure. It keeps its buffers from call to call.</summary>
    public static Func<NativeHistogram, double>? Create(string name) => name switch
    {
        "histogram_count" => histogram => histogram.Count,
        "histogram_sum" => histogram => histogram.Sum,
        "histogram_avg" => histogram => histogram.Sum / histogram.Count,
        "histogram_stdvar" => Variance(new HistogramBuckets()),
        "histogram_stddev" => Deviation(new HistogramBuckets()),
        _ => null,
    };

    private static Func<NativeHistogram, double> Variance(HistogramBuckets buckets) => histogram => Variance(histogram, buckets);

    private static Func<NativeHistogram, double> Deviation(HistogramBuckets buckets) =>
        histogram => Math.Sqrt(Variance(histogram, buckets));

    /// <summary>
    /// The mean squared distance from the mean, with every observation at the geometric middle of its bucket: at zero in the zero
    /// bucket, at the arithmetic middle of custom ones.
    /// </summary>
    private static double Variance(NativeHistogram histogram, HistogramBuckets buckets)
    {
        buckets.Read(histogram);
        double mean = histogram.Sum / histogram.Count;
        CompensatedSum squares = default;
        foreach (HistogramBucket bucket in buckets.All)
        {
            if (bucket.Count == 0) continue;
            double distance = Middle(bucket, histogram.HasCustomBuckets) - mean;
            squares.Add(bucket.Count * distance * distance);
        }

        return (squares.Sum + squares.Carry) / histogram.Count;
    }

    private static double Middle(HistogramBucket bucket, bool custom)
    {
        if (custom) return (bucket.Upper + bucket.Lower) / 2;
        if (bucket.Lower <= 0 && bucket.Upper >= 0) return 0;
        double middle = Math.Sqrt(bucket.Upper * bucket.Lower);
        return bucket.Upper < 0 ? -middle : middle;
    }
}
