using System.Buffers;
using System.Globalization;

using Heed.Model.Labels;
using Heed.Model.Samples;
using Heed.Storage.Index;

namespace Heed.Storage.Tests.Index;

/// <summary>Figures to print, not to assert: <c>dotnet run -c Release --project tests/Heed.Storage.Tests -- --explicit only</c>.</summary>
public sealed class IndexMeasurements(ITestOutputHelper output)
{
    private const int SeriesCount = 1_000_000;

    private static readonly TimeProvider Clock = TimeProvider.System;

    [Fact(Explicit = true)]
    public void Selecting_of_a_million_series_with_100_000_values()
    {
        LabelSet[] series = new LabelSet[SeriesCount];
        for (int i = 0; i < series.Length; i++) series[i] = Series(i);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        using SeriesStore store = SeriesStore.Open(new StoreOptions { MaxSeriesPerMetric = SeriesCount });
        long start = Clock.GetTimestamp();
        foreach (LabelSet labels in series) store.Append(labels, 1, 1);
        Print($"adding: {Clock.GetElapsedTime(start).TotalNanoseconds / SeriesCount:F0} ns a series");
        Print($"memory: {(double)(GC.GetTotalMemory(forceFullCollection: true) - before) / SeriesCount:F0} B a series, labels apart");
        Measure(store, "equality", LabelMatcher.Equal("feature", "f777"));
        Measure(store, "prefix", Regex("f77.*"));
        Measure(store, "class", Regex("f77[0-9]"));
        Measure(store, "100 alternatives", Regex(string.Join('|', Enumerable.Range(0, 100).Select(i => $"f{i}"))));
        Measure(store, "prefixes in a group", Regex("f(12|34)5.*"));
        Measure(store, "contains", Regex(".*7777.*"));
        Measure(store, "suffix", Regex(".+9999"));
        Measure(store, "without regard to case", Regex("(?i)F7777"));
        Measure(store, "negative prefix, none left", StoreReading.Matcher("feature", MatchOperator.NotRegex, "f.*"));
        Measure(store, "negative prefixes", StoreReading.Matcher("feature", MatchOperator.NotRegex, "f[1-8].*"));
        Measure(store, "not equal", StoreReading.Matcher("feature", MatchOperator.NotEqual, "f1"));
        start = Clock.GetTimestamp();
        int values = store.LabelValues("feature", [], 0, 10, CancellationToken.None).Count;
        Print($"all {values} values: {Clock.GetElapsedTime(start).TotalMilliseconds:F1} ms");
        GC.KeepAlive(series);
    }

    [Theory(Explicit = true)]
    [InlineData(10_000, 400)]
    [InlineData(100_000, 40)]
    public void Appending_batches_by_handle(int seriesCount, int ticks)
    {
        const int BatchLength = 500;
        using TemporaryDirectory directory = new();
        using SeriesStore store = SeriesStore.Open(directory.Options);
        SeriesHandle[] handles = [.. Enumerable.Range(0, seriesCount).Select(i => new SeriesHandle(Series(i)))];
        SeriesSample[] batch = new SeriesSample[BatchLength];
        AppendOutcome[] outcomes = new AppendOutcome[BatchLength];
        double best = double.MaxValue;
        for (int tick = 0; tick < ticks; tick++)
        {
            TimeSpan appending = TimeSpan.Zero;
            for (int from = 0; from < seriesCount; from += BatchLength)
            {
                for (int i = 0; i < BatchLength; i++) batch[i] = new SeriesSample(handles[from + i], 1_700_000_000_000 + (tick * 15_000L), (tick * 3) + (i % 11));
                long start = Clock.GetTimestamp();
                store.Append(batch, outcomes);
                appending += Clock.GetElapsedTime(start);
            }

            store.Commit();
            if (tick > 10) best = Math.Min(best, appending.TotalNanoseconds / seriesCount);
        }

        Print($"{seriesCount} series on disk, batches of {BatchLength} by handle: {best:F0} ns an append in the best tick");
    }

    [Fact(Explicit = true)]
    public void Writing_an_index_of_100_000_series()
    {
        LabelSet[] ordered = [.. Enumerable.Range(0, 100_000).Select(Series).Order()];
        ArrayBufferWriter<byte> bytes = new();
        long start = Clock.GetTimestamp();
        IndexFile.Write(ordered, bytes);
        Print($"{(double)bytes.WrittenCount / ordered.Length:F1} B a series, written in {Clock.GetElapsedTime(start).TotalMilliseconds:F0} ms");
    }

    private static LabelSet Series(int i) => LabelSet.Of(
        ("__name__", $"heed_feature_{i % 20}"), ("model_name", $"model-{i % 50}"), ("feature", $"f{i * 7919L % 100_000}"), ("copy", $"c{i / 100_000}"));

    private static LabelMatcher Regex(string text) => StoreReading.Matcher("feature", MatchOperator.Regex, text);

    private void Measure(SeriesStore store, string question, LabelMatcher matcher)
    {
        const int Rounds = 20;
        double first = 0;
        double best = double.MaxValue;
        int found = 0;
        for (int round = 0; round < Rounds; round++)
        {
            long start = Clock.GetTimestamp();
            found = store.Select([matcher], 0, 10, CancellationToken.None).Count;
            double took = Clock.GetElapsedTime(start).TotalMilliseconds;
            if (round == 0) first = took;
            best = Math.Min(best, took);
        }

        Print($"{question}, {found} series: {first:F2} ms at first, {best:F3} ms at best");
    }

    private void Print(FormattableString text)
    {
        string line = text.ToString(CultureInfo.InvariantCulture);
        output.WriteLine(line);
        Console.WriteLine(line);
    }
}
