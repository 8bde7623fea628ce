using System.Text;

using Heed.Model.Histograms;
using Heed.Model.Parsing;

namespace Heed.Query.Histograms;

/// <summary>A histogram in one line, as <c>count_values</c> puts it into a label: <c>{count:4, sum:5, (0.5,1]:1, (1,2]:3}</c>.</summary>
internal static class HistogramText
{
    public static string Of(NativeHistogram histogram)
    {
        StringBuilder text = new("{count:");
        text.Append(GoNumber.FormatShort(histogram.Count)).Append(", sum:").Append(GoNumber.FormatShort(histogram.Sum));
        HistogramBuckets buckets = new();
        buckets.Read(histogram with { ZeroThreshold = 0, ZeroCount = 0 });
        bool zeroWritten = histogram.ZeroCount == 0;
        foreach (HistogramBucket bucket in buckets.All)
        {
            if (!zeroWritten && bucket.Upper > 0)
            {
                Append(text, HistogramBucket.Zero(histogram));
                zeroWritten = true;
            }

            if (bucket.Count != 0) Append(text, bucket);
        }

        if (!zeroWritten) Append(text, HistogramBucket.Zero(histogram));
        return text.Append('}').ToString();
    }

    private static void Append(StringBuilder text, HistogramBucket bucket) => text
        .Append(bucket.IncludesLower ? ", [" : ", (")
        .Append(GoNumber.FormatShort(bucket.Lower)).Append(',').Append(GoNumber.FormatShort(bucket.Upper))
        .Append(bucket.IncludesUpper ? "]:" : "):")
        .Append(GoNumber.FormatShort(bucket.Count));
}
