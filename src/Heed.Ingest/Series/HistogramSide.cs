using Heed.Model.Histograms;
using Heed.Wire.Protobuf;

namespace Heed.Ingest.Series;

/// <summary>Spans and counts of the buckets at one side of zero.</summary>
internal sealed class HistogramSide
{
    /// <summary>Of buckets and of spans: what is denser than its message by so much is not kept.</summary>
    public const int MostBuckets = 1 << 16;

    private double _running;

    public List<BucketSpan> Spans { get; } = [];

    public List<double> Counts { get; } = [];

    public void Clear()
    {
        _running = 0;
        Spans.Clear();
        Counts.Clear();
    }

    /// <summary>A span message: offset and length.</summary>
    public bool TryAddSpan(ReadOnlySpan<byte> message)
    {
        long offset = 0;
        ulong length = 0;
        ProtobufReader fields = new(message);
        while (fields.TryReadTag(out uint tag))
        {
            if (tag == ProtobufReader.Tag(1, WireType.Varint)) offset = fields.ReadZigZag();
            else if (tag == ProtobufReader.Tag(2, WireType.Varint)) length = fields.ReadVarint();
            else fields.Skip(tag);
        }

        if (Spans.Count == MostBuckets || fields.IsBroken || offset is < int.MinValue or > int.MaxValue || length > int.MaxValue) return false;
        Spans.Add(new BucketSpan((int)offset, (int)length));
        return true;
    }

    /// <summary>Counts as differences from the bucket before, packed or one by one.</summary>
    public bool TryAddDeltas(ref ProtobufReader fields, uint tag)
    {
        if ((tag & 7) == (uint)WireType.Varint)
        {
            return TryAddDelta(fields.ReadZigZag()) && !fields.IsBroken;
        }

        ProtobufReader packed = new(fields.ReadBytes());
        while (!packed.IsAtEnd)
        {
            if (!TryAddDelta(packed.ReadZigZag())) return false;
        }

        return !packed.IsBroken && !fields.IsBroken;
    }

    /// <summary>Counts as they are, packed or one by one.</summary>
    public bool TryAddCounts(ref ProtobufReader fields, uint tag) => TryAddDoubles(ref fields, tag, Counts);

    public static bool TryAddDoubles(ref ProtobufReader fields, uint tag, List<double> target)
    {
        if ((tag & 7) == (uint)WireType.Fixed64)
        {
            target.Add(fields.ReadDouble());
            return target.Count <= MostBuckets && !fields.IsBroken;
        }

        ReadOnlySpan<byte> bytes = fields.ReadBytes();
        if (bytes.Length / sizeof(double) > MostBuckets - target.Count) return false;
        ProtobufReader packed = new(bytes);
        while (!packed.IsAtEnd) target.Add(packed.ReadDouble());
        return !packed.IsBroken && !fields.IsBroken;
    }

    public double Total()
    {
        double total = 0;
        foreach (double count in Counts) total += count;
        return total;
    }

    /// <summary>One more than the index of the last bucket; 0 without buckets.</summary>
    public long HighestIndex()
    {
        long index = 0;
        foreach (BucketSpan span in Spans) index += (long)span.Offset + span.Length;
        return index;
    }

    public string? Problem()
    {
        long buckets = 0;
        for (int i = 0; i < Spans.Count; i++)
        {
            if (i > 0 && Spans[i].Offset < 0) return "spans that overlap";
            buckets += Spans[i].Length;
        }

        if (buckets != Counts.Count) return $"spans of {buckets} buckets and {Counts.Count} counts";
        foreach (double count in Counts)
        {
            if (!(count >= 0)) return "a bucket with a negative count";
        }

        return null;
    }

    private bool TryAddDelta(long delta)
    {
        if (Counts.Count == MostBuckets) return false;
        _running += delta;
        Counts.Add(_running);
        return true;
    }
}
