using Heed.Model.Histograms;
using Heed.Model.Samples;

namespace Heed.Query.Execution.Histograms;

/// <summary>For how many samples a histogram counts towards the limit of a query: its size in memory over that of a sample.</summary>
internal static class HistogramWeight
{
    private const int SampleBytes = 16;

    /// <summary>Of the object and its five lists without their elements.</summary>
    private const int EmptyBytes = 240;

    public static long Of(NativeHistogram histogram)
    {
        int elements = histogram.PositiveCounts.Count + histogram.NegativeCounts.Count
            + histogram.PositiveSpans.Count + histogram.NegativeSpans.Count;
        return (EmptyBytes + (elements * sizeof(double))) / SampleBytes;
    }

    /// <summary>What the histograms of a buffer weigh beyond the samples that they are.</summary>
    public static long Of(SampleBuffer buffer)
    {
        long weight = 0;
        foreach (NativeHistogram? histogram in buffer.Histograms)
        {
            if (histogram is not null) weight += Of(histogram);
        }

        return weight;
    }

    /// <summary>What the histograms of a column weigh beyond the samples that they are.</summary>
    public static long Of(Column column)
    {
        long weight = 0;
        for (int step = 0; column.HasHistograms && step < column.Values.Length; step++)
        {
            if (column.HistogramAt(step) is { } histogram) weight += Of(histogram);
        }

        return weight;
    }
}
