using Heed.Model.Histograms;
using Heed.Model.Labels;
using Heed.Model.Samples;

namespace Heed.Storage.Tests.Blocks;

public sealed class BlockTwinTests
{
    private const long Hour = 3_600_000;
    private static readonly LabelMatcher[] All = [];

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 0)]
    [InlineData(3, 5)]
    [InlineData(4, 30)]
    [InlineData(5, 200)]
    [InlineData(6, 30)]
    public void Random_appends_deletions_maintenance_and_restarts_agree_with_the_list(int seed, int windowHours)
    {
        Random random = new(seed);
        using TemporaryDirectory directory = new();
        StoreOptions options = directory.Options with { OutOfOrderWindow = TimeSpan.FromHours(windowHours), SegmentBytes = 1 << 14 };
        SampleTwin twin = new(windowHours * Hour);
        RandomHistograms histograms = new(random);
        LabelSet[] series = [.. Enumerable.Range(0, 12).Select(Labels)];
        SeriesStore store = SeriesStore.Open(options);
        try
        {
            long nowMs = 1_700_000_000_000;
            for (int step = 0; step < 3_000; step++)
            {
                nowMs += random.Next(10) == 0 ? random.Next((int)Hour) : random.Next(120_000);
                for (int i = 0; i < 4; i++) Append(store, twin, random, histograms, series, nowMs, windowHours);
                if (random.Next(80) == 0) store.Maintain(CancellationToken.None);
                if (random.Next(300) == 0) store.MaintainAll();
                if (random.Next(200) == 0) Delete(store, twin, random, nowMs);
                if (random.Next(150) == 0) Assert.Equal(CommitOutcome.Committed, random.Next(2) == 0 ? store.Commit() : store.Checkpoint());
                if (random.Next(60) == 0) AssertAgree(store, twin, random, nowMs);
                if (random.Next(250) > 0) continue;
                store.Dispose();
                store = SeriesStore.Open(options);
                AssertAgree(store, twin, random, nowMs);
            }

            store.MaintainAll();
            Assert.Equal(twin.Dump(long.MinValue, long.MaxValue), store.DumpAll());
            Assert.Equal(twin.Values("i"), store.LabelValues("i", All, long.MinValue, long.MaxValue, CancellationToken.None));
            Assert.True(store.Report.Blocks > 0);
            Assert.Equal(twin.Samples, store.Report.Samples);
            Assert.Empty(store.Report.Damages);
        }
        finally
        {
            store.Dispose();
        }
    }

    private static void Append(
        SeriesStore store, SampleTwin twin, Random random, RandomHistograms histograms, LabelSet[] series, long nowMs, int windowHours)
    {
        // Some series come seldom, so that they leave memory between their samples.
        int which = random.Next(series.Length);
        if (which > 8 && random.Next(40) > 0) which -= 9;
        bool isLate = random.Next(6) == 0;
        long timeMs = isLate ? nowMs - random.NextInt64(1 + ((windowHours + 3) * Hour)) : nowMs;
        timeMs -= timeMs % 1000;
        bool isHistogram = which % 4 == 1 || (which % 4 == 2 && random.Next(20) == 0);
        NativeHistogram? histogram = isHistogram ? histograms.Next() : null;
        double value = random.Next(15) == 0 ? StaleMarker.Value : Math.Round(random.NextDouble() * 100, random.Next(4));
        AppendOutcome expected = twin.Append(series[which], timeMs, value, histogram);
        AppendOutcome found = histogram is null ? store.Append(series[which], timeMs, value) : store.Append(series[which], timeMs, histogram);
        Assert.Equal(expected, found);
    }

    private static void Delete(SeriesStore store, SampleTwin twin, Random random, long nowMs)
    {
        long toMs = nowMs - random.NextInt64(60 * Hour);
        long fromMs = toMs - random.NextInt64(20 * Hour);
        if (random.Next(4) == 0) (fromMs, toMs) = (long.MinValue, long.MaxValue);
        LabelMatcher matcher = StoreReading.Matcher("i", (MatchOperator)random.Next(4), $"{random.Next(12)}");
        if (fromMs == long.MinValue && matcher.Operator is MatchOperator.NotEqual or MatchOperator.NotRegex) return;
        twin.Delete([matcher], fromMs, toMs);
        Assert.Equal(CommitOutcome.Committed, store.Delete([matcher], fromMs, toMs));
    }

    private static void AssertAgree(SeriesStore store, SampleTwin twin, Random random, long nowMs)
    {
        long toMs = nowMs - random.NextInt64(100 * Hour);
        long fromMs = random.Next(3) == 0 ? long.MinValue : toMs - random.NextInt64(50 * Hour);
        LabelMatcher matcher = StoreReading.Matcher("a", (MatchOperator)random.Next(4), $"v{random.Next(4)}");
        Assert.Equal(twin.Dump(fromMs, toMs, matcher), store.DumpAll(fromMs, toMs, matcher));
    }

    private static LabelSet Labels(int i) => LabelSet.Of(("__name__", $"m{i % 3}"), ("a", $"v{i % 4}"), ("i", $"{i}"));
}
