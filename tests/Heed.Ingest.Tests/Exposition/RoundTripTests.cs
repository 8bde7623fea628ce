using System.Text;

using Heed.Ingest.Exposition;
using Heed.Ingest.Otlp;
using Heed.Ingest.RemoteWrite;
using Heed.Ingest.Series;
using Heed.Ingest.Tests.RemoteWrite;
using Heed.Model.Labels;
using Heed.Model.Metadata;
using Heed.Wire.Protobuf;
using Heed.Wire.RemoteWrite;

namespace Heed.Ingest.Tests.Exposition;

/// <summary>10,000 series that are hard to write come back through every format as they were.</summary>
public sealed class RoundTripTests
{
    private const int Series = 10_000;

    private static readonly double[] Values = [0, -0.0, 1, -1.5, 1e-300, 123456789.125, double.MaxValue, double.Epsilon, double.PositiveInfinity, double.NegativeInfinity, 1.0 / 3];

    [Theory]
    [InlineData(ExpositionFormat.Text)]
    [InlineData(ExpositionFormat.OpenMetrics)]
    public void Through_the_text_formats(ExpositionFormat format)
    {
        LabelSet[] series = [.. LabelValues.Hard(Series, 1)];
        ExpositionWriter writer = new(format);
        for (int i = 0; i < series.Length; i++) writer.WriteSample(series[i], Values[i % Values.Length], i % 2 == 0 ? (i - 500) * 7L : null);
        writer.End();

        IExpositionReader reader = ExpositionFormats.Open(format, writer.Written());
        for (int i = 0; i < series.Length; i++)
        {
            LabelSetBuilder labels = new();
            Assert.Equal(ExpositionEntry.Sample, reader.Next());
            Assert.True(reader.TryReadLabels(labels), reader.Error?.ToString());
            Assert.Equal(series[i], labels.Build());
            Assert.Equal(BitConverter.DoubleToInt64Bits(Values[i % Values.Length]), BitConverter.DoubleToInt64Bits(reader.Value));
            Assert.Equal(i % 2 == 0 ? (i - 500) * 7L : null, reader.TimeMs);
        }

        Assert.Equal(ExpositionEntry.End, reader.Next());
    }

    [Fact]
    public void Through_remote_write_1()
    {
        LabelSet[] series = [.. LabelValues.Hard(Series, 2)];
        WriteRequestWriter writer = new();
        foreach (LabelSet labels in series)
        {
            writer.BeginSeries();
            foreach (Label label in labels.Labels) writer.AddLabel(label.Name, label.Value);
            writer.AddSample(1, 2);
            writer.EndSeries();
        }

        AssertReceived(series, writer.ToBody(), RemoteWriteProtocol.Version1);
    }

    [Fact]
    public void Through_remote_write_2()
    {
        LabelSet[] series = [.. LabelValues.Hard(Series, 3)];
        foreach (LabelSet[] chunk in series.Chunk(200))
        {
            Version2Request request = new();
            foreach (LabelSet labels in chunk) request.Begin([.. labels.Labels.ToArray().Select(l => (l.Name, l.Value))]).Sample(2, 1).End();
            AssertReceived(chunk, request.ToBody(), RemoteWriteProtocol.Version2);
        }
    }

    /// <summary>OTLP has no room for names: its values are what must come back.</summary>
    [Fact]
    public void Through_OTLP()
    {
        LabelSet[] series = [.. LabelValues.Hard(Series, 4)];
        ProtobufWriter w = new();
        int request = w.Begin(1);
        int scope = w.Begin(2);
        int metric = w.Begin(2);
        w.WriteText(1, "m");
        int gauge = w.Begin(5);
        foreach (LabelSet labels in series)
        {
            int point = w.Begin(1);
            w.WriteDouble(3, BitConverter.UInt64BitsToDouble(1_000_000));
            w.WriteDouble(4, 1);
            int attribute = w.Begin(7);
            w.WriteText(1, "value");
            int value = w.Begin(2);
            w.WriteText(1, labels.Get("value"));
            w.End(value);
            w.End(attribute);
            w.End(point);
        }

        w.End(gauge);
        w.End(metric);
        w.End(scope);
        w.End(request);
        RecordingSink sink = new();
        new OtlpReceiver(new SampleSinks(sink, null, null), new OtlpLimits()).Receive(w.WrittenMemory, isJson: false);

        Assert.Equal(series.Select(s => s.Get("value")), sink.Samples.Select(s => s.Labels.Get("value")));
    }

    [Theory]
    [InlineData(ExpositionFormat.Text)]
    [InlineData(ExpositionFormat.OpenMetrics)]
    public void Metadata_come_back(ExpositionFormat format)
    {
        foreach (MetricType type in (MetricType[])[MetricType.Counter, MetricType.Gauge, MetricType.Histogram, MetricType.Summary, MetricType.Unknown])
        {
            foreach (string name in (string[])["plain_seconds", "quo\"ted\n\\.seconds_seconds"])
            {
                MetricMetadata family = new(name, type, format == ExpositionFormat.Text ? "" : "seconds", "A \"help\"\nwith \\ all.");
                ExpositionWriter writer = new(format);
                writer.WriteFamily(family);
                writer.End();
                IExpositionReader reader = ExpositionFormats.Open(format, writer.Written());
                while (reader.Next() == ExpositionEntry.Metadata) Assert.Equal(name, reader.ReadMetadata().Family);

                Assert.Null(reader.Error);
                Assert.Equal(family, reader.ReadMetadata());
            }
        }
    }

    [Fact]
    public void A_body_is_written_as_Prometheus_would_write_it()
    {
        ExpositionWriter writer = new(ExpositionFormat.OpenMetrics);
        writer.WriteFamily(new MetricMetadata("a_seconds", MetricType.Gauge, "seconds", "x"));
        writer.WriteSample(LabelSet.Of(("__name__", "a_seconds"), ("b", "c\"")), 1e21, -1);
        writer.WriteSample(LabelSet.Of(("__name__", "a.b"), ("c d", "e")), double.NaN, null);
        writer.End();

        Assert.Equal(
            "# HELP a_seconds x\n# TYPE a_seconds gauge\n# UNIT a_seconds seconds\na_seconds{b=\"c\\\"\"} 1e+21 -0.001\n{\"a.b\",\"c d\"=\"e\"} NaN\n# EOF\n",
            Encoding.UTF8.GetString(writer.Written()));
    }

    private static void AssertReceived(LabelSet[] series, byte[] body, RemoteWriteProtocol protocol)
    {
        RecordingSink sink = new();
        RemoteWriteReceiver receiver = new(new SampleSinks(sink, null, null), new RemoteWriteLimits(), 1);
        RemoteWriteAnswer answer = receiver.Receive(body, protocol);
        receiver.Receive(body, protocol);

        Assert.Null(answer.Message);
        Assert.Equal([.. series, .. series], sink.Samples.Select(s => s.Labels));
    }
}
