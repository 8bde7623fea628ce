using System.Globalization;
using System.Text;

using Heed.Ingest.Exposition;
using Heed.Ingest.Series;
using Heed.Model.Labels;
using Heed.Testing;

namespace Heed.Ingest.Tests.Exposition;

/// <summary>Bodies of real programs, from the tests of Prometheus.</summary>
public sealed class RealExpositionTests
{
    /// <summary>Every line that is none of metadata is a sample; a splitter that knows nothing of quotes is enough for these files.</summary>
    [Theory]
    [InlineData("1histogram.om.txt", 0)]
    [InlineData("alltypes.237mfs.nometa.prom.txt", 1700)]
    [InlineData("alltypes.237mfs.prom.txt", 1700)]
    [InlineData("alltypes.5mfs.om.txt", 0)]
    public void Every_sample_of_a_body_of_Prometheus_is_read(string file, int least)
    {
        if (RepositoryFiles.Shared is not { } shared) return;
        byte[] body = File.ReadAllBytes(Path.Combine(shared, "conformance", "prometheus", "model", "textparse", "testdata", file));
        bool isOpenMetrics = file.EndsWith(".om.txt", StringComparison.Ordinal);
        string[] expected = [.. Encoding.UTF8.GetString(body).Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(Plain)];

        List<string> read = [];
        IExpositionReader reader = ExpositionFormats.Open(isOpenMetrics ? ExpositionFormat.OpenMetrics : ExpositionFormat.Text, body);
        while (reader.Next() is var entry and not (ExpositionEntry.End or ExpositionEntry.Broken))
        {
            if (entry != ExpositionEntry.Sample) continue;
            Assert.True(reader.TryReadLabels(new LabelSetBuilder()));
            read.Add(string.Create(CultureInfo.InvariantCulture, $"{Encoding.UTF8.GetString(reader.SeriesText)} {reader.Value:R}"));
        }

        Assert.Null(reader.Error);
        Assert.Equal(expected, read);
        Assert.True(read.Count > least, $"{read.Count} samples");
    }

    [Fact]
    public void A_body_that_comes_again_is_known_by_its_lines()
    {
        byte[] first = Encoding.UTF8.GetBytes("a{x=\"1\"} 1\na{x=\"2\"} 2\nb 3\nb {y=\"1\"} 4\n");
        byte[] second = Encoding.UTF8.GetBytes("a{x=\"1\"} 5\na{x=\"2\"} 6 7\nb {y=\"1\"} 8\nb 9\nc 1\n");
        RawSeriesCache<string> cache = new(100, 1);

        Assert.Equal(["a{x=\"1\"}=1", "a{x=\"2\"}=2", "b=3", "b{y=\"1\"}=4"], Read(first, cache, out int likely));
        Assert.Equal(0, likely);
        Assert.Equal(["a{x=\"1\"}=5", "a{x=\"2\"}=6", "b{y=\"1\"}=8", "b=9", "c=1"], Read(second, cache, out likely));
        Assert.Equal(1, likely);
        Assert.Equal(["a{x=\"1\"}=5", "a{x=\"2\"}=6", "b{y=\"1\"}=8", "b=9", "c=1"], Read(second, cache, out likely));
        Assert.Equal(4, likely);
    }

    internal static List<string> Read(byte[] body, RawSeriesCache<string> cache, out int likely)
    {
        List<string> lines = [];
        RawSeries<string>? previous = null;
        likely = 0;
        IExpositionReader reader = ExpositionFormats.Open(ExpositionFormat.Text, body);
        RawSeries<string>? expected = null;
        while (reader.Next(expected is null ? default : expected.Raw) == ExpositionEntry.Sample)
        {
            likely += reader.IsLikely ? 1 : 0;
            RawSeries<string>? series = reader.IsLikely ? expected : cache.Find(reader.SeriesText, previous);
            if (series is null)
            {
                LabelSetBuilder labels = new();
                Assert.True(reader.TryReadLabels(labels));
                series = cache.Add(reader.SeriesText, labels.Build().ToString(), previous);
            }

            previous = series;
            expected = series?.Successor;
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{series?.Value}={reader.Value}"));
        }

        Assert.Null(reader.Error);
        return lines;
    }

    private static string Plain(string line)
    {
        int end = line.IndexOf('}', StringComparison.Ordinal) + 1;
        if (end == 0) end = line.IndexOf(' ', StringComparison.Ordinal);
        string value = line[(end + 1)..].Split(' ')[0];
        double number = value switch
        {
            "+Inf" => double.PositiveInfinity,
            "-Inf" => double.NegativeInfinity,
            _ => double.Parse(value, CultureInfo.InvariantCulture),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{line[..end]} {number:R}");
    }
}
