using Heed.Model.Labels;
using Heed.Storage.Head;
using Heed.Storage.Index;

namespace Heed.Storage.Tests.Index;

public sealed class ChurnTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void An_index_that_was_trimmed_answers_as_one_that_never_had_the_series(int seed)
    {
        Random random = new(seed);
        Lock gate = new();
        SeriesIndex index = new();
        List<HeadSeries> live = [];
        for (int round = 0; round < 8; round++)
        {
            for (int i = 0; i < 400; i++)
            {
                LabelSet labels = LabelSet.Of(("__name__", $"m{random.Next(3)}"), ("i", $"{round}-{i}"), ($"only{round}", "x"));
                HeadSeries series = new(labels, 0, gate);
                series.Append(1, 1, out _);
                index.Add(series);
                live.Add(series);
            }

            // A question between them, so that values and series have been put in order already.
            _ = index.Find([StoreReading.Matcher("i", MatchOperator.Regex, "[0-9]-1.*")], CancellationToken.None);
            foreach (HeadSeries series in live.Where(_ => random.Next(3) > 0).ToArray())
            {
                live.Remove(series);
                index.Remove(series);
            }

            SeriesIndex trimmed = index.WithoutGone();
            SeriesIndex twin = new();
            foreach (HeadSeries series in live) twin.Add(series);
            AssertSame(twin, index, live.Count);
            AssertSame(twin, trimmed, live.Count);
            Assert.Equal(twin.Names().Select(n => n.Name).Order(StringComparer.Ordinal), trimmed.Names().Select(n => n.Name).Order(StringComparer.Ordinal));
            Assert.Equal(live.Count, trimmed.Name("i")!.All.Length);
            index = index.WithoutGone();
        }
    }

    [Fact]
    public void A_hundred_thousand_series_that_come_and_go_leave_the_memory_as_it_was()
    {
        using SeriesStore store = SeriesStore.Open(new StoreOptions { Retention = TimeSpan.FromSeconds(10), CommitsBetweenRetention = 1 });
        Churn(store, 0, 20_000);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        Churn(store, 20_000, 120_000);
        long grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.InRange(store.Report.Series, 1, 1_100);
        Assert.InRange(grown, long.MinValue, 1 << 20);
    }

    /// <summary>A thousand series a second that live for an instant.</summary>
    private static void Churn(SeriesStore store, int from, int to)
    {
        for (int i = from; i < to; i++)
        {
            store.Append(LabelSet.Of(("__name__", "churn"), ("pod", $"pod-{i}")), i * 10L, 1);
            if (i % 500 == 0) store.Commit();
        }

        store.Commit();
    }

    private static void AssertSame(SeriesIndex expected, SeriesIndex found, int count)
    {
        Assert.Equal(count, expected.Find([], CancellationToken.None).Length);
        foreach (LabelMatcher matcher in (LabelMatcher[])
            [
                LabelMatcher.Equal("__name__", "m1"),
                StoreReading.Matcher("i", MatchOperator.Regex, "[1-4]-2.*"),
                StoreReading.Matcher("i", MatchOperator.NotRegex, ".*7.*"),
                StoreReading.Matcher("only3", MatchOperator.NotEqual, ""),
            ])
        {
            Assert.Equal(expected.Find([matcher], 0, 2, CancellationToken.None), found.Find([matcher], 0, 2, CancellationToken.None));
        }

        Assert.Equal(expected.Find([], CancellationToken.None), found.Find([], CancellationToken.None));
    }
}
