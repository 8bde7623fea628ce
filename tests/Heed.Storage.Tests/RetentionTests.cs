using Heed.Model.Labels;
using Heed.Model.Samples;

namespace Heed.Storage.Tests;

public sealed class RetentionTests
{
    private static readonly LabelMatcher[] All = [];

    [Fact]
    public void Chunks_wholly_older_than_the_retention_go_and_the_rest_stays()
    {
        using SeriesStore store = SeriesStore.Open(new StoreOptions { Retention = TimeSpan.FromSeconds(250), CommitsBetweenRetention = 1 });
        LabelSet labels = LabelSet.Of(("__name__", "m"));
        for (int i = 0; i < 600; i++) store.Append(labels, i * 1000L, i);
        store.Commit();

        // Newest 599, cutoff 349: the chunks that end at 119 and 239 go, the one that ends at 359 stays.
        Assert.Equal(2, store.Report.DroppedChunks);
        Assert.Equal(360, store.Report.Samples);
        SampleBuffer buffer = new();
        store.Select(All, 0, long.MaxValue, CancellationToken.None)[0].Read(0, long.MaxValue, buffer);
        Assert.Equal(240_000, buffer.TimesMs[0]);
        Assert.Equal(360, buffer.Count);
        Assert.Empty(store.Select(All, 0, 239_999, CancellationToken.None));
    }

    [Fact]
    public void A_series_without_young_samples_leaves_store_and_index_and_may_come_back()
    {
        using SeriesStore store = SeriesStore.Open(
            new StoreOptions { Retention = TimeSpan.FromSeconds(10), CommitsBetweenRetention = 2, MaxSeries = 2, MaxSeriesPerMetric = 1 });
        LabelSet ended = LabelSet.Of(("__name__", "ended"), ("only", "here"));
        store.Append(ended, 1_000, 1);
        store.Append(ended, 2_000, StaleMarker.Value);
        IReadOnlyList<ISeries> held = store.Select(All, 0, 5_000, CancellationToken.None);
        store.Append(LabelSet.Of(("__name__", "m")), 20_000, 1);
        store.Commit();
        Assert.Equal(2, store.Report.Series);
        store.Commit();
        Assert.Equal(1, store.Report.Series);
        Assert.Equal(1, store.Report.DroppedSeries);
        Assert.Equal(1, store.Report.Samples);
        Assert.Equal(["__name__"], store.LabelNames(All, 0, long.MaxValue, CancellationToken.None));
        Assert.Empty(store.Select([LabelMatcher.Equal("only", "here")], 0, long.MaxValue, CancellationToken.None));

        // A query that began before still reads what it selected.
        SampleBuffer buffer = new();
        held[0].Read(0, 5_000, buffer);
        Assert.Equal(2, buffer.Count);
        Assert.Equal(AppendOutcome.Appended, store.Append(ended, 1_500, 1));
        Assert.Equal(2, store.Report.Series);
    }

    [Fact]
    public void Ten_thousand_series_that_came_and_went_leave_nothing_behind()
    {
        using SeriesStore store = SeriesStore.Open(new StoreOptions { Retention = TimeSpan.FromSeconds(1), CommitsBetweenRetention = 1 });
        for (int i = 0; i < 10_000; i++)
        {
            store.Append(LabelSet.Of(("__name__", "churn"), ("i", $"{i}")), i * 10L, 1);
            if (i % 500 == 0) store.Commit();
        }

        store.Commit();
        Assert.Equal(101, store.Report.Series);
        Assert.Equal(101, store.Report.Samples);
        Assert.Equal(101, store.Select(All, 0, long.MaxValue, CancellationToken.None).Count);
        Assert.Equal(101, store.LabelValues("i", All, 0, long.MaxValue, CancellationToken.None).Count);
    }

    [Fact]
    public void A_checkpoint_applies_the_retention_and_the_files_forget_what_it_dropped()
    {
        using TemporaryDirectory directory = new();
        StoreOptions options = directory.Options with { Retention = TimeSpan.FromSeconds(10) };
        using (SeriesStore store = SeriesStore.Open(options))
        {
            store.Append(LabelSet.Of(("__name__", "old")), 1_000, 1);
            store.Append(LabelSet.Of(("__name__", "new")), 100_000, 1);
            Assert.Equal(CommitOutcome.Committed, store.Checkpoint());
        }

        using SeriesStore again = SeriesStore.Open(options);
        Assert.Equal(["new"], again.LabelValues("__name__", All, 0, long.MaxValue, CancellationToken.None));
    }

    [Fact]
    public void The_longest_retention_keeps_the_earliest_times()
    {
        using SeriesStore store = SeriesStore.Open(new StoreOptions { Retention = TimeSpan.MaxValue, CommitsBetweenRetention = 1 });
        store.Append(LabelSet.Of(("__name__", "a")), long.MinValue, 1);
        store.Commit();
        Assert.Equal(1, store.Report.Series);
    }
}
