using System.Text;

using Heed.Ingest.Exposition;
using Heed.Ingest.Otlp;
using Heed.Ingest.RemoteWrite;
using Heed.Ingest.Series;
using Heed.Ingest.Tests.Otlp;
using Heed.Ingest.Tests.RemoteWrite;
using Heed.Model.Labels;
using Heed.Wire.RemoteWrite;
using Heed.Wire.Snappy;

namespace Heed.Ingest.Tests.Exposition;

/// <summary>
/// Bodies with a few bytes changed, cut, doubled or moved: whatever becomes of them, nothing throws, loops or reads outside. Each reader ends
/// within as many entries as its body has bytes.
/// </summary>
public sealed class FuzzTests
{
    private const int Rounds = 10_000;

    private static readonly byte[] Text = Encoding.UTF8.GetBytes(
        "# HELP a Some \\\\ help\\n.\n# TYPE a histogram\na_bucket{le=\"1\",x=\"\\\"é\\n\"} 1 1700000000000\n\n {\"q.n\" , \"l b\"=\"v\",} 1e-5 \nb NaN\n# TYPE c counter\nc_total +Inf\nc_created 1.5\n");

    private static readonly byte[] OpenMetrics = Encoding.UTF8.GetBytes(
        "# HELP a Some \\\\ help\\n.\n# TYPE a histogram\na_bucket{le=\"1\",x=\"\\\"é\\n\"} 1 17.5 # {t=\"1\"} 0.5 1\n{\"q.n\",\"l b\"=\"v\"} 1e-5\n# TYPE c counter\n# UNIT c_s s\nc_total 5\nc_created 1.5\n# EOF\n");

    [Theory]
    [InlineData(ExpositionFormat.Text, 1)]
    [InlineData(ExpositionFormat.OpenMetrics, 2)]
    public void Expositions(ExpositionFormat format, int seed)
    {
        byte[] sound = format == ExpositionFormat.Text ? Text : OpenMetrics;
        Assert.Null(Exposition.Expositions.Read(format, sound).Error);
        int broken = 0;
        foreach (byte[] body in Mutations(sound, seed))
        {
            IExpositionReader reader = ExpositionFormats.Open(format, body);
            byte[] likely = [];
            int entries = 0;
            while (reader.Next(likely) is var entry and not (ExpositionEntry.End or ExpositionEntry.Broken))
            {
                Assert.True(++entries <= body.Length);
                if (entry == ExpositionEntry.Metadata) Assert.NotNull(reader.ReadMetadata());
                else if (!reader.TryReadLabels(new LabelSetBuilder())) break;
                likely = entries % 3 == 0 ? reader.SeriesText.ToArray() : [];
            }

            broken += reader.Error is null ? 0 : 1;
            if (reader.Error is { } error) Assert.True(error is { Line: > 0, Column: > 0 } && error.ToString().Length < 400);
        }

        Assert.InRange(broken, Rounds / 10, Rounds - 100);
    }

    [Fact]
    public void Protobuf_expositions()
    {
        int broken = 0;
        foreach (byte[] body in Mutations(ProtobufExpositionReaderTests.Body(), 7))
        {
            (List<string> lines, ExpositionError? error) = Exposition.Expositions.Read(ExpositionFormat.Protobuf, body);
            Assert.True(lines.Count <= body.Length);
            broken += error is null ? 0 : 1;
        }

        Assert.InRange(broken, Rounds / 10, Rounds - 100);
    }

    [Theory]
    [InlineData(RemoteWriteProtocol.Version1, 3)]
    [InlineData(RemoteWriteProtocol.Version2, 4)]
    public void Remote_write(RemoteWriteProtocol protocol, int seed)
    {
        byte[] sound = protocol == RemoteWriteProtocol.Version1 ? Version1() : Version2();
        int accepted = 0;
        foreach (byte[] message in Mutations(sound, seed))
        {
            RecordingSink sink = new();
            RemoteWriteReceiver receiver = new(new SampleSinks(sink, sink, sink), new RemoteWriteLimits { MaxLabelBytes = 1024 }, 1);
            RemoteWriteAnswer answer = receiver.Receive(SnappyBlock.Encode(message), protocol);
            Assert.True(answer.StatusCode is 204 or 400);
            Assert.True(sink.Lines.Count <= message.Length);
            Assert.All(sink.Samples, sample => Assert.NotEqual("", sample.Labels.MetricName));
            accepted += answer.StatusCode == 204 ? 1 : 0;
        }

        Assert.InRange(accepted, 100, Rounds - 100);
    }

    [Theory]
    [InlineData(false, 5)]
    [InlineData(true, 6)]
    public void Otlp(bool isJson, int seed)
    {
        byte[] sound = isJson ? Json() : OtlpReceiverTests.ProtobufRequest();
        Assert.Equal(200, Receive(sound, isJson).StatusCode);
        int accepted = 0;
        foreach (byte[] body in Mutations(sound, seed).Take(Rounds / 3))
        {
            OtlpAnswer answer = Receive(body, isJson);
            Assert.True(answer.StatusCode is 200 or 400);
            accepted += answer.StatusCode == 200 ? 1 : 0;
        }

        Assert.InRange(accepted, 100, (Rounds / 3) - 100);
    }

    private static OtlpAnswer Receive(byte[] body, bool isJson)
    {
        RecordingSink sink = new();
        return new OtlpReceiver(new SampleSinks(sink, sink, sink), new OtlpLimits()).Receive(body, isJson);
    }

    private static IEnumerable<byte[]> Mutations(byte[] sound, int seed)
    {
        Random random = new(seed);
        for (int round = 0; round < Rounds; round++)
        {
            List<byte> body = [.. sound];
            for (int changes = random.Next(1, 4); changes > 0 && body.Count > 0; changes--)
            {
                int at = random.Next(body.Count);
                int length = random.Next(Math.Min(20, body.Count - at));
                switch (random.Next(5))
                {
                    case 0: body[at] = (byte)random.Next(256); break;
                    case 1: body[at] = sound[random.Next(sound.Length)]; break;
                    case 2: body.RemoveRange(at, length); break;
                    case 3: body.InsertRange(at, body.GetRange(random.Next(body.Count - length), length)); break;
                    default:
                        if (random.Next(4) == 0) body.RemoveRange(at, body.Count - at);
                        break;
                }
            }

            yield return [.. body];
        }
    }

    private static byte[] Version1()
    {
        WriteRequestWriter writer = new();
        for (int i = 0; i < 4; i++)
        {
            writer.BeginSeries();
            writer.AddLabel("__name__", $"metric_{i}");
            writer.AddLabel("job", "é\n");
            writer.AddSample(1_700_000_000_000, i);
            if (i % 2 == 0) writer.AddSample(1_700_000_000_001, double.NaN);
            writer.EndSeries();
        }

        return writer.Message.ToArray();
    }

    private static byte[] Version2() => new Version2Request()
        .Begin(("__name__", "a_total"), ("job", "é")).Sample(1, 1_700_000_000_000).Sample(2, 2000, startMs: 500).Exemplar().Metadata(1, "Help.", "").End()
        .Begin(("__name__", "h")).Histogram(h =>
        {
            h.WriteVarint(1, 7);
            h.WriteZigZag(4, 2);
            h.WriteBytes(11, [0x08, 0x03, 0x10, 0x02]);
            h.WriteBytes(12, [0x06, 0x02]);
            h.WriteInt64(15, 15);
        }).Created(5).Metadata(3, "Sizes.", "bytes").End()
        .ToMessage();

    private static byte[] Json() => """
        {"resourceMetrics":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"shop"}}]},"scopeMetrics":[{"metrics":[
        {"name":"a","unit":"s","sum":{"aggregationTemporality":2,"isMonotonic":true,"dataPoints":[{"timeUnixNano":"17","asInt":"7","attributes":[{"key":"b","value":{"arrayValue":{"values":[{"intValue":1}]}}}]}]}},
        {"name":"h","exponentialHistogram":{"aggregationTemporality":2,"dataPoints":[{"timeUnixNano":1000000,"count":3,"sum":5.5,"scale":3,"positive":{"offset":-2,"bucketCounts":[0,1,2]}}]}}]}]}]}
        """u8.ToArray();
}
