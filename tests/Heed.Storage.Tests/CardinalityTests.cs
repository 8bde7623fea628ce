using Heed.Model.Labels;
using Heed.Model.Samples;

namespace Heed.Storage.Tests;

public sealed class CardinalityTests
{
    [Fact]
    public void The_greatest_are_counted_by_metric_name_and_pair()
    {
        using SeriesStore store = SeriesStore.Open(new StoreOptions());
        for (int i = 0; i < 30; i++) store.Append(LabelSet.Of(("__name__", $"m{i % 3 % 2}"), ("i", $"{i}"), ("job", "api")), 1, 1);

        Cardinality counted = store.CountCardinality(2, CancellationToken.None);

        Assert.Equal(30, counted.Series);
        Assert.Equal(3, counted.LabelNames);
        Assert.Equal(33, counted.LabelPairs);
        Assert.Equal([new CardinalityEntry("m0", 20), new CardinalityEntry("m1", 10)], counted.SeriesByMetric);
        Assert.Equal([new CardinalityEntry("i", 30), new CardinalityEntry("__name__", 2)], counted.ValuesByLabelName);
        Assert.Equal([new CardinalityEntry("job=api", 30), new CardinalityEntry("__name__=m0", 20)], counted.SeriesByLabelPair);
        Assert.Equal("i", counted.BytesByLabelName[0].Name);
        Assert.InRange(counted.BytesByLabelName[0].Count, 30 * 50, 30 * 300);
        Assert.Empty(store.CountCardinality(0, CancellationToken.None).SeriesByMetric);
    }

    [Fact]
    public void Series_that_are_gone_are_not_counted()
    {
        using SeriesStore store = SeriesStore.Open(new StoreOptions { Retention = TimeSpan.FromSeconds(1), CommitsBetweenRetention = 1 });
        store.Append(LabelSet.Of(("__name__", "old"), ("only", "here")), 1, 1);
        store.Append(LabelSet.Of(("__name__", "new")), 100_000, 1);
        store.Commit();

        Cardinality counted = store.CountCardinality(10, CancellationToken.None);

        Assert.Equal(1, counted.Series);
        Assert.Equal(1, counted.LabelNames);
        Assert.Equal([new CardinalityEntry("new", 1)], counted.SeriesByMetric);
    }

    [Fact]
    public void A_limit_is_named_once_holds_after_reopening_and_makes_room_when_series_go()
    {
        using TemporaryDirectory directory = new();
        StoreOptions options = directory.Options with { MaxSeriesPerMetric = 2, Retention = TimeSpan.FromSeconds(10), CommitsBetweenRetention = 1 };
        using (SeriesStore store = SeriesStore.Open(options))
        {
            for (int i = 0; i < 5; i++) store.Append(Series(i), 1_000, 1);
            Assert.Equal(["m"], store.Report.LimitedMetrics);
            Assert.Equal(3, store.Report.Refused[RefusalReason.MetricSeriesLimit]);
        }

        using SeriesStore again = SeriesStore.Open(options);
        Assert.Empty(again.Report.LimitedMetrics);
        Assert.Equal(AppendOutcome.Limited, again.Append(Series(4), 2_000, 1));
        again.Append(LabelSet.Of(("__name__", "other")), 100_000, 1);
        again.Commit();
        Assert.Equal(AppendOutcome.Appended, again.Append(Series(4), 100_000, 1));
        Assert.Equal(AppendOutcome.Appended, again.Append(Series(5), 100_000, 1));
        Assert.Equal(AppendOutcome.Limited, again.Append(Series(6), 100_000, 1));
    }

    [Fact]
    public void A_late_sample_of_a_new_series_meets_the_limit_too()
    {
        using SeriesStore store = SeriesStore.Open(new StoreOptions { MaxSeries = 1, OutOfOrderWindow = TimeSpan.FromHours(1) });
        store.Append(Series(0), 100_000, 1);
        Assert.Equal(AppendOutcome.Limited, store.Append(Series(1), 50_000, 1));
        Assert.Equal(AppendOutcome.AppendedLate, store.Append(Series(0), 50_000, 1));
        Assert.Equal(1, store.Report.Refused[RefusalReason.SeriesLimit]);
    }

    private static LabelSet Series(int i) => LabelSet.Of(("__name__", "m"), ("i", $"{i}"));
}
