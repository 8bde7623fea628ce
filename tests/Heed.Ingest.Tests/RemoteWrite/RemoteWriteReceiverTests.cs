using System.Text;

using Heed.Ingest.RemoteWrite;
using Heed.Ingest.Series;
using Heed.Model.Histograms;
using Heed.Model.Metadata;
using Heed.Model.Samples;
using Heed.Wire.Protobuf;
using Heed.Wire.RemoteWrite;
using Heed.Wire.Snappy;

namespace Heed.Ingest.Tests.RemoteWrite;

public sealed class RemoteWriteReceiverTests
{
    private readonly RecordingSink _sink = new();

    [Fact]
    public void Samples_of_version_1_are_written()
    {
        WriteRequestWriter writer = new();
        AddSeries(writer, [("__name__", "up"), ("job", "a b"), ("z", "é\n\"")], (1000, 1), (2000, double.NaN), (-5, 0));
        AddSeries(writer, [("__name__", "x")], (long.MaxValue, double.NegativeInfinity));
        AddSeries(writer, [("__name__", "gone")], (1, StaleMarker.Value));

        RemoteWriteAnswer answer = Receiver().Receive(writer.ToBody(), RemoteWriteProtocol.Version1);

        Assert.Equal((204, null, 5), (answer.StatusCode, answer.Message, answer.Tally.SamplesWritten));
        Assert.Equal(
            [
                "up{job=\"a b\", z=\"é\\n\\\"\"} 1 @1000", "up{job=\"a b\", z=\"é\\n\\\"\"} NaN @2000", "up{job=\"a b\", z=\"é\\n\\\"\"} 0 @-5",
                "x -Infinity @9223372036854775807", "gone stale @1",
            ],
            _sink.Lines);
    }

    [Fact]
    public void A_series_is_read_once_and_known_again_in_every_order()
    {
        RemoteWriteReceiver receiver = Receiver();
        for (int round = 0; round < 3; round++)
        {
            WriteRequestWriter writer = new();
            foreach (int i in Enumerable.Range(0, 500).OrderBy(i => (i * 7919) % (501 + round)))
            {
                AddSeries(writer, [("__name__", "a"), ("i", $"{i}")], (round, i));
            }

            Assert.Equal(204, receiver.Receive(writer.ToBody(), RemoteWriteProtocol.Version1).StatusCode);
        }

        Assert.Equal(500, receiver.CachedSeries);
        Assert.Equal(1500, receiver.Totals.SamplesWritten);
        Assert.All(_sink.Samples, sample => Assert.Equal($"{sample.Value}", sample.Labels.Get("i")));
        Assert.Equal(500, _sink.Samples.Select(s => s.Labels).Distinct(ReferenceEqualityComparer.Instance).Count());
    }

    [Fact]
    public void Series_that_nobody_writes_any_more_are_forgotten()
    {
        RemoteWriteReceiver receiver = Receiver();
        Send(receiver, "a", "b");
        receiver.ForgetUnused();
        Send(receiver, "b");
        receiver.ForgetUnused();

        Assert.Equal(1, receiver.CachedSeries);
    }

    [Fact]
    public void What_the_cache_has_no_room_for_is_written_all_the_same()
    {
        RemoteWriteReceiver receiver = Receiver(new RemoteWriteLimits { MaxCachedSeries = 2 });
        for (int i = 0; i < 2; i++) Send(receiver, "a", "b", "c", "d");

        Assert.Equal((2, 4, 8), (receiver.CachedSeries, receiver.CacheOverflows, _sink.Lines.Count));
    }

    [Fact]
    public void Labels_may_stand_anywhere_in_a_series()
    {
        ProtobufWriter message = new();
        int series = message.Begin(1);
        WriteLabel(message, "__name__", "a");
        WriteSample(message, 1, 2);
        WriteLabel(message, "b", "c");
        message.End(series);

        Receive(message);

        Assert.Equal(["a{b=\"c\"} 1 @2"], _sink.Lines);
    }

    [Fact]
    public void A_sample_without_a_value_is_zero_and_unknown_fields_are_passed_over()
    {
        ProtobufWriter message = new();
        message.WriteText(99, "later");
        int series = message.Begin(1);
        WriteLabel(message, "__name__", "a");
        message.WriteBytes(2, [0x10, 0x07]);
        message.WriteBytes(2, [0x09, 0, 0, 0, 0, 0, 0, 0xF0, 0x3F, 0x10, 0x07, 0x20, 0x01]);
        message.WriteVarint(50, 1);
        message.End(series);

        Receive(message);

        Assert.Equal(["a 0 @7", "a 1 @7"], _sink.Lines);
    }

    [Theory]
    [InlineData("no metric name", "a", "b")]
    [InlineData("a label without a name", "__name__", "a", "", "b")]
    [InlineData("label b is there twice", "__name__", "a", "b", "c", "b", "d")]
    public void A_series_with_wrong_labels_is_refused_and_the_others_are_written(string problem, params string[] labels)
    {
        WriteRequestWriter writer = new();
        AddSeries(writer, [("__name__", "first")], (1, 1));
        AddSeries(writer, [.. labels.Chunk(2).Select(pair => (pair[0], pair[1]))], (1, 2), (2, 2));
        AddSeries(writer, [("__name__", "last")], (1, 3));

        RemoteWriteAnswer answer = Receiver().Receive(writer.ToBody(), RemoteWriteProtocol.Version1);

        Assert.Equal((400, $"1 invalid: series 2: {problem}"), (answer.StatusCode, answer.Message));
        Assert.Equal(["first 1 @1", "last 3 @1"], _sink.Lines);
    }

    [Fact]
    public void A_label_that_is_no_utf8_is_named()
    {
        ProtobufWriter message = new();
        int series = message.Begin(1);
        WriteLabel(message, "__name__", "a");
        int label = message.Begin(1);
        message.WriteText(1, "b");
        message.WriteBytes(2, [0xC3, 0x28]);
        message.End(label);
        message.End(series);

        Assert.Equal("1 invalid: series 1: label b is no UTF-8", Receive(message).Message);
    }

    [Fact]
    public void Labels_of_too_many_bytes_are_refused()
    {
        WriteRequestWriter writer = new();
        AddSeries(writer, [("__name__", "a"), ("b", new string('x', 100))], (1, 1));
        RemoteWriteLimits limits = new() { MaxLabelBytes = 64 };

        Assert.Equal("1 invalid: series 1: labels of more than 64 bytes", Receiver(limits).Receive(writer.ToBody(), RemoteWriteProtocol.Version1).Message);
        byte[] request = new Version2Request().Begin(("__name__", "a"), ("b", new string('x', 100))).Sample(1, 1).End().ToBody();
        Assert.Equal("1 invalid: series 1: labels of more than 64 bytes", Receiver(limits).Receive(request, RemoteWriteProtocol.Version2).Message);
    }

    [Fact]
    public void What_the_store_refuses_is_counted_by_reason()
    {
        RecordingSink sink = new() { Outcome = (_, timeMs) => (AppendOutcome)timeMs };
        WriteRequestWriter writer = new();
        foreach (AppendOutcome outcome in Enum.GetValues<AppendOutcome>()) AddSeries(writer, [("__name__", "a")], ((long)outcome, 1));
        RemoteWriteReceiver receiver = new(new SampleSinks(sink, sink, sink), new RemoteWriteLimits(), 1);

        RemoteWriteAnswer answer = receiver.Receive(writer.ToBody(), RemoteWriteProtocol.Version1);

        Assert.Equal(
            "1 samples out of order; 1 samples too far in the future; 1 samples with another value than the one that is there at their time; "
            + "1 samples beyond a limit of the store",
            answer.Message);
        Assert.Equal((400, Enum.GetValues<AppendOutcome>().Length - 4), (answer.StatusCode, answer.Tally.SamplesWritten));
    }

    [Fact]
    public void A_limit_of_the_store_alone_asks_the_sender_to_come_back()
    {
        RecordingSink sink = new() { Outcome = (_, _) => AppendOutcome.Limited };
        RemoteWriteReceiver receiver = new(new SampleSinks(sink, null, null), new RemoteWriteLimits(), 1);
        WriteRequestWriter writer = new();
        AddSeries(writer, [("__name__", "a")], (1, 1));

        Assert.Equal(429, receiver.Receive(writer.ToBody(), RemoteWriteProtocol.Version1).StatusCode);
    }

    [Theory]
    [InlineData("application/x-protobuf", "snappy", RemoteWriteProtocol.Version1)]
    [InlineData("application/x-protobuf", "", RemoteWriteProtocol.Version1)]
    [InlineData("Application/X-Protobuf ; proto=prometheus.WriteRequest", "Snappy", RemoteWriteProtocol.Version1)]
    [InlineData("application/x-protobuf;proto=io.prometheus.write.v2.Request", "snappy", RemoteWriteProtocol.Version2)]
    [InlineData("application/x-protobuf; charset=x; proto=\"io.prometheus.write.v2.Request\"", "snappy", RemoteWriteProtocol.Version2)]
    [InlineData("application/x-protobuf;proto=io.prometheus.write.v3.Request", "snappy", null)]
    [InlineData("application/json", "snappy", null)]
    [InlineData("", "snappy", null)]
    [InlineData("application/x-protobuf", "gzip", null)]
    public void Headers_say_which_message_it_is(string type, string encoding, RemoteWriteProtocol? expected) =>
        Assert.Equal(expected, RemoteWriteHeaders.Parse(type, encoding));

    [Fact]
    public async Task Bodies_that_are_none_are_refused_by_what_they_are()
    {
        RemoteWriteReceiver receiver = Receiver(new RemoteWriteLimits { MaxCompressedBytes = 100_000, MaxBytes = 1_000_000 });
        byte[] bomb = SnappyBlock.Encode(new byte[1_000_001]);
        WriteRequestWriter writer = new();
        AddSeries(writer, [("__name__", "a"), ("b", new string('x', 40_000))], (1, 1));

        Assert.Equal(415, (await SendAsync(receiver, [], "application/json", "snappy")).StatusCode);
        Assert.Equal(400, (await SendAsync(receiver, Encoding.UTF8.GetBytes("hello"), "application/x-protobuf", "snappy")).StatusCode);
        Assert.Equal(413, (await SendAsync(receiver, bomb, "application/x-protobuf", "snappy")).StatusCode);
        Assert.Equal(413, (await SendAsync(receiver, new byte[100_001], "application/x-protobuf", "snappy")).StatusCode);
        Assert.Equal("expected a snappy block, found a damaged one", (await SendAsync(receiver, [5, 0, 1], "application/x-protobuf", "snappy")).Message);
        Assert.Equal("series 0: the request behind the series is no protobuf message", (await SendAsync(receiver, SnappyBlock.Encode([0x0A, 0x05]), "application/x-protobuf", "snappy")).Message);
        Assert.Equal(204, (await SendAsync(receiver, writer.ToBody(), "application/x-protobuf", "snappy")).StatusCode);
        Assert.Equal(1, receiver.Totals.SamplesWritten);
    }

    [Fact]
    public void Metadata_of_version_1_are_handed_on()
    {
        ProtobufWriter message = new();
        int metadata = message.Begin(3);
        message.WriteVarint(1, 3);
        message.WriteText(2, "a_seconds");
        message.WriteText(4, "How long.");
        message.WriteText(5, "seconds");
        message.End(metadata);

        RemoteWriteAnswer answer = Receive(message);

        Assert.Equal([new MetricMetadata("a_seconds", MetricType.Histogram, "seconds", "How long.")], _sink.Metadata);
        Assert.Equal((204, 1), (answer.StatusCode, answer.Tally.MetadataTaken));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Everything_of_version_2_is_read(bool symbolsFirst)
    {
        Version2Request request = new Version2Request()
            .Begin(("__name__", "a_total"), ("job", "x")).Sample(1, 1000).Sample(2, 2000, startMs: 500).Exemplar().Metadata(1, "Help.", "").End()
            .Begin(("__name__", "h")).Histogram(WriteIntegers).Created(5).Metadata(3, "Sizes.", "bytes").End()
            .Begin(("__name__", "empty")).End();
        RemoteWriteReceiver receiver = Receiver();

        RemoteWriteAnswer answer = receiver.Receive(request.ToBody(symbolsFirst), RemoteWriteProtocol.Version2);
        receiver.Receive(request.ToBody(symbolsFirst), RemoteWriteProtocol.Version2);

        Assert.Equal((204, null), (answer.StatusCode, answer.Message));
        Assert.Equal((2, 1, 1, 2), (answer.Tally.SamplesWritten, answer.Tally.HistogramsWritten, answer.Tally.ExemplarsDropped, answer.Tally.MetadataTaken));
        Assert.Equal(["a_total{job=\"x\"} 1 @1000", "a_total{job=\"x\"} 2 @2000", "h histogram @15"], _sink.Lines.Take(3).Order());
        Assert.Equal([new("a_total", MetricType.Counter, "", "Help."), new("h", MetricType.Histogram, "bytes", "Sizes.")], _sink.Metadata);
        NativeHistogram histogram = _sink.Histograms[0].Histogram;
        Assert.Equal([3, 1, 2], histogram.PositiveCounts);
        Assert.Equal([new BucketSpan(-2, 2), new BucketSpan(1, 1)], histogram.PositiveSpans);
        Assert.Equal([4.0], histogram.NegativeCounts);
        Assert.Equal((11, 9.5, 2, 0.001, 1, CounterResetHint.NoReset), (histogram.Count, histogram.Sum, histogram.Schema, histogram.ZeroThreshold, histogram.ZeroCount, histogram.ResetHint));
    }

    [Fact]
    public void Both_versions_know_the_same_series()
    {
        RemoteWriteReceiver receiver = Receiver();
        Send(receiver, "a");
        receiver.Receive(new Version2Request().Begin(("__name__", "a")).Sample(2, 2).End().ToBody(), RemoteWriteProtocol.Version2);

        Assert.Equal((1, 2), (receiver.CachedSeries, _sink.Lines.Count));
        Assert.Same(_sink.Samples[0].Labels, _sink.Samples[1].Labels);
    }

    [Fact]
    public void A_start_time_puts_a_zero_before_the_first_sample_where_that_is_wanted()
    {
        RemoteWriteReceiver receiver = Receiver(new RemoteWriteLimits { WritesZeroAtStart = true });
        receiver.Receive(new Version2Request().Begin(("__name__", "a")).Sample(5, 1000, 400).Sample(6, 2000, 400).Sample(1, 3000, 2500).End().ToBody(), RemoteWriteProtocol.Version2);
        receiver.Receive(new Version2Request().Begin(("__name__", "a")).Sample(7, 4000).Created(2500).End().ToBody(), RemoteWriteProtocol.Version2);

        Assert.Equal(["a 0 @400", "a 5 @1000", "a 6 @2000", "a 0 @2500", "a 1 @3000", "a 7 @4000"], _sink.Lines);
    }

    [Fact]
    public void Histograms_of_floats_and_of_custom_buckets_are_read()
    {
        Version2Request request = new Version2Request()
            .Begin(("__name__", "f")).Histogram(h =>
            {
                h.WriteDouble(2, 1.5);
                h.WriteDouble(7, 0.5);
                WriteSpan(h, 11, 0, 1);
                h.WriteDouble(13, 1);
                h.WriteVarint(14, 3);
                h.WriteInt64(15, 7);
            }).End()
            .Begin(("__name__", "c")).Histogram(h =>
            {
                h.WriteVarint(1, 3);
                h.WriteZigZag(4, -53);
                WriteSpan(h, 11, 0, 3);
                h.WriteZigZag(12, 1);
                h.WriteZigZag(12, 0);
                h.WriteZigZag(12, 0);
                int bounds = h.Begin(16);
                h.WriteDouble(0.5);
                h.WriteDouble(2);
                h.End(bounds);
            }).End()
            .Begin(("__name__", "s")).Histogram(h =>
            {
                h.WriteDouble(3, StaleMarker.Value);
                h.WriteInt64(15, 9);
            }).End();

        Assert.Equal(204, Receiver().Receive(request.ToBody(), RemoteWriteProtocol.Version2).StatusCode);
        Assert.Equal((1.5, 0.5, CounterResetHint.Gauge), (_sink.Histograms[0].Histogram.Count, _sink.Histograms[0].Histogram.ZeroCount, _sink.Histograms[0].Histogram.ResetHint));
        Assert.Equal([0.5, 2], _sink.Histograms[1].Histogram.CustomBounds);
        Assert.Equal([1, 1, 1], _sink.Histograms[1].Histogram.PositiveCounts);
        Assert.Contains("s stale @9", _sink.Lines);
    }

    [Theory]
    [InlineData("schema 9 is unknown", 9, 1, 1, 0)]
    [InlineData("spans of 2 buckets and 1 counts", 0, 1, 2, 0)]
    [InlineData("fewer observations than its buckets hold", 0, 5, 1, 0)]
    [InlineData("a bucket with a negative count", 0, -1, 1, 0)]
    [InlineData("spans that overlap", 0, 1, 0, -1)]
    public void A_histogram_that_contradicts_itself_is_refused(string problem, int schema, long delta, int length, int secondOffset)
    {
        Version2Request request = new Version2Request().Begin(("__name__", "h")).Histogram(h =>
        {
            h.WriteVarint(1, 2);
            h.WriteZigZag(4, schema);
            WriteSpan(h, 11, 0, length);
            WriteSpan(h, 11, secondOffset, 0);
            h.WriteZigZag(12, delta);
        }).End();

        RemoteWriteAnswer answer = Receiver().Receive(request.ToBody(), RemoteWriteProtocol.Version2);

        Assert.Equal((400, $"1 invalid: h: {problem}"), (answer.StatusCode, answer.Message));
        Assert.Empty(_sink.Histograms);
    }

    [Fact]
    public void Symbols_that_are_not_there_refuse_their_series()
    {
        ProtobufWriter message = new();
        message.WriteText(4, "");
        message.WriteText(4, "__name__");
        message.WriteBytes(5, [0x0A, 0x02, 0x01, 0x02]);
        message.WriteBytes(5, [0x0A, 0x01, 0x01]);
        message.WriteBytes(5, [0x08, 0x01, 0x08, 0x01]);

        RemoteWriteAnswer answer = Receiver().Receive(SnappyBlock.Encode(message.Written), RemoteWriteProtocol.Version2);

        Assert.Equal(
            "2 invalid: series 1: labels name a symbol that is not there; series 2: a label's name without a value", answer.Message);
        ProtobufWriter first = new();
        first.WriteText(4, "a");
        Assert.Equal("the first symbol is not empty", Receiver().Receive(SnappyBlock.Encode(first.Written), RemoteWriteProtocol.Version2).Message);
    }

    private RemoteWriteReceiver Receiver(RemoteWriteLimits? limits = null) => new(new SampleSinks(_sink, _sink, _sink), limits ?? new RemoteWriteLimits(), 42);

    private RemoteWriteAnswer Receive(ProtobufWriter message) => Receiver().Receive(SnappyBlock.Encode(message.Written), RemoteWriteProtocol.Version1);

    private static void Send(RemoteWriteReceiver receiver, params string[] names)
    {
        WriteRequestWriter writer = new();
        foreach (string name in names) AddSeries(writer, [("__name__", name)], (1, 1));
        receiver.Receive(writer.ToBody(), RemoteWriteProtocol.Version1);
    }

    private static async Task<RemoteWriteAnswer> SendAsync(RemoteWriteReceiver receiver, byte[] body, string type, string encoding) =>
        await receiver.ReceiveAsync(new MemoryStream(body), type, encoding, CancellationToken.None);

    private static void AddSeries(WriteRequestWriter writer, (string Name, string Value)[] labels, params (long TimeMs, double Value)[] samples)
    {
        writer.BeginSeries();
        foreach ((string name, string value) in labels) writer.AddLabel(name, value);
        foreach ((long timeMs, double value) in samples) writer.AddSample(timeMs, value);
        writer.EndSeries();
    }

    private static void WriteLabel(ProtobufWriter message, string name, string value)
    {
        int label = message.Begin(1);
        message.WriteText(1, name);
        message.WriteText(2, value);
        message.End(label);
    }

    private static void WriteSample(ProtobufWriter message, double value, long timeMs)
    {
        int sample = message.Begin(2);
        message.WriteDouble(1, value);
        message.WriteInt64(2, timeMs);
        message.End(sample);
    }

    private static void WriteSpan(ProtobufWriter message, int field, int offset, int length)
    {
        int span = message.Begin(field);
        message.WriteZigZag(1, offset);
        message.WriteVarint(2, (ulong)length);
        message.End(span);
    }

    private static void WriteIntegers(ProtobufWriter h)
    {
        h.WriteVarint(1, 11);
        h.WriteDouble(3, 9.5);
        h.WriteZigZag(4, 2);
        h.WriteDouble(5, 0.001);
        h.WriteVarint(6, 1);
        WriteSpan(h, 8, 1, 1);
        h.WriteZigZag(9, 4);
        WriteSpan(h, 11, -2, 2);
        WriteSpan(h, 11, 1, 1);
        int deltas = h.Begin(12);
        h.WriteVarint(ProtobufWriter.ZigZag(3));
        h.WriteVarint(ProtobufWriter.ZigZag(-2));
        h.WriteVarint(ProtobufWriter.ZigZag(1));
        h.End(deltas);
        h.WriteVarint(14, 2);
        h.WriteInt64(15, 15);
    }
}
