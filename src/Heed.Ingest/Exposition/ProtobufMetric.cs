using Heed.Ingest.Series;
using Heed.Model.Labels;
using Heed.Wire.Protobuf;

namespace Heed.Ingest.Exposition;

/// <summary>A <c>Metric</c> message of <c>io.prometheus.client</c> and the samples that it stands for. Used again for each.</summary>
internal sealed class ProtobufMetric
{
    private const int CounterField = 3;
    private const int HistogramField = 7;
    private const int SummaryField = 4;
    private const long MillisecondsPerSecond = 1000;

    private readonly HistogramParts _parts = new();
    private bool _isNative;
    private double _count;

    public List<ProtobufPoint> Points { get; } = [];

    /// <summary>The label fields, one behind the other.</summary>
    public ProtobufWriter Labels { get; } = new();

    public long? TimeMs { get; private set; }

    public long StartTimeMs { get; private set; }

    public long ExemplarCount { get; private set; }

    /// <summary>Null where the message is sound, else what is wrong with it.</summary>
    public string? Read(ReadOnlySpan<byte> message)
    {
        Points.Clear();
        Labels.Clear();
        TimeMs = null;
        StartTimeMs = 0;
        ProtobufReader fields = new(message);
        while (fields.TryReadTag(out uint tag))
        {
            string? problem = null;
            switch (tag)
            {
                case (1 << 3) | (uint)WireType.Bytes: Labels.WriteBytes(1, fields.ReadBytes()); break;
                case (6 << 3) | (uint)WireType.Varint: TimeMs = (long)fields.ReadVarint(); break;
                case (HistogramField << 3) | (uint)WireType.Bytes: problem = ReadHistogram(fields.ReadBytes()); break;
                case (SummaryField << 3) | (uint)WireType.Bytes: problem = ReadSummary(fields.ReadBytes()); break;
                case (2 << 3) | (uint)WireType.Bytes or (CounterField << 3) | (uint)WireType.Bytes or (5 << 3) | (uint)WireType.Bytes:
                    problem = ReadValue(fields.ReadBytes());
                    break;
                default: fields.Skip(tag); break;
            }

            if (problem is not null) return problem;
        }

        return fields.IsBroken ? "a whole metric" : null;
    }

    /// <summary>Gauges, counters and untyped metrics: a value; counters alone have the fields behind it.</summary>
    private string? ReadValue(ReadOnlySpan<byte> message)
    {
        double value = 0;
        ProtobufReader fields = new(message);
        while (fields.TryReadTag(out uint tag))
        {
            if (tag == ProtobufReader.Tag(1, WireType.Fixed64)) value = fields.ReadDouble();
            else if (tag == ProtobufReader.Tag(2, WireType.Bytes)) SkipExemplar(ref fields);
            else if (tag == ProtobufReader.Tag(3, WireType.Bytes)) StartTimeMs = Milliseconds(fields.ReadBytes());
            else fields.Skip(tag);
        }

        Points.Add(new ProtobufPoint("", null, 0, value, null));
        return fields.IsBroken ? "a whole value" : null;
    }

    private string? ReadSummary(ReadOnlySpan<byte> message)
    {
        double count = 0;
        double sum = 0;
        ProtobufReader fields = new(message);
        while (fields.TryReadTag(out uint tag))
        {
            if (tag == ProtobufReader.Tag(1, WireType.Varint)) count = fields.ReadVarint();
            else if (tag == ProtobufReader.Tag(2, WireType.Fixed64)) sum = fields.ReadDouble();
            else if (tag == ProtobufReader.Tag(4, WireType.Bytes)) StartTimeMs = Milliseconds(fields.ReadBytes());
            else if (tag == ProtobufReader.Tag(3, WireType.Bytes)) AddQuantile(fields.ReadBytes());
            else fields.Skip(tag);
        }

        Points.Add(new ProtobufPoint("_sum", null, 0, sum, null));
        Points.Add(new ProtobufPoint("_count", null, 0, count, null));
        return fields.IsBroken ? "a whole summary" : null;
    }

    private void AddQuantile(ReadOnlySpan<byte> message)
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

        Points.Add(new ProtobufPoint("", "quantile", quantile, value, null));
    }

    /// <summary>A histogram may have both kinds of buckets; the native ones are then what is kept, as in Prometheus.</summary>
    private string? ReadHistogram(ReadOnlySpan<byte> message)
    {
        _parts.Clear();
        _isNative = false;
        _count = 0;
        bool hasInfinity = false;
        ProtobufReader fields = new(message);
        while (fields.TryReadTag(out uint tag))
        {
            if (tag == ProtobufReader.Tag(3, WireType.Bytes)) hasInfinity |= AddBucket(fields.ReadBytes());
            else if (!ReadScalar(ref fields, tag) && !TryReadBuckets(ref fields, tag)) return "whole buckets";
        }

        if (fields.IsBroken) return "a whole histogram";
        _parts.Count = _count;
        if (_isNative)
        {
            Points.Clear();
            Points.Add(new ProtobufPoint("", null, 0, 0, _parts.Build(out string problem)));
            return problem.Length == 0 ? null : $"a histogram without {problem}";
        }

        if (!hasInfinity) Points.Add(new ProtobufPoint("_bucket", LabelNames.BucketBound, double.PositiveInfinity, _count, null));
        Points.Add(new ProtobufPoint("_sum", null, 0, _parts.Sum, null));
        Points.Add(new ProtobufPoint("_count", null, 0, _count, null));
        return null;
    }

    private bool ReadScalar(ref ProtobufReader fields, uint tag)
    {
        switch (tag)
        {
            case (1 << 3) | (uint)WireType.Varint: _count = Math.Max(_count, fields.ReadVarint()); break;
            case (4 << 3) | (uint)WireType.Fixed64: _count = Override(_count, fields.ReadDouble()); break;
            case (2 << 3) | (uint)WireType.Fixed64: _parts.Sum = fields.ReadDouble(); break;
            case (5 << 3) | (uint)WireType.Varint: _parts.Schema = (int)fields.ReadZigZag(); break;
            case (6 << 3) | (uint)WireType.Fixed64: _isNative |= (_parts.ZeroThreshold = fields.ReadDouble()) > 0; break;
            case (7 << 3) | (uint)WireType.Varint: _isNative |= (_parts.ZeroCount = fields.ReadVarint()) > 0; break;
            case (8 << 3) | (uint)WireType.Fixed64: _isNative |= (_parts.ZeroCount = Override(_parts.ZeroCount, fields.ReadDouble())) > 0; break;
            case (15 << 3) | (uint)WireType.Bytes: StartTimeMs = Milliseconds(fields.ReadBytes()); break;
            case (16 << 3) | (uint)WireType.Bytes: SkipExemplar(ref fields); break;
            default: return false;
        }

        return true;
    }

    private bool TryReadBuckets(ref ProtobufReader fields, uint tag)
    {
        bool isBytes = (tag & 7) == (uint)WireType.Bytes;
        switch (ProtobufReader.FieldOf(tag))
        {
            case 9 when isBytes: return (_isNative = true) && _parts.Negative.TryAddSpan(fields.ReadBytes());
            case 10: return _parts.Negative.TryAddDeltas(ref fields, tag);
            case 11: return _parts.Negative.TryAddCounts(ref fields, tag);
            case 12 when isBytes: return (_isNative = true) && _parts.Positive.TryAddSpan(fields.ReadBytes());
            case 13: return _parts.Positive.TryAddDeltas(ref fields, tag);
            case 14: return _parts.Positive.TryAddCounts(ref fields, tag);
            default:
                fields.Skip(tag);
                return true;
        }
    }

    /// <summary>Whether the bucket is the one without a bound.</summary>
    private bool AddBucket(ReadOnlySpan<byte> message)
    {
        double count = 0;
        double bound = 0;
        ProtobufReader fields = new(message);
        while (fields.TryReadTag(out uint tag))
        {
            if (tag == ProtobufReader.Tag(1, WireType.Varint)) count = Math.Max(count, fields.ReadVarint());
            else if (tag == ProtobufReader.Tag(4, WireType.Fixed64)) count = Override(count, fields.ReadDouble());
            else if (tag == ProtobufReader.Tag(2, WireType.Fixed64)) bound = fields.ReadDouble();
            else if (tag == ProtobufReader.Tag(3, WireType.Bytes)) SkipExemplar(ref fields);
            else fields.Skip(tag);
        }

        Points.Add(new ProtobufPoint("_bucket", LabelNames.BucketBound, bound, count, null));
        return double.IsPositiveInfinity(bound);
    }

    private void SkipExemplar(ref ProtobufReader fields)
    {
        fields.ReadBytes();
        ExemplarCount++;
    }

    /// <summary>Counts of float histograms stand beside those of integer ones and win where they are there.</summary>
    private static double Override(double integer, double number) => number > 0 ? number : integer;

    /// <summary>A <c>google.protobuf.Timestamp</c>: seconds and nanoseconds.</summary>
    private static long Milliseconds(ReadOnlySpan<byte> message)
    {
        long seconds = 0;
        long nanoseconds = 0;
        ProtobufReader fields = new(message);
        while (fields.TryReadTag(out uint tag))
        {
            if (tag == ProtobufReader.Tag(1, WireType.Varint)) seconds = (long)fields.ReadVarint();
            else if (tag == ProtobufReader.Tag(2, WireType.Varint)) nanoseconds = (long)fields.ReadVarint();
            else fields.Skip(tag);
        }

        return (seconds * MillisecondsPerSecond) + (nanoseconds / 1_000_000);
    }
}
