using Heed.Model.Labels;
using Heed.Model.Samples;
using Heed.Testing;

namespace Heed.Storage.Tests;

public sealed class StoreTwinTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Random_appends_and_selects_agree_with_the_list(int seed)
    {
        Random random = new(seed);
        using SeriesStore store = SeriesStore.Open(new StoreOptions());
        ListSeriesReader twin = new();
        LabelSet[] series = [.. Enumerable.Range(0, 40).Select(Labels)];
        for (int i = 0; i < 20_000; i++)
        {
            LabelSet labels = series[random.Next(series.Length)];
            long time = (i * 5L) + random.Next(-200, 200);
            double value = random.Next(10) == 0 ? StaleMarker.Value : Math.Round(random.NextDouble() * 100, random.Next(15));
            bool taken = store.Append(labels, time, value) == AppendOutcome.Appended;
            Assert.Equal(twin.Append(labels, time, value) == AppendOutcome.Appended, taken);
        }

        Assert.Equal(twin.Dump(), store.Dump());
        for (int i = 0; i < 200; i++)
        {
            long from = random.Next(-100, 100_100);
            long to = from + random.Next(-10, 20_000);
            LabelMatcher matcher = StoreReading.Matcher("a", (MatchOperator)random.Next(4), $"v{random.Next(6)}");
            Assert.Equal(twin.Dump(from, to, matcher), store.Dump(from, to, matcher));
        }
    }

    [Fact]
    public void A_sample_that_is_not_newer_is_refused_with_its_reason()
    {
        using SeriesStore store = SeriesStore.Open(new StoreOptions());
        LabelSet labels = LabelSet.Of(("__name__", "m"));
        Assert.Equal(AppendOutcome.Appended, store.Append(labels, 10, double.NaN));
        Assert.Equal(AppendOutcome.Duplicate, store.Append(labels, 10, double.NaN));
        Assert.Equal(AppendOutcome.Conflict, store.Append(labels, 10, StaleMarker.Value));
        Assert.Equal(AppendOutcome.OutOfOrder, store.Append(labels, 9, double.NaN));
        Assert.Equal(1, store.Report.Samples);
        Assert.Equal(1, store.Report.Refused[RefusalReason.Duplicate]);
        Assert.Equal(1, store.Report.Refused[RefusalReason.Conflict]);
        Assert.Equal(1, store.Report.Refused[RefusalReason.OutOfOrder]);
    }

    [Fact]
    public void The_last_sample_is_known_behind_a_sealed_chunk()
    {
        using SeriesStore store = SeriesStore.Open(new StoreOptions());
        LabelSet labels = LabelSet.Of(("__name__", "m"));
        for (int i = 0; i < 120; i++) store.Append(labels, i, i);
        Assert.True(store.Report.ChunkBytes > 0);
        Assert.Equal(AppendOutcome.Duplicate, store.Append(labels, 119, 119));
        Assert.Equal(AppendOutcome.Conflict, store.Append(labels, 119, 118));
    }

    [Fact]
    public void Equal_labels_in_another_instance_are_the_same_series()
    {
        using SeriesStore store = SeriesStore.Open(new StoreOptions());
        store.Append(LabelSet.Of(("__name__", "m"), ("a", "b")), 1, 1);
        store.Append(LabelSet.Of(("a", "b"), ("__name__", "m")), 2, 2);
        Assert.Equal(1, store.Report.Series);
    }

    [Fact]
    public void A_store_in_memory_says_that_nothing_is_durable()
    {
        using SeriesStore store = SeriesStore.Open(new StoreOptions());
        Assert.Equal(CommitOutcome.InMemory, store.Commit());
        Assert.Equal(CommitOutcome.InMemory, store.Checkpoint());
    }

    [Fact]
    public async Task Readers_see_a_prefix_of_every_series_while_one_writer_appends()
    {
        const int SeriesCount = 20;
        const int Ticks = 3_000;
        using SeriesStore store = SeriesStore.Open(new StoreOptions());
        LabelSet[] labels = [.. Enumerable.Range(0, SeriesCount).Select(i => LabelSet.Of(("__name__", "m"), ("i", $"{i}")))];
        using CancellationTokenSource written = new();
        Task[] readers = [.. Enumerable.Range(0, 3).Select(_ => Task.Run(() =>
        {
            int[] seen = new int[SeriesCount];
            while (!written.IsCancellationRequested) AssertPrefixes(store, seen);
        }))];
        for (int tick = 0; tick < Ticks; tick++)
        {
            for (int i = 0; i < SeriesCount; i++) store.Append(labels[i], tick, (tick * 31) + i);
            store.Append(LabelSet.Of(("__name__", "churn"), ("tick", $"{tick}")), tick, 1);
        }

        await written.CancelAsync();
        await Task.WhenAll(readers);
        Assert.Equal((SeriesCount + 1) * Ticks, store.Report.Samples);
    }

    private static LabelSet Labels(int i) => LabelSet.Of(("__name__", $"m{i % 3}"), ("a", $"v{i % 5}"), ("i", $"{i}"));

    private static void AssertPrefixes(SeriesStore store, int[] seen)
    {
        SampleBuffer buffer = new();
        LabelMatcher[] wanted = [LabelMatcher.Equal("__name__", "m")];
        foreach (ISeries series in store.Select(wanted, long.MinValue, long.MaxValue, CancellationToken.None))
        {
            buffer.Clear();
            series.Read(long.MinValue, long.MaxValue, buffer);
            int i = int.Parse(series.Labels.Get("i"), System.Globalization.CultureInfo.InvariantCulture);
            Assert.True(buffer.Count >= seen[i]);
            seen[i] = buffer.Count;
            for (int at = 0; at < buffer.Count; at++)
            {
                Assert.Equal(at, buffer.TimesMs[at]);
                Assert.Equal((at * 31) + i, buffer.Values[at]);
            }
        }
    }
}
