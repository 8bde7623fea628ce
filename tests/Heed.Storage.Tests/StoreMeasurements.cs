using System.Globalization;

using Heed.Model.Labels;
using Heed.Model.Samples;
using Heed.Storage.Chunks;

namespace Heed.Storage.Tests;

/// <summary>Figures to print, not to assert: <c>dotnet run -c Release --project tests/Heed.Storage.Tests -- --explicit only</c>.</summary>
public sealed class StoreMeasurements(ITestOutputHelper output)
{
    private static readonly TimeProvider Clock = TimeProvider.System;

    [Theory(Explicit = true)]
    [InlineData(1_000, 4_000, false)]
    [InlineData(100_000, 40, false)]
    [InlineData(1_000, 4_000, true)]
    [InlineData(100_000, 40, true)]
    public void Appends_a_second(int seriesCount, int ticks, bool onDisk)
    {
        using TemporaryDirectory directory = new();
        using SeriesStore store = SeriesStore.Open(onDisk ? directory.Options : new StoreOptions());
        LabelSet[] series = Series(seriesCount);
        for (int tick = 0; tick < 10; tick++) AppendTick(store, series, tick);
        TimeSpan committing = TimeSpan.Zero;
        long start = Clock.GetTimestamp();
        int stretchTicks = Math.Max(1, 100_000 / seriesCount);
        TimeSpan stretch = TimeSpan.Zero;
        TimeSpan best = TimeSpan.MaxValue;
        for (int tick = 10; tick < ticks + 10; tick++)
        {
            long begin = Clock.GetTimestamp();
            AppendTick(store, series, tick);
            long commit = Clock.GetTimestamp();
            stretch += Clock.GetElapsedTime(begin, commit);
            if (tick % stretchTicks == 0)
            {
                if (tick >= 10 + stretchTicks && stretch < best) best = stretch;
                stretch = TimeSpan.Zero;
            }

            if (onDisk && tick % Math.Max(1, 100_000 / seriesCount) == 0) Assert.Equal(CommitOutcome.Committed, store.Commit());
            committing += Clock.GetElapsedTime(commit);
        }

        TimeSpan total = Clock.GetElapsedTime(start);
        double appends = (double)seriesCount * ticks;
        Print($"{seriesCount} series, {(onDisk ? "on disk" : "in memory")}: {appends / total.TotalSeconds / 1e6:F2} M appends/s, "
            + $"{(total - committing).TotalNanoseconds / appends:F0} ns an append, "
            + $"{best.TotalNanoseconds / (seriesCount * (double)stretchTicks):F0} ns in the best 100,000, "
            + $"{committing.TotalNanoseconds / appends:F0} ns of commits; "
            + $"{(double)store.Report.ChunkBytes / store.Report.Samples:F2} B of sealed chunks a sample");
    }

    [Fact(Explicit = true)]
    public void Bytes_a_sample()
    {
        Random random = new(1);
        double counter = 0;
        Print($"constant gauge: {BytesASample(_ => 0.25):F3} B a sample");
        Print($"counter, integer steps below 100: {BytesASample(_ => counter += random.Next(100)):F3} B a sample");
        Print($"gauge with two decimals: {BytesASample(_ => random.Next(10_000) / 100.0):F3} B a sample");
        Print($"random doubles: {BytesASample(_ => random.NextDouble()):F3} B a sample");
    }

    [Fact(Explicit = true)]
    public void Memory_a_series()
    {
        const int SeriesCount = 100_000;
        LabelSet[] series = Series(SeriesCount);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        using SeriesStore store = SeriesStore.Open(new StoreOptions());
        for (int tick = 0; tick < 60; tick++) AppendTick(store, series, tick);
        long after = GC.GetTotalMemory(forceFullCollection: true);
        Print($"{(double)(after - before) / SeriesCount:F0} B a series with 60 samples in its open chunk, labels apart");
        GC.KeepAlive(series);
    }

    [Theory(Explicit = true)]
    [InlineData(100_000, 100, false)]
    [InlineData(100_000, 100, true)]
    [InlineData(1_000_000, 4, false)]
    [InlineData(1_000_000, 4, true)]
    public void Reopening(int seriesCount, int ticks, bool checkpoint)
    {
        using TemporaryDirectory directory = new();
        LabelSet[] series = Series(seriesCount);
        StoreOptions options = directory.Options with { CheckpointWalBytes = long.MaxValue, MaxSeriesPerMetric = seriesCount };
        using (SeriesStore store = SeriesStore.Open(options))
        {
            for (int tick = 0; tick < ticks; tick++)
            {
                AppendTick(store, series, tick);
                store.Commit();
            }

            long begin = Clock.GetTimestamp();
            if (checkpoint) store.Checkpoint();
            if (checkpoint) Print($"checkpoint: {Clock.GetElapsedTime(begin).TotalMilliseconds:F0} ms");
        }

        long files = Directory.GetFiles(directory.Path, "*", SearchOption.AllDirectories).Sum(f => new FileInfo(f).Length);
        long start = Clock.GetTimestamp();
        using SeriesStore again = SeriesStore.Open(options);
        double opened = Clock.GetElapsedTime(start).TotalMilliseconds;
        Assert.Single(again.Select([LabelMatcher.Equal("feature", "f777")], 0, long.MaxValue, CancellationToken.None));
        Print($"reopened {seriesCount} series with {ticks} samples from {(checkpoint ? "a snapshot" : "the log")} of {files >> 20} MiB in "
            + $"{opened:F0} ms, first answer after {Clock.GetElapsedTime(start).TotalMilliseconds:F0} ms");
        Assert.Equal((long)seriesCount * ticks, again.Report.Samples);
    }

    [Fact(Explicit = true)]
    public void Selecting()
    {
        using SeriesStore store = SeriesStore.Open(new StoreOptions());
        AppendTick(store, Series(100_000), 0);
        string hundred = string.Join('|', Enumerable.Range(0, 100).Select(i => $"f{i}"));
        (string Question, LabelMatcher[] Matchers)[] questions =
        [
            ("one series", [LabelMatcher.Equal("feature", "f777")]),
            ("100 alternatives", [StoreReading.Matcher("feature", MatchOperator.Regex, hundred)]),
            ("a metric and a model", [LabelMatcher.Equal("__name__", "heed_feature_7"), LabelMatcher.Equal("model_name", "model-7")]),
            ("a prefix of 100,000 values", [StoreReading.Matcher("feature", MatchOperator.Regex, "f77.*")]),
            ("a class behind a prefix", [StoreReading.Matcher("feature", MatchOperator.Regex, "f77[0-9]")]),
            ("a part of 100,000 values", [StoreReading.Matcher("feature", MatchOperator.Regex, ".*777.*")]),
            ("a regular expression over 100,000 values", [StoreReading.Matcher("feature", MatchOperator.Regex, "(?i)F77[0-9]")]),
            ("a metric, but not a prefix", [LabelMatcher.Equal("__name__", "heed_feature_7"), StoreReading.Matcher("feature", MatchOperator.NotRegex, "f7.*")]),
            ("all series", []),
        ];
        foreach ((string question, LabelMatcher[] matchers) in questions)
        {
            long start = 0;
            int found = 0;
            for (int round = 0; round < 15; round++)
            {
                if (round == 10) start = Clock.GetTimestamp();
                found = store.Select(matchers, 0, long.MaxValue, CancellationToken.None).Count;
            }

            Print($"selecting {question}, {found} of 100,000 series: {Clock.GetElapsedTime(start).TotalMilliseconds / 5:F3} ms");
        }
    }

    [Fact(Explicit = true)]
    public void Decoding()
    {
        Random random = new(1);
        using SeriesStore store = SeriesStore.Open(new StoreOptions());
        LabelSet constant = LabelSet.Of(("__name__", "constant"));
        LabelSet noise = LabelSet.Of(("__name__", "noise"));
        for (int i = 0; i < 120_000; i++)
        {
            store.Append(constant, i * 15_000L, 1);
            store.Append(noise, i * 15_000L, random.NextDouble());
        }

        SampleBuffer buffer = new(120_000);
        foreach (ISeries series in store.Select([], 0, long.MaxValue, CancellationToken.None))
        {
            long start = 0;
            for (int round = 0; round < 60; round++)
            {
                if (round == 40) start = Clock.GetTimestamp();
                buffer.Clear();
                series.Read(0, long.MaxValue, buffer);
            }

            Print($"decoding {series.Labels}: {Clock.GetElapsedTime(start).TotalNanoseconds / (20 * 120_000):F1} ns a sample");
        }
    }

    private static double BytesASample(Func<int, double> next)
    {
        const int Chunks = 100;
        long bytes = 0;
        ChunkEncoder encoder = new();
        for (int i = 0; i < Chunks * Chunk.MaxSamples; i++)
        {
            encoder.Append(1_700_000_000_000 + (15_000L * i), next(i));
            if (encoder.Count < Chunk.MaxSamples) continue;
            bytes += encoder.ToChunk().Data.Length;
            encoder.Reset();
        }

        return (double)bytes / (Chunks * Chunk.MaxSamples);
    }

    private static LabelSet[] Series(int count) =>
    [
        .. Enumerable.Range(0, count).Select(i => LabelSet.Of(
            ("__name__", $"heed_feature_{i % 20}"), ("model_name", $"model-{i % 50}"), ("feature", $"f{i}"), ("window", "1h"))),
    ];

    private static void AppendTick(SeriesStore store, LabelSet[] series, int tick)
    {
        for (int i = 0; i < series.Length; i++) store.Append(series[i], 1_700_000_000_000 + (tick * 15_000L), (tick * 3) + (i % 11));
    }

    private void Print(FormattableString text)
    {
        string line = text.ToString(CultureInfo.InvariantCulture);
        output.WriteLine(line);
        Console.WriteLine(line);
    }

    private void Print(string line) => Print((FormattableString)$"{line}");
}
