using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

using Heed.Model.Labels;
using Heed.Model.Parsing;
using Heed.Query.Printing;
using Heed.Query.Results;

namespace Heed.Query.Tests;

public sealed class PrintingTests
{
    [Theory]
    [InlineData(0, "0", "0", "0")]
    [InlineData(-0.0, "-0", "-0", "-0")]
    [InlineData(1, "1", "1", "1")]
    [InlineData(0.1, "0.1", "0.1", "0.1")]
    [InlineData(1e20, "100000000000000000000", "100000000000000000000", "100000000000000000000")]
    [InlineData(1e21, "1000000000000000000000", "1e+21", "1e+21")]
    [InlineData(-1.5e300, null, "-1.5e+300", "-1.5e+300")]
    [InlineData(1e-5, "0.00001", "1e-05", "0.00001")]
    [InlineData(1.25e-7, "0.000000125", "1.25e-07", "1.25e-07")]
    [InlineData(123456789.125, "123456789.125", "123456789.125", "123456789.125")]
    [InlineData(5e-324, null, "5e-324", "5e-324")]
    [InlineData(double.NaN, "NaN", "NaN", "NaN")]
    [InlineData(double.PositiveInfinity, "+Inf", "+Inf", "+Inf")]
    [InlineData(double.NegativeInfinity, "-Inf", "-Inf", "-Inf")]
    public void Numbers_are_written_as_Go_writes_them(double value, string? plain, string shortest, string json)
    {
        Span<char> buffer = stackalloc char[GoNumber.MaxLength];

        if (plain is not null) Assert.Equal(plain, GoNumber.FormatPlain(value));
        Assert.Equal(shortest, GoNumber.FormatShort(value));
        Assert.Equal(json, buffer[..GoNumber.FormatJson(value, buffer)].ToString());
        Span<byte> bytes = stackalloc byte[GoNumber.MaxLength];
        Assert.Equal(json, Encoding.UTF8.GetString(bytes[..GoNumber.FormatJson(value, bytes)]));
    }

    [Fact]
    public void Bytes_and_characters_of_any_number_are_the_same_and_read_back()
    {
        Random random = new(4);
        Span<char> characters = stackalloc char[GoNumber.MaxLength];
        Span<byte> bytes = stackalloc byte[GoNumber.MaxLength];
        for (int i = 0; i < 20_000; i++)
        {
            double value = (i % 4) switch
            {
                0 => BitConverter.UInt64BitsToDouble((ulong)random.NextInt64(long.MinValue, long.MaxValue)),
                1 => Math.Round(random.NextDouble() * 1e6, i % 7),
                2 => random.NextInt64(-1L << 55, 1L << 55),
                _ => Math.Pow(10, random.Next(-8, 23)) * (1 + (i % 3)),
            };
            string expected = characters[..GoNumber.FormatJson(value, characters)].ToString();
            Assert.Equal(expected, Encoding.UTF8.GetString(bytes[..GoNumber.FormatJson(value, bytes)]));
            if (double.IsFinite(value)) Assert.Equal(value, double.Parse(expected, CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public void A_long_series_is_written_whole_and_allocates_by_series_not_by_point()
    {
        long[] times = [.. Enumerable.Range(0, 10_000).Select(i => (i * 15_050L) - 1_000_000)];
        double[] values = [.. times.Select(t => t / 7000.0)];
        QueryResult result = QueryResult.Of(new MatrixValue([new MatrixSeries(LabelSet.Empty, times, values)]), [], []);
        ArrayBufferWriter<byte> target = new(1 << 20);
        PrometheusJson.Write(result, target);
        using JsonDocument json = JsonDocument.Parse(target.WrittenMemory);
        JsonElement[] points = [.. json.RootElement.GetProperty("data").GetProperty("result")[0].GetProperty("values").EnumerateArray()];
        Assert.Equal(times, points.Select(p => (long)(p[0].GetDecimal() * 1000)));
        Assert.Equal(values, points.Select(p => double.Parse(p[1].GetString()!, CultureInfo.InvariantCulture)));
        target.ResetWrittenCount();
        PrometheusJson.Write(result, target);
        target.ResetWrittenCount();
        long before = GC.GetAllocatedBytesForCurrentThread();
        PrometheusJson.Write(result, target);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2_000);
    }

    [Theory]
    [InlineData(double.MaxValue, 309)]
    [InlineData(-double.Epsilon, 327)]
    public void The_longest_numbers_fit(double value, int length) => Assert.Equal(length, GoNumber.FormatPlain(value).Length);

    [Theory]
    [InlineData("1 / 0", """{"status":"success","data":{"resultType":"scalar","result":[1.050,"+Inf"]}}""")]
    [InlineData("\"é\\\"\"", """{"status":"success","data":{"resultType":"string","result":[1.050,"é\""]}}""")]
    [InlineData("m", """{"status":"success","data":{"resultType":"vector","result":[{"metric":{"__name__":"m","a":"<b>"},"value":[1.050,"0.5"]}]}}""")]
    [InlineData("m[2s]", """{"status":"success","data":{"resultType":"matrix","result":[{"metric":{"__name__":"m","a":"<b>"},"values":[[0,"0.5"]]}]}}""")]
    [InlineData("none", """{"status":"success","data":{"resultType":"vector","result":[]}}""")]
    [InlineData("quantile(2, m)", """{"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[1.050,"+Inf"]}]},"warnings":["PromQL warning: quantile value should be between 0 and 1, got 2 (1:10)"]}""")]
    [InlineData("m{", """{"status":"error","errorType":"bad_data","error":"1:2: parse error: unclosed left brace"}""")]
    [InlineData("label_replace(m, \"a\", \"\", \"\", \"(\")", """{"status":"error","errorType":"execution","error":"invalid regular expression in label_replace(): ("}""")]
    public void Answers_are_written_as_Prometheus_writes_them(string text, string json)
    {
        TestData data = new TestData().Add("m{a=\"<b>\"}", 60_000, 0.5);

        Assert.Equal(json, PrometheusJson.ToText(data.Engine().Instant(text, 1050)));
    }
}
