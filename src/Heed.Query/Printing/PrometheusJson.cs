using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

using Heed.Model.Labels;
using Heed.Model.Parsing;
using Heed.Query.Results;

namespace Heed.Query.Printing;

/// <summary>Results as Prometheus' HTTP API writes them.</summary>
public static class PrometheusJson
{
    private static readonly JsonWriterOptions Compact =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>A whole answer: <c>{"status":"success","data":{…}}</c> or <c>{"status":"error","errorType":…,"error":…}</c>.</summary>
    public static void Write(QueryResult result, IBufferWriter<byte> target)
    {
        using Utf8JsonWriter writer = new(target, Compact);
        Write(result, writer);
    }

    public static string ToText(QueryResult result)
    {
        ArrayBufferWriter<byte> buffer = new();
        Write(result, buffer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static void Write(QueryResult result, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        if (result.Error is { } error)
        {
            writer.WriteString("status", "error");
            writer.WriteString("errorType", ErrorType(error.Kind));
            writer.WriteString("error", error.Message);
        }
        else
        {
            writer.WriteString("status", "success");
            writer.WritePropertyName("data");
            WriteValue(result.Value!, writer, result.Explanation);
            WriteTexts("warnings", result.Warnings, writer);
            WriteTexts("infos", result.Infos, writer);
        }

        writer.WriteEndObject();
    }

    /// <summary>The <c>data</c> object: <c>{"resultType":"vector","result":[…]}</c>, with <c>stats</c> where there is an explanation.</summary>
    public static void WriteValue(QueryValue value, Utf8JsonWriter writer, QueryExplanation? explanation = null)
    {
        writer.WriteStartObject();
        switch (value)
        {
            case ScalarValue scalar:
                writer.WriteString("resultType", "scalar");
                writer.WritePropertyName("result");
                WritePoint(scalar.TimeMs, scalar.Value, writer);
                break;
            case StringValue text:
                writer.WriteString("resultType", "string");
                writer.WritePropertyName("result");
                writer.WriteStartArray();
                WriteTime(text.TimeMs, writer);
                writer.WriteStringValue(text.Value);
                writer.WriteEndArray();
                break;
            case VectorValue vector:
                WriteVector(vector, writer);
                break;
            case MatrixValue matrix:
                WriteMatrix(matrix, writer);
                break;
        }

        if (explanation is not null)
        {
            writer.WritePropertyName("stats");
            ExplanationJson.Write(explanation, writer);
        }

        writer.WriteEndObject();
    }

    /// <summary>Prometheus has no type of its own for limits: they are errors of execution.</summary>
    private static string ErrorType(QueryErrorKind kind) => kind switch
    {
        QueryErrorKind.BadData => "bad_data",
        QueryErrorKind.Timeout => "timeout",
        QueryErrorKind.Canceled => "canceled",
        _ => "execution",
    };

    private static void WriteVector(VectorValue vector, Utf8JsonWriter writer)
    {
        writer.WriteString("resultType", "vector");
        writer.WriteStartArray("result");
        foreach (VectorSample sample in vector.Samples)
        {
            writer.WriteStartObject();
            WriteLabels(sample.Labels, writer);
            writer.WritePropertyName(sample.Histogram is null ? "value" : "histogram");
            if (sample.Histogram is { } histogram) HistogramJson.WritePoint(sample.Sample.TimeMs, histogram, writer);
            else WritePoint(sample.Sample.TimeMs, sample.Sample.Value, writer);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteMatrix(MatrixValue matrix, Utf8JsonWriter writer)
    {
        writer.WriteString("resultType", "matrix");
        writer.WriteStartArray("result");
        using PointBuffer points = new();
        foreach (MatrixSeries series in matrix.Series)
        {
            writer.WriteStartObject();
            WriteLabels(series.Labels, writer);
            WriteFloats(series, points, writer);
            if (series.Histograms is not null) WriteHistograms(series, writer);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>Only where there are any: a series of histograms has no <c>values</c>.</summary>
    private static void WriteFloats(MatrixSeries series, PointBuffer points, Utf8JsonWriter writer)
    {
        if (series.Histograms is not null && !Array.Exists(series.Histograms, h => h is null)) return;
        points.Open();
        for (int i = 0; i < series.Values.Length; i++)
        {
            if (series.HistogramAt(i) is null) points.Add(series.TimesMs[i], series.Values[i]);
        }

        writer.WritePropertyName("values");
        writer.WriteRawValue(points.Close(), skipInputValidation: true);
    }

    private static void WriteHistograms(MatrixSeries series, Utf8JsonWriter writer)
    {
        writer.WriteStartArray("histograms");
        for (int i = 0; i < series.Values.Length; i++)
        {
            if (series.HistogramAt(i) is { } histogram) HistogramJson.WritePoint(series.TimesMs[i], histogram, writer);
        }

        writer.WriteEndArray();
    }

    private static void WriteLabels(LabelSet labels, Utf8JsonWriter writer)
    {
        writer.WriteStartObject("metric");
        foreach (Label label in labels.Labels) writer.WriteString(label.Name, label.Value);
        writer.WriteEndObject();
    }

    private static void WritePoint(long timeMs, double value, Utf8JsonWriter writer)
    {
        Span<byte> text = stackalloc byte[GoNumber.MaxLength];
        writer.WriteStartArray();
        WriteTime(timeMs, writer);
        writer.WriteStringValue(text[..GoNumber.FormatJson(value, text)]);
        writer.WriteEndArray();
    }

    /// <summary>Seconds, with three decimals where there are milliseconds: <c>1435781430</c>, <c>1435781430.050</c>.</summary>
    internal static void WriteTime(long timeMs, Utf8JsonWriter writer)
    {
        Span<byte> text = stackalloc byte[32];
        writer.WriteRawValue(text[..PointBuffer.FormatTime(timeMs, text)], skipInputValidation: true);
    }

    private static void WriteTexts(string name, IReadOnlyList<string> texts, Utf8JsonWriter writer)
    {
        if (texts.Count == 0) return;
        writer.WriteStartArray(name);
        foreach (string text in texts) writer.WriteStringValue(text);
        writer.WriteEndArray();
    }
}
