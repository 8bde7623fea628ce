using System.Text;

using Heed.Wire.Protobuf;

namespace Heed.Ingest.Otlp;

/// <summary><c>ExportMetricsServiceRequest</c> in protobuf. Source: github.com/open-telemetry/opentelemetry-proto, 1.x.</summary>
internal static class OtlpProtobufReader
{
    private const uint Field1 = (1 << 3) | (uint)WireType.Bytes;
    private const uint Field2 = (2 << 3) | (uint)WireType.Bytes;
    private const uint Field3 = (3 << 3) | (uint)WireType.Bytes;

    /// <summary>False where the bytes are no such message.</summary>
    public static bool TryRead(ReadOnlySpan<byte> message, OtlpRequest request)
    {
        ProtobufReader fields = new(message);
        while (fields.TryReadTag(out uint tag))
        {
            if (tag != Field1)
            {
                fields.Skip(tag);
                continue;
            }

            if (!request.TryTake()) return false;
            OtlpResource resource = new();
            request.Resources.Add(resource);
            if (!TryReadResourceMetrics(fields.ReadBytes(), request, resource)) return false;
        }

        return !fields.IsBroken;
    }

    private static bool TryReadResourceMetrics(ReadOnlySpan<byte> message, OtlpRequest request, OtlpResource resource)
    {
        ProtobufReader fields = new(message);
        while (fields.TryReadTag(out uint tag))
        {
            bool isSound = true;
            if (tag == Field1) isSound = OtlpProtobufValues.TryReadAttributes(fields.ReadBytes(), resource.Attributes);
            else if (tag == Field2) isSound = TryReadScope(fields.ReadBytes(), request, resource);
            else fields.Skip(tag);
            if (!isSound) return false;
        }

        return !fields.IsBroken;
    }

    private static bool TryReadScope(ReadOnlySpan<byte> message, OtlpRequest request, OtlpResource resource)
    {
        ProtobufReader fields = new(message);
        while (fields.TryReadTag(out uint tag))
        {
            if (tag != Field2)
            {
                fields.Skip(tag);
                continue;
            }

            if (!request.TryTake()) return false;
            OtlpMetric metric = new();
            resource.Metrics.Add(metric);
            if (!TryReadMetric(fields.ReadBytes(), request, metric)) return false;
        }

        return !fields.IsBroken;
    }

    private static bool TryReadMetric(ReadOnlySpan<byte> message, OtlpRequest request, OtlpMetric metric)
    {
        ProtobufReader fields = new(message);
        while (fields.TryReadTag(out uint tag))
        {
            OtlpKind kind = Kind(tag);
            if (tag == Field1) metric.Name = Encoding.UTF8.GetString(fields.ReadBytes());
            else if (tag == Field2) metric.Description = Encoding.UTF8.GetString(fields.ReadBytes());
            else if (tag == Field3) metric.Unit = Encoding.UTF8.GetString(fields.ReadBytes());
            else if (kind == OtlpKind.None) fields.Skip(tag);
            else if (!TryReadData(fields.ReadBytes(), kind, request, metric)) return false;
        }

        return !fields.IsBroken;
    }

    private static OtlpKind Kind(uint tag) => tag switch
    {
        (5 << 3) | (uint)WireType.Bytes => OtlpKind.Gauge,
        (7 << 3) | (uint)WireType.Bytes => OtlpKind.Sum,
        (9 << 3) | (uint)WireType.Bytes => OtlpKind.Histogram,
        (10 << 3) | (uint)WireType.Bytes => OtlpKind.ExponentialHistogram,
        (11 << 3) | (uint)WireType.Bytes => OtlpKind.Summary,
        _ => OtlpKind.None,
    };

    private static bool TryReadData(ReadOnlySpan<byte> message, OtlpKind kind, OtlpRequest request, OtlpMetric metric)
    {
        metric.Kind = kind;
        ProtobufReader fields = new(message);
        while (fields.TryReadTag(out uint tag))
        {
            switch (tag)
            {
                case Field1:
                    if (!request.TryTake()) return false;
                    OtlpPoint point = new();
                    metric.Points.Add(point);
                    if (!OtlpProtobufPoints.TryRead(fields.ReadBytes(), kind, point)) return false;
                    break;
                case (2 << 3) | (uint)WireType.Varint: metric.Temporality = (OtlpTemporality)Math.Min(fields.ReadVarint(), 3); break;
                case (3 << 3) | (uint)WireType.Varint: metric.IsMonotonic = fields.ReadVarint() != 0; break;
                default: fields.Skip(tag); break;
            }
        }

        return !fields.IsBroken;
    }
}
