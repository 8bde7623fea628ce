using Heed.Ingest.Exposition;
using Heed.Model.Histograms;
using Heed.Wire.Protobuf;

namespace Heed.Ingest.Tests.Exposition;

public sealed class ProtobufExpositionReaderTests
{
    [Fact]
    public void Every_type_gives_its_samples()
    {
        (List<string> lines, ExpositionError? error) = Expositions.Read(ExpositionFormat.Protobuf, Body());

        Assert.Null(error);
        Assert.Equal(
            [
                "# c_total counter [] Help.", "c_total{a=\"é\"} 3 @17 since 1500", "c_total 4",
                "# s summary [seconds] ", "s{quantile=\"0.5\"} 7", "s_sum 9", "s_count 2",
                "# h histogram [] ", "h_bucket{le=\"1.0\"} 1", "h_bucket{le=\"+Inf\"} 3", "h_sum 2.5", "h_count 3",
                "# n histogram [] ", "n histogram",
            ],
            lines);
    }

    [Fact]
    public void Native_buckets_are_kept_where_both_kinds_are_there()
    {
        ProtobufExpositionReader reader = new(Body());
        while (reader.Next() != ExpositionEntry.Histogram) Assert.Null(reader.Error);

        Assert.Equal((1, 3, 4.5), (reader.Histogram!.Schema, reader.Histogram.Count, reader.Histogram.Sum));
        Assert.Equal([new BucketSpan(-3, 2)], reader.Histogram.PositiveSpans);
        Assert.Equal([1.0, 2.0], reader.Histogram.PositiveCounts);
        Assert.Equal(1, reader.ExemplarCount);
    }

    [Fact]
    public void The_same_bytes_are_the_same_series_and_no_others()
    {
        List<byte[]> first = Keys(Body());

        Assert.Equal(first, Keys(Body()));
        Assert.Equal(first.Count, first.Select(Convert.ToHexString).Distinct().Count());
        ProtobufExpositionReader reader = new(Body());
        Assert.Equal(ExpositionEntry.Metadata, reader.Next(first[0]));
        Assert.Equal(ExpositionEntry.Sample, reader.Next(first[0]));
        Assert.True(reader.IsLikely);
        reader.Next(first[0]);
        Assert.False(reader.IsLikely);
    }

    [Theory]
    [InlineData(new byte[] { 0x05, 0x0A, 0x01 }, "metric family 1: expected a whole metric family, found something else")]
    [InlineData(new byte[] { 0x00 }, "metric family 1: expected a metric family, found something else")]
    [InlineData(new byte[] { 0x03, 0x0A, 0x01, 0xFF }, "metric family 1: expected a metric family, found something else")]
    [InlineData(new byte[] { 0x07, 0x0A, 0x01, 0x61, 0x22, 0x02, 0x12, 0x05 }, "metric family 1: expected a whole metric, found something else")]
    public void An_error_names_the_family(byte[] body, string expected) =>
        Assert.Equal(expected, Expositions.Read(ExpositionFormat.Protobuf, body).Error?.ToString());

    internal static byte[] Body()
    {
        ProtobufWriter body = new();
        Family(body, "c_total", "Help.", 0, "", f =>
        {
            int metric = f.Begin(4);
            int label = f.Begin(1);
            f.WriteText(1, "a");
            f.WriteText(2, "é");
            f.End(label);
            int counter = f.Begin(3);
            f.WriteDouble(1, 3);
            f.WriteBytes(2, [0x11, 0, 0, 0, 0, 0, 0, 0, 0]);
            int created = f.Begin(3);
            f.WriteVarint(1, 1);
            f.WriteVarint(2, 500_000_000);
            f.End(created);
            f.End(counter);
            f.WriteInt64(6, 17);
            f.End(metric);
            Metric(f, 3, c => c.WriteDouble(1, 4));
        });
        Family(body, "s", "", 2, "seconds", f => Metric(f, 4, s =>
        {
            s.WriteVarint(1, 2);
            s.WriteDouble(2, 9);
            int quantile = s.Begin(3);
            s.WriteDouble(1, 0.5);
            s.WriteDouble(2, 7);
            s.End(quantile);
        }));
        Family(body, "h", "", 4, "", f => Metric(f, 7, Classic));
        Family(body, "n", "", 4, "", f => Metric(f, 7, h =>
        {
            Classic(h);
            h.WriteDouble(2, 4.5);
            h.WriteZigZag(5, 1);
            h.WriteBytes(12, [0x08, 0x05, 0x10, 0x02]);
            h.WriteBytes(13, [0x02, 0x02]);
        }));
        return body.Written.ToArray();
    }

    private static void Classic(ProtobufWriter h)
    {
        h.WriteVarint(1, 3);
        h.WriteDouble(2, 2.5);
        int bucket = h.Begin(3);
        h.WriteVarint(1, 1);
        h.WriteDouble(2, 1);
        h.End(bucket);
    }

    private static List<byte[]> Keys(byte[] body)
    {
        List<byte[]> keys = [];
        ProtobufExpositionReader reader = new(body);
        while (reader.Next() is var entry and not (ExpositionEntry.End or ExpositionEntry.Broken))
        {
            if (entry != ExpositionEntry.Metadata) keys.Add(reader.SeriesText.ToArray());
        }

        return keys;
    }

    private static void Metric(ProtobufWriter family, int kind, Action<ProtobufWriter> write)
    {
        int metric = family.Begin(4);
        int data = family.Begin(kind);
        write(family);
        family.End(data);
        family.End(metric);
    }

    private static void Family(ProtobufWriter body, string name, string help, int type, string unit, Action<ProtobufWriter> metrics)
    {
        ProtobufWriter family = new();
        family.WriteText(1, name);
        family.WriteText(2, help);
        family.WriteVarint(3, (ulong)type);
        metrics(family);
        family.WriteText(5, unit);
        body.WriteVarint((ulong)family.Length);
        body.WriteRaw(family.Written);
    }
}
