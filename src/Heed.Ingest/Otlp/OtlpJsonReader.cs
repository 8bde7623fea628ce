using System.Text.Json;

namespace Heed.Ingest.Otlp;

/// <summary>
/// <c>ExportMetricsServiceRequest</c> in JSON: names in lowerCamelCase or as in the protobuf file, 64-bit numbers as text or number, enums as
/// numbers, members that are not known passed over. Source: opentelemetry.io/docs/specs/otlp.
/// </summary>
internal static class OtlpJsonReader
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64 };

    private static readonly (string Member, OtlpKind Kind)[] Kinds =
    [
        ("gauge", OtlpKind.Gauge), ("sum", OtlpKind.Sum), ("histogram", OtlpKind.Histogram),
        ("exponentialHistogram", OtlpKind.ExponentialHistogram), ("summary", OtlpKind.Summary),
    ];

    /// <summary>Null, or what is wrong with the text.</summary>
    public static string? Read(ReadOnlyMemory<byte> text, OtlpRequest request)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text, Options);
            if (document.RootElement.ValueKind != JsonValueKind.Object) return "expected a JSON object, found something else";
            foreach (JsonElement resource in OtlpJson.Items(document.RootElement, "resourceMetrics"))
            {
                if (!request.TryTake()) break;
                request.Resources.Add(ReadResource(resource, request));
            }

            return null;
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            // The runtime's reader has no other way to say that a text is no JSON, or that an escape is half a character.
            return $"expected JSON: {broken.Message}";
        }
    }

    private static OtlpResource ReadResource(JsonElement json, OtlpRequest request)
    {
        OtlpResource resource = new();
        if (OtlpJson.TryMember(json, "resource", out JsonElement source)) OtlpJson.ReadAttributes(source, resource.Attributes);
        foreach (JsonElement scope in OtlpJson.Items(json, "scopeMetrics"))
        {
            foreach (JsonElement metric in OtlpJson.Items(scope, "metrics"))
            {
                if (!request.TryTake()) return resource;
                resource.Metrics.Add(ReadMetric(metric, request));
            }
        }

        return resource;
    }

    private static OtlpMetric ReadMetric(JsonElement json, OtlpRequest request)
    {
        OtlpMetric metric = new()
        {
            Name = OtlpJson.Text(json, "name"),
            Description = OtlpJson.Text(json, "description"),
            Unit = OtlpJson.Text(json, "unit"),
        };
        foreach ((string member, OtlpKind kind) in Kinds)
        {
            if (!OtlpJson.TryMember(json, member, out JsonElement data)) continue;
            metric.Kind = kind;
            metric.Temporality = Temporality(data);
            metric.IsMonotonic = OtlpJson.TryMember(data, "isMonotonic", out JsonElement flag) && flag.ValueKind == JsonValueKind.True;
            foreach (JsonElement point in OtlpJson.Items(data, "dataPoints"))
            {
                if (!request.TryTake()) return metric;
                metric.Points.Add(ReadPoint(point));
            }
        }

        return metric;
    }

    /// <summary>The specification allows numbers only; some senders write the names.</summary>
    private static OtlpTemporality Temporality(JsonElement data) => OtlpJson.Text(data, "aggregationTemporality") switch
    {
        "1" or "AGGREGATION_TEMPORALITY_DELTA" => OtlpTemporality.Delta,
        "2" or "AGGREGATION_TEMPORALITY_CUMULATIVE" => OtlpTemporality.Cumulative,
        _ => OtlpTemporality.Unspecified,
    };

    private static OtlpPoint ReadPoint(JsonElement json)
    {
        OtlpPoint point = new()
        {
            TimeNanoseconds = OtlpJson.Unsigned(json, "timeUnixNano"),
            Flags = (uint)OtlpJson.Unsigned(json, "flags"),
            Value = OtlpJson.Number(json, "asDouble") ?? OtlpJson.Number(json, "asInt") ?? 0,
            Count = OtlpJson.Unsigned(json, "count"),
            Sum = OtlpJson.Number(json, "sum"),
            Scale = (int)Math.Clamp(OtlpJson.Number(json, "scale") ?? 0, -1000, 1000),
            ZeroCount = OtlpJson.Unsigned(json, "zeroCount"),
            ZeroThreshold = OtlpJson.Number(json, "zeroThreshold") ?? 0,
        };
        OtlpJson.ReadAttributes(json, point.Attributes);
        foreach (JsonElement count in OtlpJson.Items(json, "bucketCounts")) point.BucketCounts.Add(OtlpJson.Unsigned(count));
        foreach (JsonElement bound in OtlpJson.Items(json, "explicitBounds")) point.Bounds.Add(OtlpJson.Number(bound) ?? double.NaN);
        ReadBuckets(json, "positive", point.Positive);
        ReadBuckets(json, "negative", point.Negative);
        foreach (JsonElement quantile in OtlpJson.Items(json, "quantileValues"))
        {
            point.Quantiles.Add((OtlpJson.Number(quantile, "quantile") ?? 0, OtlpJson.Number(quantile, "value") ?? 0));
        }

        return point;
    }

    private static void ReadBuckets(JsonElement json, string member, OtlpBuckets target)
    {
        if (!OtlpJson.TryMember(json, member, out JsonElement buckets)) return;
        target.Offset = (int)Math.Clamp(OtlpJson.Number(buckets, "offset") ?? 0, int.MinValue, int.MaxValue);
        foreach (JsonElement count in OtlpJson.Items(buckets, "bucketCounts")) target.Counts.Add(OtlpJson.Unsigned(count));
    }
}
