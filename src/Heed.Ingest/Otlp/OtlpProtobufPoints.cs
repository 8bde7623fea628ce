using Heed.Wire.Protobuf;

namespace Heed.Ingest.Otlp;

/// <summary>
/// Data points. The kinds share the numbers of their times, counts and sums; where they number the rest differently, the kind decides.
/// </summary>
internal static class OtlpProtobufPoints
{
    public static bool TryRead(ReadOnlySpan<byte> message, OtlpKind kind, OtlpPoint point)
    {
        ProtobufReader fields = new(message);
        while (fields.TryReadTag(out uint tag))
        {
            bool isSound = (WireType)(tag & 7) switch
            {
                WireType.Fixed64 when ReadFixed(ref fields, ProtobufReader.FieldOf(tag), kind, point) => true,
                WireType.Varint when ReadVarint(ref fields, ProtobufReader.FieldOf(tag), kind, point) => true,
                WireType.Bytes => TryReadBytes(fields.ReadBytes(), ProtobufReader.FieldOf(tag), kind, point),
                _ => Skip(ref fields, tag),
            };
            if (!isSound) return false;
        }

        return !fields.IsBroken;
    }

    private static bool Skip(ref ProtobufReader fields, uint tag)
    {
        fields.Skip(tag);
        return true;
    }

    private static bool ReadFixed(ref ProtobufReader fields, int field, OtlpKind kind, OtlpPoint point)
    {
        bool isNumber = kind is OtlpKind.Gauge or OtlpKind.Sum;
        switch (field)
        {
            case 3: point.TimeNanoseconds = fields.ReadFixed64(); return true;
            case 4 when isNumber: point.Value = fields.ReadDouble(); return true;
            case 6 when isNumber: point.Value = (long)fields.ReadFixed64(); return true;
            case 4: point.Count = fields.ReadFixed64(); return true;
            case 5 when !isNumber: point.Sum = fields.ReadDouble(); return true;
            case 6 when kind == OtlpKind.Histogram: point.BucketCounts.Add(fields.ReadFixed64()); return true;
            case 7 when kind == OtlpKind.Histogram: point.Bounds.Add(fields.ReadDouble()); return true;
            case 7 when kind == OtlpKind.ExponentialHistogram: point.ZeroCount = fields.ReadFixed64(); return true;
            case 14 when kind == OtlpKind.ExponentialHistogram: point.ZeroThreshold = fields.ReadDouble(); return true;
            default: return false;
        }
    }

    private static bool ReadVarint(ref ProtobufReader fields, int field, OtlpKind kind, OtlpPoint point)
    {
        bool isHistogram = kind is OtlpKind.Histogram or OtlpKind.ExponentialHistogram;
        if (field == (isHistogram ? 10 : 8)) point.Flags = (uint)fields.ReadVarint();
        else if (field == 6 && kind == OtlpKind.ExponentialHistogram) point.Scale = (int)fields.ReadZigZag();
        else return false;
        return true;
    }

    private static bool TryReadBytes(ReadOnlySpan<byte> bytes, int field, OtlpKind kind, OtlpPoint point) => (field, kind) switch
    {
        (7, OtlpKind.Gauge or OtlpKind.Sum or OtlpKind.Summary) => OtlpProtobufValues.TryReadAttribute(bytes, point.Attributes),
        (9, OtlpKind.Histogram) => OtlpProtobufValues.TryReadAttribute(bytes, point.Attributes),
        (1, OtlpKind.ExponentialHistogram) => OtlpProtobufValues.TryReadAttribute(bytes, point.Attributes),
        (6, OtlpKind.Histogram) => TryReadCounts(bytes, point.BucketCounts),
        (7, OtlpKind.Histogram) => TryReadBounds(bytes, point.Bounds),
        (8, OtlpKind.ExponentialHistogram) => TryReadBuckets(bytes, point.Positive),
        (9, OtlpKind.ExponentialHistogram) => TryReadBuckets(bytes, point.Negative),
        (6, OtlpKind.Summary) => TryReadQuantile(bytes, point.Quantiles),
        _ => true,
    };

    private static bool TryReadCounts(ReadOnlySpan<byte> packed, List<ulong> target)
    {
        ProtobufReader counts = new(packed);
        while (!counts.IsAtEnd) target.Add(counts.ReadFixed64());
        return !counts.IsBroken;
    }

    private static bool TryReadBounds(ReadOnlySpan<byte> packed, List<double> target)
    {
        ProtobufReader bounds = new(packed);
        while (!bounds.IsAtEnd) target.Add(bounds.ReadDouble());
        return !bounds.IsBroken;
    }

    private static bool TryReadBuckets(ReadOnlySpan<byte> message, OtlpBuckets buckets)
    {
        ProtobufReader fields = new(message);
        while (fields.TryReadTag(out uint tag))
        {
            switch (tag)
            {
                case (1 << 3) | (uint)WireType.Varint: buckets.Offset = (int)fields.ReadZigZag(); break;
                case (2 << 3) | (uint)WireType.Varint: buckets.Counts.Add(fields.ReadVarint()); break;
                case (2 << 3) | (uint)WireType.Bytes:
                    ProtobufReader packed = new(fields.ReadBytes());
                    while (!packed.IsAtEnd) buckets.Counts.Add(packed.ReadVarint());
                    if (packed.IsBroken) return false;
                    break;
                default: fields.Skip(tag); break;
            }
        }

        return !fields.IsBroken;
    }

    private static bool TryReadQuantile(ReadOnlySpan<byte> message, List<(double Quantile, double Value)> target)
    {
        double quantile = 0;
        double value = 0;
        ProtobufReader fields = new(message);
        while (fields.TryReadTag(out uint tag))
        {
            if (tag == ProtobufReader.Tag(1, WireType.Fixed64)) quantile = fields.ReadDouble();
            else if (tag == ProtobufReader.Tag(2, WireType.Fixed64)) value = fields.ReadDouble();
            else fields.Skip(tag);
        }

        target.Add((quantile, value));
        return !fields.IsBroken;
    }
}
