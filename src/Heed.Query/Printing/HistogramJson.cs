using System.Text.Json;

using Heed.Model.Histograms;
using Heed.Model.Parsing;
using Heed.Query.Histograms;

namespace Heed.Query.Printing;

/// <summary>
/// Native histograms as Prometheus' HTTP API writes them: <c>{"count":"4","sum":"5","buckets":[[0,"1","2","4"]]}</c>. The first number
/// of a bucket says which of its bounds belong to it: the upper one (0), the lower one (1), none (2) or both (3). Empty buckets are
/// left out.
/// </summary>
internal static class HistogramJson
{
    public static void WritePoint(long timeMs, NativeHistogram histogram, Utf8JsonWriter writer)
    {
        writer.WriteStartArray();
        PrometheusJson.WriteTime(timeMs, writer);
        Write(histogram, writer);
        writer.WriteEndArray();
    }

    private static void Write(NativeHistogram histogram, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("count");
        WriteNumber(histogram.Count, writer);
        writer.WritePropertyName("sum");
        WriteNumber(histogram.Sum, writer);
        HistogramBuckets buckets = new();
        buckets.Read(histogram);
        bool any = false;
        foreach (HistogramBucket bucket in buckets.All)
        {
            if (bucket.Count == 0) continue;
            if (!any) writer.WriteStartArray("buckets");
            any = true;
            Write(bucket, writer);
        }

        if (any) writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Write(HistogramBucket bucket, Utf8JsonWriter writer)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(bucket.IncludesLower ? (bucket.IncludesUpper ? 3 : 1) : bucket.IncludesUpper ? 0 : 2);
        WriteNumber(bucket.Lower, writer);
        WriteNumber(bucket.Upper, writer);
        WriteNumber(bucket.Count, writer);
        writer.WriteEndArray();
    }

    private static void WriteNumber(double value, Utf8JsonWriter writer)
    {
        Span<char> text = stackalloc char[GoNumber.MaxLength];
        writer.WriteStringValue(text[..GoNumber.FormatJson(value, text)]);
    }
}
