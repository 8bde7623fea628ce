using System.Globalization;
using System.Text;

using Heed.Ingest.Exposition;
using Heed.Ingest.Series;
using Heed.Model.Labels;

namespace Heed.Ingest.Tests.Exposition;

/// <summary>What a line costs when a target is read again. The measurement, in Release: <c>-- --explicit only --filter-class *ExpositionThroughput</c>.</summary>
public sealed class ExpositionThroughput
{
    private const int Series = 10_000;

    [Theory(Explicit = true)]
    [InlineData(ExpositionFormat.Text)]
    [InlineData(ExpositionFormat.OpenMetrics)]
    public void Nanoseconds_a_line_when_a_target_is_read_again(ExpositionFormat format)
    {
        byte[] body = Body(format);
        RawSeriesCache<LabelSet> cache = new(1 << 20, 1);
        double first = double.MaxValue;
        double known = double.MaxValue;
        double likely = double.MaxValue;
        for (int round = 0; round < 150; round++)
        {
            if (round < 50) first = Math.Min(first, Nanoseconds(() => Read(body, format, new RawSeriesCache<LabelSet>(1 << 20, 1), triesLikely: false)));
            known = Math.Min(known, Nanoseconds(() => Read(body, format, cache, triesLikely: false)));
            likely = Math.Min(likely, Nanoseconds(() => Read(body, format, cache, triesLikely: true)));
        }

        Print($"{format}, bytes a line", (double)body.Length / Series);
        Print($"{format}, first time, ns a line", first / Series);
        Print($"{format}, known, ns a line", known / Series);
        Print($"{format}, known and in the same order, ns a line", likely / Series);
        Assert.Equal(Series, cache.Count);
    }

    /// <summary>What remains is of the two bodies: their readers.</summary>
    [Theory]
    [InlineData(ExpositionFormat.Text)]
    [InlineData(ExpositionFormat.OpenMetrics)]
    public void A_known_line_allocates_nothing(ExpositionFormat format)
    {
        byte[] body = Body(format);
        RawSeriesCache<LabelSet> cache = new(1 << 20, 1);
        for (int i = 0; i < 3; i++) Read(body, format, cache, triesLikely: i > 0);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Read(body, format, cache, triesLikely: true);
        Read(body, format, cache, triesLikely: false);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2048);
    }

    private static byte[] Body(ExpositionFormat format)
    {
        StringBuilder text = new();
        Random random = new(3);
        for (int i = 0; i < Series; i++)
        {
            if (i % 200 == 0) text.Append(CultureInfo.InvariantCulture, $"# HELP http_requests_{i / 200}_total Requests.\n# TYPE http_requests_{i / 200}_total counter\n");
            text.Append(CultureInfo.InvariantCulture, $"http_requests_{i / 200}_total{{code=\"200\",handler=\"/api/v1/endpoint_{i % 20}\",method=\"GET\",pod=\"api-server-{i:x5}\"}} {random.NextDouble() * 1e6:0.###}\n");
        }

        if (format == ExpositionFormat.OpenMetrics) text.Append("# EOF\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void Read(byte[] body, ExpositionFormat format, RawSeriesCache<LabelSet> cache, bool triesLikely)
    {
        IExpositionReader reader = ExpositionFormats.Open(format, body);
        RawSeries<LabelSet>? previous = null;
        int count = 0;
        while (true)
        {
            RawSeries<LabelSet>? likely = triesLikely ? previous?.Successor : null;
            ExpositionEntry entry = reader.Next(likely is null ? default : likely.Raw);
            if (entry is ExpositionEntry.End or ExpositionEntry.Broken) break;
            if (entry == ExpositionEntry.Metadata) continue;
            count++;
            RawSeries<LabelSet>? series = likely;
            if (reader.IsLikely) cache.Touch(likely!);
            else series = cache.Find(reader.SeriesText, previous) ?? Resolve(reader, cache, previous);
            previous = series;
        }

        Assert.Null(reader.Error);
        Assert.Equal(Series, count);
    }

    private static RawSeries<LabelSet>? Resolve(IExpositionReader reader, RawSeriesCache<LabelSet> cache, RawSeries<LabelSet>? previous)
    {
        LabelSetBuilder labels = new();
        Assert.True(reader.TryReadLabels(labels));
        return cache.Add(reader.SeriesText, labels.Build(), previous);
    }

    private static double Nanoseconds(Action action)
    {
        long start = TimeProvider.System.GetTimestamp();
        action();
        return TimeProvider.System.GetElapsedTime(start).TotalNanoseconds;
    }

    private static void Print(string what, double value) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {value:0.#}"));
}
