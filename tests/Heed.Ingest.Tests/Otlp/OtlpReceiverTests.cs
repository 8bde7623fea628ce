using System.IO.Compression;
using System.Text;

using Heed.Ingest.Otlp;
using Heed.Ingest.Series;
using Heed.Ingest.Tests.RemoteWrite;
using Heed.Model.Histograms;
using Heed.Model.Metadata;
using Heed.Model.Samples;
using Heed.Wire.Protobuf;

namespace Heed.Ingest.Tests.Otlp;

public sealed class OtlpReceiverTests
{
    private const string Source = """{"attributes":[{"key":"service.name","value":{"stringValue":"shop"}},{"key":"service.namespace","value":{"stringValue":"eu"}},{"key":"service.instance.id","value":{"stringValue":"i-1"}},{"key":"os.type","value":{"stringValue":"linux"}}]}""";

    private readonly RecordingSink _sink = new();

    [Theory]
    [InlineData("""{"name":"queue.size","gauge":{"dataPoints":[{"timeUnixNano":"1700000000123000000","asInt":"7","attributes":[{"key":"a.b","value":{"stringValue":"c"}}]}]}}""",
        "queue_size{a_b=\"c\", instance=\"i-1\", job=\"eu/shop\"} 7 @1700000000123")]
    [InlineData("""{"name":"http.requests","unit":"{request}","sum":{"aggregationTemporality":2,"isMonotonic":true,"dataPoints":[{"timeUnixNano":1000000,"asDouble":2.5}]}}""",
        "http_requests_total{instance=\"i-1\", job=\"eu/shop\"} 2.5 @1")]
    [InlineData("""{"name":"http.total.requests","sum":{"aggregationTemporality":"AGGREGATION_TEMPORALITY_CUMULATIVE","is_monotonic":true,"isMonotonic":true,"data_points":[{"time_unix_nano":1000000,"as_int":2}]}}""",
        "http_requests_total{instance=\"i-1\", job=\"eu/shop\"} 2 @1")]
    [InlineData("""{"name":"connections","sum":{"aggregationTemporality":2,"dataPoints":[{"timeUnixNano":1000000,"asInt":-3,"flags":0}]}}""",
        "connections{instance=\"i-1\", job=\"eu/shop\"} -3 @1")]
    [InlineData("""{"name":"ended","gauge":{"dataPoints":[{"timeUnixNano":1000000,"flags":1}]}}""", "ended{instance=\"i-1\", job=\"eu/shop\"} stale @1")]
    [InlineData("""{"name":"req.time","unit":"s","histogram":{"aggregationTemporality":2,"dataPoints":[{"timeUnixNano":1000000,"count":"6","sum":12.5,"bucketCounts":["1","2","3"],"explicitBounds":[0.5,1e7]}]}}""",
        "req_time_seconds_sum{instance=\"i-1\", job=\"eu/shop\"} 12.5 @1", "req_time_seconds_count{instance=\"i-1\", job=\"eu/shop\"} 6 @1",
        "req_time_seconds_bucket{instance=\"i-1\", job=\"eu/shop\", le=\"0.5\"} 1 @1", "req_time_seconds_bucket{instance=\"i-1\", job=\"eu/shop\", le=\"10000000\"} 3 @1",
        "req_time_seconds_bucket{instance=\"i-1\", job=\"eu/shop\", le=\"+Inf\"} 6 @1")]
    [InlineData("""{"name":"s","summary":{"dataPoints":[{"timeUnixNano":1000000,"count":2,"sum":3,"quantileValues":[{"quantile":0.5,"value":1},{"quantile":1,"value":"Infinity"}]}]}}""",
        "s_sum{instance=\"i-1\", job=\"eu/shop\"} 3 @1", "s_count{instance=\"i-1\", job=\"eu/shop\"} 2 @1",
        "s{instance=\"i-1\", job=\"eu/shop\", quantile=\"0.5\"} 1 @1", "s{instance=\"i-1\", job=\"eu/shop\", quantile=\"1\"} Infinity @1")]
    public void Points_become_the_series_that_Prometheus_makes_of_them(string metric, params string[] expected)
    {
        OtlpAnswer answer = ReceiveJson(metric);

        Assert.Equal((200, "{}"), (answer.StatusCode, Encoding.UTF8.GetString(answer.Body.Span)));
        Assert.Equal(expected, _sink.Lines[..^1]);
        Assert.StartsWith("target_info{instance=\"i-1\", job=\"eu/shop\", os_type=\"linux\"} 1 @", _sink.Lines[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http.server.duration", "ms", "gauge", "http_server_duration_milliseconds")]
    [InlineData("speed", "m/s", "gauge", "speed_meters_per_second")]
    [InlineData("speed_meters", "m/s", "gauge", "speed_meters_per_second")]
    [InlineData("cpu.utilization", "1", "gauge", "cpu_utilization_ratio")]
    [InlineData("cpu.utilization", "1", "sum", "cpu_utilization_total")]
    [InlineData("a__b..c", "By", "sum", "a_b_c_bytes_total")]
    [InlineData("memory_bytes", "By", "gauge", "memory_bytes")]
    [InlineData("9lives", "", "gauge", "_9lives")]
    [InlineData("a:b", "%", "gauge", "a:b_percent")]
    [InlineData("x", "{packets}/s", "gauge", "x_per_second")]
    [InlineData("x", "odd unit", "gauge", "x_odd_unit")]
    [InlineData("größe", "", "gauge", "gr_e")]
    public void Names_carry_their_unit(string name, string unit, string kind, string expected)
    {
        ReceiveJson($$$$"""{"name":"{{{{name}}}}","unit":"{{{{unit}}}}","{{{{kind}}}}":{"aggregationTemporality":2,"isMonotonic":true,"dataPoints":[{"timeUnixNano":1000000,"asInt":1}]}}""");

        Assert.Equal(expected, _sink.Samples[0].Labels.MetricName);
    }

    [Theory]
    [InlineData("""{"boolValue":true}""", "true")]
    [InlineData("""{"intValue":"-5"}""", "-5")]
    [InlineData("""{"doubleValue":0.25}""", "0.25")]
    [InlineData("""{"bytesValue":"AQI="}""", "AQI=")]
    [InlineData("""{"arrayValue":{"values":[{"stringValue":"x"},{"intValue":1}]}}""", "[\"x\",1]")]
    [InlineData("""{"kvlistValue":{"values":[{"key":"k","value":{"boolValue":false}}]}}""", "{\"k\":false}")]
    [InlineData("""{"stringValue":"é\n\"\\"}""", "é\n\"\\")]
    public void Values_of_attributes_become_text(string value, string expected)
    {
        ReceiveJson($$$$"""{"name":"a","gauge":{"dataPoints":[{"timeUnixNano":1000000,"asInt":1,"attributes":[{"key":"v","value":{{{{value}}}}}]}]}}""");

        Assert.Equal(expected, _sink.Samples[0].Labels.Get("v"));
    }

    [Fact]
    public void Keys_become_labels_and_none_is_lost()
    {
        ReceiveJson("""{"name":"a","gauge":{"dataPoints":[{"timeUnixNano":1000000,"asInt":1,"attributes":[{"key":"x_y","value":{"stringValue":"2"}},{"key":"x.y","value":{"stringValue":"1"}},{"key":"9","value":{"stringValue":"n"}},{"key":"_p","value":{"stringValue":"p"}},{"key":"job","value":{"stringValue":"no"}}]}]}}""");

        Assert.Equal("a{instance=\"i-1\", job=\"eu/shop\", key_9=\"n\", key_p=\"p\", x_y=\"1;2\"} 1 @1", _sink.Lines[0]);
    }

    [Fact]
    public void Exponential_histograms_become_native_ones()
    {
        ReceiveJson("""{"name":"h","exponentialHistogram":{"aggregationTemporality":2,"dataPoints":[{"timeUnixNano":1000000,"count":16,"sum":5.5,"scale":3,"zeroCount":1,"positive":{"offset":-2,"bucketCounts":[0,1,2,0,0,3,0,0,0,4]},"negative":{"offset":5,"bucketCounts":["5"]}}]}}""");

        NativeHistogram histogram = Assert.Single(_sink.Histograms).Histogram;
        Assert.Equal((3, 16, 5.5, 1, 1e-128), (histogram.Schema, histogram.Count, histogram.Sum, histogram.ZeroCount, histogram.ZeroThreshold));
        Assert.Equal([new BucketSpan(0, 5), new BucketSpan(3, 1)], histogram.PositiveSpans);
        Assert.Equal([1, 2, 0, 0, 3, 4], histogram.PositiveCounts);
        Assert.Equal([new BucketSpan(6, 1)], histogram.NegativeSpans);
        Assert.Equal([5.0], histogram.NegativeCounts);
    }

    /// <summary>Two steps finer than the finest schema: four buckets there are one here.</summary>
    [Fact]
    public void A_finer_scale_than_the_finest_schema_is_merged()
    {
        ReceiveJson("""{"name":"h","exponentialHistogram":{"aggregationTemporality":2,"dataPoints":[{"timeUnixNano":1000000,"count":36,"scale":10,"positive":{"offset":-3,"bucketCounts":[1,2,3,4,5,6,7,8]}}]}}""");

        NativeHistogram histogram = Assert.Single(_sink.Histograms).Histogram;
        Assert.Equal(8, histogram.Schema);
        Assert.Equal([new BucketSpan(0, 3)], histogram.PositiveSpans);
        Assert.Equal([6, 22, 8], histogram.PositiveCounts);
    }

    [Theory]
    [InlineData("""{"name":"d","sum":{"aggregationTemporality":1,"dataPoints":[{"timeUnixNano":1,"asInt":1},{"timeUnixNano":2,"asInt":1}]}}""", 2, "d counts since the point before (delta); cumulative is what is taken")]
    [InlineData("""{"name":"d","histogram":{"dataPoints":[{"timeUnixNano":1,"count":1}]}}""", 1, "d does not say since when it counts")]
    [InlineData("""{"name":"é","gauge":{"dataPoints":[{"timeUnixNano":1,"asInt":1}]}}""", 1, "a metric without a name")]
    [InlineData("""{"name":"h","histogram":{"aggregationTemporality":2,"dataPoints":[{"timeUnixNano":1,"bucketCounts":[1],"explicitBounds":[1]}]}}""", 1, "h: bounds and buckets of different numbers")]
    [InlineData("""{"name":"h","histogram":{"aggregationTemporality":2,"dataPoints":[{"timeUnixNano":1,"bucketCounts":[1,1,1],"explicitBounds":[2,1]}]}}""", 1, "h: bounds that do not ascend")]
    [InlineData("""{"name":"g","gauge":{"dataPoints":[{"asInt":1}]}}""", 1, "g: a point without a time")]
    [InlineData("""{"name":"h","exponentialHistogram":{"aggregationTemporality":2,"dataPoints":[{"timeUnixNano":1,"scale":-5}]}}""", 1, "h: scale -5 is coarser than the coarsest schema, -4")]
    [InlineData("""{"name":"h","exponentialHistogram":{"aggregationTemporality":2,"dataPoints":[{"timeUnixNano":1,"scale":0,"count":1,"positive":{"bucketCounts":[2]}}]}}""", 1, "h: fewer observations than its buckets hold")]
    [InlineData("""{"name":"h","exponentialHistogram":{"aggregationTemporality":2,"dataPoints":[{"timeUnixNano":1,"positive":{"offset":2000000000,"bucketCounts":[1]}}]}}""", 1, "h: an offset beyond all doubles")]
    public void What_is_refused_is_told_and_the_rest_is_written(string metric, int refused, string problem)
    {
        OtlpAnswer answer = ReceiveJson(metric + """,{"name":"good","gauge":{"dataPoints":[{"timeUnixNano":1000000,"asInt":1}]}}""");

        Assert.Equal(200, answer.StatusCode);
        Assert.Equal($$$"""{"partialSuccess":{"rejectedDataPoints":"{{{refused}}}","errorMessage":"{{{problem}}}"}}""", Encoding.UTF8.GetString(answer.Body.Span));
        Assert.Equal((1, refused), (answer.Tally.PointsWritten, (int)answer.Tally.Refused));
        Assert.Equal("good{instance=\"i-1\", job=\"eu/shop\"} 1 @1", _sink.Lines[0]);
    }

    [Fact]
    public void What_the_store_refuses_is_told()
    {
        OtlpReceiver receiver = new(new SampleSinks(new RecordingSink { Outcome = (_, _) => AppendOutcome.OutOfOrder }, null, null), new OtlpLimits());
        OtlpAnswer answer = receiver.Receive(Body("""{"name":"a","gauge":{"dataPoints":[{"timeUnixNano":1000000,"asInt":1}]}}"""), isJson: true);

        Assert.Equal((0, 1), (answer.Tally.PointsWritten, answer.Tally.StoreRefused));
        Assert.Equal(1, receiver.Totals.StoreRefused);
    }

    [Fact]
    public async Task Protobuf_says_the_same_as_JSON_plain_and_in_gzip()
    {
        byte[] message = ProtobufRequest();
        OtlpReceiver receiver = Receiver();

        OtlpAnswer plain = await receiver.ReceiveAsync(new MemoryStream(message), "application/x-protobuf", null, CancellationToken.None);
        List<string> lines = [.. _sink.Lines];
        _sink.Lines.Clear();
        OtlpAnswer packed = await receiver.ReceiveAsync(new MemoryStream(Gzip(message)), "application/x-protobuf; x=y", "gzip", CancellationToken.None);

        Assert.Equal((200, 0, 5), (plain.StatusCode, plain.Body.Length, plain.Tally.PointsWritten));
        Assert.Equal(lines, _sink.Lines);
        Assert.Equal(200, packed.StatusCode);
        Assert.Equal(
            [
                "c_total{a=\"[1,\\\"x\\\",true]\", job=\"j\"} 3 @1", "e{job=\"j\"} histogram @1", "g_bytes{job=\"j\"} 1.5 @1",
                "h_bucket{job=\"j\", le=\"+Inf\"} 3 @1", "h_bucket{job=\"j\", le=\"2\"} 1 @1", "h_count{job=\"j\"} 3 @1", "h_sum{job=\"j\"} 4 @1",
                "s_count{job=\"j\"} 1 @1", "s_sum{job=\"j\"} 2 @1", "s{job=\"j\", quantile=\"0.9\"} 7 @1",
            ],
            lines.Order(StringComparer.Ordinal));
        Assert.Equal(new MetricMetadata("g_bytes", MetricType.Gauge, "bytes", "How much."), _sink.Metadata[0]);
        Assert.Equal([new BucketSpan(4, 2)], _sink.Histograms[0].Histogram.PositiveSpans);
    }

    [Fact]
    public async Task Bodies_that_are_none_are_refused_by_what_they_are()
    {
        OtlpReceiver receiver = new(new SampleSinks(_sink, _sink, _sink), new OtlpLimits { MaxBytes = 100_000, MaxItems = 100 });
        byte[] gzip = Gzip(ProtobufRequest());

        Assert.Equal(415, (await SendAsync(receiver, [], "text/plain", null)).StatusCode);
        Assert.Equal(415, (await SendAsync(receiver, [], "application/json", "br")).StatusCode);
        Assert.Equal(413, (await SendAsync(receiver, Gzip(new byte[10_000_000]), "application/json", "gzip")).StatusCode);
        Assert.Equal(400, (await SendAsync(receiver, gzip[..^9], "application/x-protobuf", "gzip")).StatusCode);
        Assert.Equal(400, (await SendAsync(receiver, [0x0A, 0x05], "application/x-protobuf", null)).StatusCode);
        Assert.Equal(413, (await SendAsync(receiver, [.. Enumerable.Repeat<byte[]>([0x0A, 0x00], 101).SelectMany(b => b)], "application/x-protobuf", null)).StatusCode);
        Assert.Equal(400, (await SendAsync(receiver, "[]"u8.ToArray(), "application/json", null)).StatusCode);
        Assert.Equal(400, (await SendAsync(receiver, "{\"resourceMetrics\":"u8.ToArray(), "application/json", null)).StatusCode);
        Assert.Equal(400, (await SendAsync(receiver, Body("""{"name":"\ud800"}"""), "application/json", null)).StatusCode);
        Assert.Empty(_sink.Lines);
    }

    private OtlpReceiver Receiver() => new(new SampleSinks(_sink, _sink, _sink), new OtlpLimits());

    private OtlpAnswer ReceiveJson(string metrics) => Receiver().Receive(Body(metrics), isJson: true);

    private static byte[] Body(string metrics) =>
        Encoding.UTF8.GetBytes($$"""{"resourceMetrics":[{"resource":{{Source}},"scopeMetrics":[{"scope":{"name":"x"},"metrics":[{{metrics}}]}]}]}""");

    private static async Task<OtlpAnswer> SendAsync(OtlpReceiver receiver, byte[] body, string type, string? encoding) =>
        await receiver.ReceiveAsync(new MemoryStream(body), type, encoding, CancellationToken.None);

    private static byte[] Gzip(byte[] content)
    {
        using MemoryStream target = new();
        using (GZipStream gzip = new(target, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(content);
        return target.ToArray();
    }

    internal static byte[] ProtobufRequest()
    {
        ProtobufWriter w = new();
        int request = w.Begin(1);
        int resource = w.Begin(1);
        Attribute(w, 1, "service.name", v => v.WriteText(1, "j"));
        w.End(resource);
        int scope = w.Begin(2);
        Metric(w, "g", "By", 5, p =>
        {
            Time(p);
            p.WriteDouble(4, 1.5);
        });
        Metric(w, "c", "", 7, p =>
        {
            Time(p);
            Fixed(p, 6, 3);
            Attribute(p, 7, "a", v =>
            {
                int list = v.Begin(5);
                Value(v, 1, i => i.WriteInt64(3, 1));
                Value(v, 1, i => i.WriteText(1, "x"));
                Value(v, 1, i => i.WriteVarint(2, 1));
                v.End(list);
            });
        });
        Metric(w, "h", "", 9, p =>
        {
            Time(p);
            Fixed(p, 4, 3);
            p.WriteDouble(5, 4);
            p.WriteBytes(6, [1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0]);
            p.WriteDouble(7, 2);
        });
        Metric(w, "e", "", 10, p =>
        {
            Time(p);
            Fixed(p, 4, 3);
            p.WriteZigZag(6, 1);
            int positive = p.Begin(8);
            p.WriteZigZag(1, 3);
            p.WriteBytes(2, [1, 2]);
            p.End(positive);
        });
        Metric(w, "s", "", 11, p =>
        {
            Time(p);
            Fixed(p, 4, 1);
            p.WriteDouble(5, 2);
            int quantile = p.Begin(6);
            p.WriteDouble(1, 0.9);
            p.WriteDouble(2, 7);
            p.End(quantile);
        });
        w.End(scope);
        w.End(request);
        return w.Written.ToArray();
    }

    private static void Metric(ProtobufWriter w, string name, string unit, int kind, Action<ProtobufWriter> point)
    {
        int metric = w.Begin(2);
        w.WriteText(1, name);
        w.WriteText(2, "How much.");
        w.WriteText(3, unit);
        int data = w.Begin(kind);
        int start = w.Begin(1);
        point(w);
        w.End(start);
        if (kind is 7 or 9 or 10) w.WriteVarint(2, 2);
        if (kind == 7) w.WriteVarint(3, 1);
        w.End(data);
        w.End(metric);
    }

    private static void Attribute(ProtobufWriter w, int field, string key, Action<ProtobufWriter> value)
    {
        int attribute = w.Begin(field);
        w.WriteText(1, key);
        Value(w, 2, value);
        w.End(attribute);
    }

    private static void Value(ProtobufWriter w, int field, Action<ProtobufWriter> value)
    {
        int start = w.Begin(field);
        value(w);
        w.End(start);
    }

    private static void Time(ProtobufWriter w) => Fixed(w, 3, 1_000_000);

    private static void Fixed(ProtobufWriter w, int field, ulong value) => w.WriteDouble(field, BitConverter.UInt64BitsToDouble(value));
}
