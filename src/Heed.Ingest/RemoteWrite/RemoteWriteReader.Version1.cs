using System.Text;

using Heed.Model.Metadata;
using Heed.Wire.Protobuf;

namespace Heed.Ingest.RemoteWrite;

/// <content><c>prometheus.WriteRequest</c>.</content>
internal sealed partial class RemoteWriteReader
{
    private const uint SeriesTag1 = (1 << 3) | (uint)WireType.Bytes;
    private const uint MetadataTag1 = (3 << 3) | (uint)WireType.Bytes;
    private const uint ExemplarTag1 = (3 << 3) | (uint)WireType.Bytes;
    private const uint HistogramTag1 = (4 << 3) | (uint)WireType.Bytes;

    private readonly ProtobufWriter _run = new();

    private string? ReadVersion1(ReadOnlySpan<byte> message)
    {
        ProtobufReader request = new(message);
        while (request.TryReadTag(out uint tag))
        {
            if (tag == SeriesTag1)
            {
                ReadOnlySpan<byte> series = request.ReadBytes();
                if (request.IsBroken) break;
                _seriesNumber++;
                if (!TryReadSeries1(series)) return Broken("the series");
            }
            else if (tag == MetadataTag1)
            {
                if (!TryReadMetadata1(request.ReadBytes())) return Broken("metadata behind the series");
            }
            else
            {
                request.Skip(tag);
            }
        }

        return request.IsBroken ? Broken("the request behind the series") : null;
    }

    private bool TryReadSeries1(ReadOnlySpan<byte> series)
    {
        int runLength = LabelBytes.RunLength(series);
        if (runLength < 0) return false;
        ReadOnlySpan<byte> run = series[..runLength];
        ReadOnlySpan<byte> rest = series[runLength..];

        // One sample and nothing else, which is what a request of a running sender is made of.
        bool isUsual = rest.Length > 2 && rest[0] == SampleTag && rest[1] == rest.Length - 2 && rest[1] < 0x80;
        if (!isUsual && HasLabels(rest, out bool isBroken))
        {
            if (isBroken) return false;
            run = series.Length <= limits.MaxLabelBytes ? GatherLabels(series) : series;
        }

        WrittenSeries? known = resolver.Find(run);
        if (known is null)
        {
            Refuse(null, resolver.Problem);
            return true;
        }

        return isUsual ? TryReadSample(known, rest[2..], 0) : TryReadPoints1(known, rest);
    }

    private bool TryReadPoints1(WrittenSeries series, ReadOnlySpan<byte> points)
    {
        ProtobufReader fields = new(points);
        while (fields.TryReadTag(out uint tag))
        {
            switch (tag)
            {
                case SampleTag:
                    if (!TryReadSample(series, fields.ReadBytes(), 0)) return false;
                    break;
                case HistogramTag1:
                    if (!TryReadHistogram(series, fields.ReadBytes())) return false;
                    break;
                case ExemplarTag1:
                    fields.ReadBytes();
                    _tally.ExemplarsDropped++;
                    break;
                default:
                    fields.Skip(tag);
                    break;
            }
        }

        return !fields.IsBroken;
    }

    /// <summary>Whether labels stand behind other fields, which protobuf allows and no sender does.</summary>
    private static bool HasLabels(ReadOnlySpan<byte> fields, out bool isBroken)
    {
        ProtobufReader reader = new(fields);
        bool has = false;
        while (reader.TryReadTag(out uint tag))
        {
            has |= tag == LabelBytes.FieldTag;
            reader.Skip(tag);
        }

        isBroken = reader.IsBroken;
        return has || isBroken;
    }

    private ReadOnlySpan<byte> GatherLabels(ReadOnlySpan<byte> series)
    {
        _run.Clear();
        ProtobufReader reader = new(series);
        while (reader.TryReadTag(out uint tag))
        {
            if (tag == LabelBytes.FieldTag) _run.WriteBytes(1, reader.ReadBytes());
            else reader.Skip(tag);
        }

        return _run.Written;
    }

    private bool TryReadMetadata1(ReadOnlySpan<byte> message)
    {
        ulong type = 0;
        string family = "";
        string help = "";
        string unit = "";
        ProtobufReader fields = new(message);
        while (fields.TryReadTag(out uint tag))
        {
            switch (tag)
            {
                case (1 << 3) | (uint)WireType.Varint: type = fields.ReadVarint(); break;
                case (2 << 3) | (uint)WireType.Bytes: family = Encoding.UTF8.GetString(fields.ReadBytes()); break;
                case (4 << 3) | (uint)WireType.Bytes: help = Encoding.UTF8.GetString(fields.ReadBytes()); break;
                case (5 << 3) | (uint)WireType.Bytes: unit = Encoding.UTF8.GetString(fields.ReadBytes()); break;
                default: fields.Skip(tag); break;
            }
        }

        if (fields.IsBroken) return false;
        Describe(new MetricMetadata(family, Type(type), unit, help));
        return true;
    }

    /// <summary>Both versions number the types alike, and in the order of <see cref="MetricType"/>.</summary>
    private static MetricType Type(ulong type) => type <= (ulong)MetricType.StateSet ? (MetricType)type : MetricType.Unknown;
}
