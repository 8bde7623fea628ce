using Heed.Model.Histograms;
using Heed.Model.Samples;
using Heed.Wire.Protobuf;

namespace Heed.Remote;

/// <summary>Prometheus' <c>Histogram</c> message, in both directions. Source: prompb/types.proto.</summary>
internal static class WireHistogram
{
    private const int CountInteger = 1;
    private const int CountFloat = 2;
    private const int Sum = 3;
    private const int Schema = 4;
    private const int ZeroThreshold = 5;
    private const int ZeroCountInteger = 6;
    private const int ZeroCountFloat = 7;
    private const int NegativeSpans = 8;
    private const int NegativeDeltas = 9;
    private const int NegativeCounts = 10;
    private const int PositiveSpans = 11;
    private const int PositiveDeltas = 12;
    private const int PositiveCounts = 13;
    private const int ResetHint = 14;
    private const int Timestamp = 15;
    private const int CustomValues = 16;

    /// <summary>Writes the fields of a histogram of floats; the caller begins and ends the message.</summary>
    public static void Write(ProtobufWriter writer, NativeHistogram histogram, long timeMs)
    {
        writer.WriteDouble(CountFloat, histogram.Count);
        writer.WriteDouble(Sum, histogram.Sum);
        writer.WriteZigZag(Schema, histogram.Schema);
        writer.WriteDouble(ZeroThreshold, histogram.ZeroThreshold);
        writer.WriteDouble(ZeroCountFloat, histogram.ZeroCount);
        WriteSpans(writer, NegativeSpans, histogram.NegativeSpans);
        WriteDoubles(writer, NegativeCounts, histogram.NegativeCounts);
        WriteSpans(writer, PositiveSpans, histogram.PositiveSpans);
        WriteDoubles(writer, PositiveCounts, histogram.PositiveCounts);
        writer.WriteVarint(ResetHint, (ulong)histogram.ResetHint);
        writer.WriteInt64(Timestamp, timeMs);
        WriteDoubles(writer, CustomValues, histogram.CustomBounds);
    }

    /// <summary>Adds the histogram to the samples. False where the message is damaged.</summary>
    public static bool TryRead(ReadOnlySpan<byte> message, SampleBuffer samples)
    {
        NativeHistogram histogram = new() { Schema = 0 };
        long timeMs = 0;
        ProtobufReader reader = new(message);
        while (reader.TryReadTag(out uint tag))
        {
            switch (ProtobufReader.FieldOf(tag))
            {
                case CountInteger: histogram = histogram with { Count = reader.ReadVarint() }; break;
                case CountFloat: histogram = histogram with { Count = reader.ReadDouble() }; break;
                case Sum: histogram = histogram with { Sum = reader.ReadDouble() }; break;
                case Schema: histogram = histogram with { Schema = (int)reader.ReadZigZag() }; break;
                case ZeroThreshold: histogram = histogram with { ZeroThreshold = reader.ReadDouble() }; break;
                case ZeroCountInteger: histogram = histogram with { ZeroCount = reader.ReadVarint() }; break;
                case ZeroCountFloat: histogram = histogram with { ZeroCount = reader.ReadDouble() }; break;
                case ResetHint: histogram = histogram with { ResetHint = (CounterResetHint)(reader.ReadVarint() & 3) }; break;
                case Timestamp: timeMs = (long)reader.ReadVarint(); break;
                case NegativeSpans:
                    histogram = histogram with { NegativeSpans = [.. histogram.NegativeSpans, ReadSpan(reader.ReadBytes())] };
                    break;
                case PositiveSpans:
                    histogram = histogram with { PositiveSpans = [.. histogram.PositiveSpans, ReadSpan(reader.ReadBytes())] };
                    break;
                case NegativeDeltas: histogram = histogram with { NegativeCounts = ReadDeltas(reader.ReadBytes()) }; break;
                case PositiveDeltas: histogram = histogram with { PositiveCounts = ReadDeltas(reader.ReadBytes()) }; break;
                case NegativeCounts: histogram = histogram with { NegativeCounts = ReadDoubles(reader.ReadBytes()) }; break;
                case PositiveCounts: histogram = histogram with { PositiveCounts = ReadDoubles(reader.ReadBytes()) }; break;
                case CustomValues: histogram = histogram with { CustomBounds = ReadDoubles(reader.ReadBytes()) }; break;
                default: reader.Skip(tag); break;
            }
        }

        if (StaleMarker.IsStale(histogram.Sum)) samples.Add(timeMs, StaleMarker.Value);
        else samples.Add(timeMs, histogram);
        return !reader.IsBroken;
    }

    private static void WriteSpans(ProtobufWriter writer, int field, IReadOnlyList<BucketSpan> spans)
    {
        foreach (BucketSpan span in spans)
        {
            int start = writer.Begin(field);
            writer.WriteZigZag(1, span.Offset);
            writer.WriteVarint(2, (ulong)span.Length);
            writer.End(start);
        }
    }

    private static void WriteDoubles(ProtobufWriter writer, int field, IReadOnlyList<double> numbers)
    {
        if (numbers.Count == 0) return;
        int start = writer.Begin(field);
        foreach (double number in numbers) writer.WriteDouble(number);
        writer.End(start);
    }

    private static BucketSpan ReadSpan(ReadOnlySpan<byte> message)
    {
        int offset = 0;
        int length = 0;
        ProtobufReader reader = new(message);
        while (reader.TryReadTag(out uint tag))
        {
            if (ProtobufReader.FieldOf(tag) == 1) offset = (int)reader.ReadZigZag();
            else if (ProtobufReader.FieldOf(tag) == 2) length = (int)reader.ReadVarint();
            else reader.Skip(tag);
        }

        return new BucketSpan(offset, length);
    }

    /// <summary>Each number is the difference to the one before.</summary>
    private static List<double> ReadDeltas(ReadOnlySpan<byte> packed)
    {
        List<double> counts = [];
        long count = 0;
        ProtobufReader reader = new(packed);
        while (!reader.IsAtEnd) counts.Add(count += reader.ReadZigZag());
        return counts;
    }

    private static List<double> ReadDoubles(ReadOnlySpan<byte> packed)
    {
        List<double> numbers = [];
        ProtobufReader reader = new(packed);
        while (!reader.IsAtEnd) numbers.Add(reader.ReadDouble());
        return numbers;
    }
}
