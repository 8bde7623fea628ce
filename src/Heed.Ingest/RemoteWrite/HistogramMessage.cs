using Heed.Ingest.Series;
using Heed.Model.Histograms;
using Heed.Wire.Protobuf;

namespace Heed.Ingest.RemoteWrite;

/// <summary>The <c>Histogram</c> message, the same in both versions of remote write but for the start time that 2.0 adds.</summary>
internal sealed class HistogramMessage
{
    private readonly HistogramParts _parts = new();

    public long TimeMs { get; private set; }

    /// <summary>0 where the sender does not say.</summary>
    public long StartMs { get; private set; }

    /// <summary>False where the bytes are broken. What they say is judged by <see cref="Build"/>.</summary>
    public bool TryRead(ReadOnlySpan<byte> message)
    {
        _parts.Clear();
        TimeMs = 0;
        StartMs = 0;
        ProtobufReader fields = new(message);
        while (fields.TryReadTag(out uint tag))
        {
            if (!TryReadScalar(ref fields, tag) && !TryReadBuckets(ref fields, tag)) return false;
        }

        return !fields.IsBroken;
    }

    public NativeHistogram? Build(out string problem) => _parts.Build(out problem);

    private bool TryReadScalar(ref ProtobufReader fields, uint tag)
    {
        switch (tag)
        {
            case (1 << 3) | (uint)WireType.Varint: _parts.Count = fields.ReadVarint(); break;
            case (2 << 3) | (uint)WireType.Fixed64: _parts.Count = fields.ReadDouble(); break;
            case (3 << 3) | (uint)WireType.Fixed64: _parts.Sum = fields.ReadDouble(); break;
            case (4 << 3) | (uint)WireType.Varint: _parts.Schema = (int)fields.ReadZigZag(); break;
            case (5 << 3) | (uint)WireType.Fixed64: _parts.ZeroThreshold = fields.ReadDouble(); break;
            case (6 << 3) | (uint)WireType.Varint: _parts.ZeroCount = fields.ReadVarint(); break;
            case (7 << 3) | (uint)WireType.Fixed64: _parts.ZeroCount = fields.ReadDouble(); break;
            case (14 << 3) | (uint)WireType.Varint: _parts.ResetHint = Hint(fields.ReadVarint()); break;
            case (15 << 3) | (uint)WireType.Varint: TimeMs = (long)fields.ReadVarint(); break;
            case (17 << 3) | (uint)WireType.Varint: StartMs = (long)fields.ReadVarint(); break;
            default: return false;
        }

        return true;
    }

    private bool TryReadBuckets(ref ProtobufReader fields, uint tag)
    {
        switch (ProtobufReader.FieldOf(tag))
        {
            case 8 when IsBytes(tag): return _parts.Negative.TryAddSpan(fields.ReadBytes());
            case 9: return _parts.Negative.TryAddDeltas(ref fields, tag);
            case 10: return _parts.Negative.TryAddCounts(ref fields, tag);
            case 11 when IsBytes(tag): return _parts.Positive.TryAddSpan(fields.ReadBytes());
            case 12: return _parts.Positive.TryAddDeltas(ref fields, tag);
            case 13: return _parts.Positive.TryAddCounts(ref fields, tag);
            case 16: return HistogramSide.TryAddDoubles(ref fields, tag, _parts.CustomBounds);
            default:
                fields.Skip(tag);
                return true;
        }
    }

    private static bool IsBytes(uint tag) => (tag & 7) == (uint)WireType.Bytes;

    private static CounterResetHint Hint(ulong value) => value switch
    {
        1 => CounterResetHint.Reset,
        2 => CounterResetHint.NoReset,
        3 => CounterResetHint.Gauge,
        _ => CounterResetHint.Unknown,
    };
}
