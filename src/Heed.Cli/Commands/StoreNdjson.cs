using System.Globalization;
using System.Text.Json;

using Heed.Model.Histograms;
using Heed.Model.Labels;
using Heed.Model.Samples;

namespace Heed.Cli.Commands;

/// <summary>One series a line. docs/store.md names the members.</summary>
internal static class StoreNdjson
{
    public static void WriteSeries(Stream target, LabelSet labels, SampleBuffer samples)
    {
        using (Utf8JsonWriter json = new(target))
        {
            json.WriteStartObject();
            json.WriteStartObject("labels");
            foreach (Label label in labels.Labels) json.WriteString(label.Name, label.Value);
            json.WriteEndObject();
            json.WriteStartArray("samples");
            for (int i = 0; i < samples.Count; i++)
            {
                json.WriteStartArray();
                json.WriteNumberValue(samples.TimesMs[i]);
                if (samples.HasHistograms && samples.Histograms[i] is { } histogram) Write(json, histogram);
                else WriteNumber(json, samples.Values[i]);
                json.WriteEndArray();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        target.Write("\n"u8);
    }

    private static void Write(Utf8JsonWriter json, NativeHistogram histogram)
    {
        json.WriteStartObject();
        json.WriteNumber("schema", histogram.Schema);
        json.WritePropertyName("count");
        WriteNumber(json, histogram.Count);
        json.WritePropertyName("sum");
        WriteNumber(json, histogram.Sum);
        json.WritePropertyName("zero_threshold");
        WriteNumber(json, histogram.ZeroThreshold);
        json.WritePropertyName("zero_count");
        WriteNumber(json, histogram.ZeroCount);
        WriteSpans(json, "positive_spans", histogram.PositiveSpans);
        WriteNumbers(json, "positive_counts", histogram.PositiveCounts);
        WriteSpans(json, "negative_spans", histogram.NegativeSpans);
        WriteNumbers(json, "negative_counts", histogram.NegativeCounts);
        WriteNumbers(json, "custom_bounds", histogram.CustomBounds);
        json.WriteString("reset_hint", histogram.ResetHint.ToString());
        json.WriteEndObject();
    }

    private static void WriteSpans(Utf8JsonWriter json, string name, IReadOnlyList<BucketSpan> spans)
    {
        json.WriteStartArray(name);
        foreach (BucketSpan span in spans)
        {
            json.WriteStartArray();
            json.WriteNumberValue(span.Offset);
            json.WriteNumberValue(span.Length);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, IReadOnlyList<double> numbers)
    {
        json.WriteStartArray(name);
        foreach (double number in numbers) WriteNumber(json, number);
        json.WriteEndArray();
    }

    /// <summary>JSON has no NaN and no infinities: they are texts, and the stale marker is one of its own.</summary>
    private static void WriteNumber(Utf8JsonWriter json, double number)
    {
        if (double.IsFinite(number)) json.WriteNumberValue(number);
        else json.WriteStringValue(StaleMarker.IsStale(number) ? "stale" : number.ToString(CultureInfo.InvariantCulture));
    }
}
