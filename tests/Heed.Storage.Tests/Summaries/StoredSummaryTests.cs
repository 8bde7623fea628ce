using Heed.Model.Labels;
using Heed.Model.Samples;

namespace Heed.Storage.Tests.Summaries;

/// <summary>What a store tells of its series by summaries is what their samples say, whatever happened to it.</summary>
public sealed class StoredSummaryTests : IDisposable
{
    private const long MinuteMs = 60_000;

    private static readonly LabelSet Labels = new LabelSetBuilder().Set(LabelNames.MetricName, "x_total").Build();

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Summaries_are_those_of_the_samples_after_sealing_late_samples_deletion_compaction_and_restart(int seed)
    {
        Random random = new(seed);
        StoreOptions options = new() { Directory = _directory.Path, OutOfOrderWindow = TimeSpan.FromHours(30) };
        SeriesStore store = SeriesStore.Open(options);
        long time = 1_700_000_000_000;
        double value = 0;
        int told = 0;
        for (int round = 0; round < 5; round++)
        {
            for (int i = random.Next(100, 700); i > 0; i--)
            {
                time += random.Next(90) == 0 ? random.NextInt64(200 * MinuteMs) : random.NextInt64(1, 2 * MinuteMs);
                value = random.Next(40) == 0 ? 0 : value + (random.Next(100) / 10.0);
                store.Append(Labels, time, random.Next(80) == 0 ? StaleMarker.Value : value);
                if (random.Next(60) == 0) store.Append(Labels, time - random.NextInt64(29 * 60 * MinuteMs), random.Next(100));
            }

            store.Commit();
            if (random.Next(4) == 0) store.Delete([], time - (30 * 60 * MinuteMs), time - random.NextInt64(29 * 60 * MinuteMs));
            if (random.Next(3) > 0) Settle(store);
            if (random.Next(3) == 0)
            {
                store.Dispose();
                store = SeriesStore.Open(options);
            }

            told += AssertSummaries(store, time);
        }

        store.Dispose();
        Assert.True(told > 10, $"expected blocks to tell summaries, found {told}");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_store_in_memory_tells_of_every_stretch_that_is_over_until_a_sample_comes_late(int seed)
    {
        Random random = new(seed);
        using SeriesStore store = SeriesStore.Open(new StoreOptions
        {
            OutOfOrderWindow = TimeSpan.FromHours(30), Retention = TimeSpan.FromDays(6), CommitsBetweenRetention = 1,
        });
        long time = 1_700_000_000_000;
        double value = 0;
        for (int round = 0; round < 6; round++)
        {
            for (int i = 0; i < 1500; i++)
            {
                time += random.NextInt64(1, 2 * MinuteMs);
                value = random.Next(40) == 0 ? 0 : value + (random.Next(100) / 10.0);
                store.Append(Labels, time, random.Next(80) == 0 ? StaleMarker.Value : value);
            }

            // Asked before as well as after what changes the past.
            AssertSummaries(store, time);
            store.Commit();
            if (round == 3) store.Delete([], time - (30 * 60 * MinuteMs), time - (20 * 60 * MinuteMs));
            Assert.InRange(AssertSummaries(store, time), 12, 200);
            Assert.All(Known(store, SummaryLevel.Span, time - (2 * SummaryGrid.DayMs), 24), Assert.True);
        }

        Assert.False(Known(store, SummaryLevel.Span, time, 1)[0]);
        store.Append(Labels, time - (29 * 60 * MinuteMs), 7);
        AssertSummaries(store, time);
        Assert.DoesNotContain(true, Known(store, SummaryLevel.Span, time - SummaryGrid.DayMs, 12));
    }

    [Fact]
    public void A_late_sample_takes_only_its_own_stretch_away_until_compaction()
    {
        using SeriesStore store = SeriesStore.Open(new StoreOptions { Directory = _directory.Path, OutOfOrderWindow = TimeSpan.FromDays(9) });
        long day = 20_000 * SummaryGrid.DayMs;
        for (long time = day; time < day + (3 * SummaryGrid.DayMs); time += MinuteMs) store.Append(Labels, time, (time - day) / MinuteMs);
        store.Commit();
        Settle(store);
        int before = Known(store, SummaryLevel.Span, day, 24).Count(k => k);
        store.Append(Labels, day + (5 * SummaryGrid.SpanMs) + 1, 7);
        bool[] after = Known(store, SummaryLevel.Span, day, 24);
        Assert.Equal(24, before);
        Assert.Equal(23, after.Count(k => k));
        Assert.False(after[5]);
    }

    private static void Settle(SeriesStore store)
    {
        while (store.Maintain(CancellationToken.None) != MaintenanceOutcome.Idle) Assert.Null(store.Report.LastFailure);
    }

    private static bool[] Known(SeriesStore store, SummaryLevel level, long fromMs, int count)
    {
        ISummarizedSeries series = Assert.IsType<ISummarizedSeries>(Single(store), exactMatch: false);
        SampleSummary[] told = [.. Enumerable.Repeat(SampleSummary.Unknown, count)];
        series.ReadSummaries(level, SummaryGrid.IndexOf(level, fromMs), told);
        return [.. told.Select(t => t.IsKnown)];
    }

    private static ISeries Single(SeriesStore store) => Assert.Single(store.Select([], long.MinValue, long.MaxValue, CancellationToken.None));

    private static int AssertSummaries(SeriesStore store, long lastMs)
    {
        if (store.Select([], long.MinValue, long.MaxValue, CancellationToken.None).Count == 0) return 0;
        ISummarizedSeries series = Assert.IsType<ISummarizedSeries>(Single(store), exactMatch: false);
        SampleBuffer all = new();
        series.Read(long.MinValue, long.MaxValue, all);
        all.RemoveStaleMarkers();
        int known = 0;
        foreach (SummaryLevel level in Enum.GetValues<SummaryLevel>())
        {
            long first = SummaryGrid.IndexOf(level, 1_700_000_000_000) - 2;
            SampleSummary[] told = [.. Enumerable.Repeat(SampleSummary.Unknown, (int)(SummaryGrid.IndexOf(level, lastMs) - first) + 3)];
            series.ReadSummaries(level, first, told);
            for (int i = 0; i < told.Length; i++)
            {
                if (!told[i].IsKnown) continue;
                Assert.Equal(Expected(level, first + i, all), told[i]);
                known += told[i].Count > 0 ? 1 : 0;
            }
        }

        return known;
    }

    private static SampleSummary Expected(SummaryLevel level, long index, SampleBuffer all)
    {
        SampleSummary whole = SampleSummary.Empty;
        if (level == SummaryLevel.Day)
        {
            for (int i = 0; i < SummaryGrid.SpansPerDay; i++)
            {
                whole = whole.Then(Expected(SummaryLevel.Span, (index * SummaryGrid.SpansPerDay) + i, all));
            }

            return whole;
        }

        SampleBuffer inside = new();
        for (int i = 0; i < all.Count; i++)
        {
            if (SummaryGrid.IndexOf(level, all.TimesMs[i]) == index) inside.Add(all.TimesMs[i], all.Values[i]);
        }

        return SampleSummary.Of(inside.TimesMs, inside.Values);
    }
}
