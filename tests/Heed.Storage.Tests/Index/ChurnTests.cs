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

    /// <summary>A hundred live series at any time: what the index holds stays within what makes trimming worth it.</summary>
    [Fact]
    public void A_hundred_thousand_series_that_come_and_go_leave_no_values_behind()
    {
        const int Live = 100;
        const int MostWaiting = 1_024 + Live;
        HeadBlock head = new(new StoreOptions());
        Queue<HeadSeries> live = [];
        int mostValues = 0;
        for (int i = 0; i < 100_000; i++)
        {
            live.Enqueue(head.Add(LabelSet.Of(("__name__", "churn"), ("pod", $"pod-{i}"))));
            if (live.Count <= Live) continue;
            head.Remove(live.Dequeue());
            head.TrimIndex();
            mostValues = Math.Max(mostValues, head.Index.Name("pod")!.All.Length);
        }

        Assert.Equal(Live, head.Count);
        Assert.InRange(mostValues, MostWaiting - 2, MostWaiting);
        Assert.InRange(head.Index.GoneCount, 0, 1_024);
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
            Assert.Equal(expected.Find([matcher], CancellationToken.None), found.Find([matcher], CancellationToken.None));
        }

        Assert.Equal(expected.Find([], CancellationToken.None), found.Find([], CancellationToken.None));
    }
}
