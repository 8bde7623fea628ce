using Heed.Model.Labels;
using Heed.Model.Samples;

namespace Heed.Storage.Tests;

public sealed class HandleTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_batch_of_handles_leaves_what_single_appends_leave(int seed)
    {
        Random random = new(seed);
        using SeriesStore store = SeriesStore.Open(new StoreOptions { MaxSeriesPerMetric = 30 });
        using SeriesStore twin = SeriesStore.Open(new StoreOptions { MaxSeriesPerMetric = 30 });
        SeriesHandle[] handles = [.. Enumerable.Range(0, 40).Select(i => new SeriesHandle(LabelSet.Of(("__name__", "m"), ("i", $"{i}"))))];
        for (int round = 0; round < 100; round++)
        {
            SeriesSample[] batch = [.. Enumerable.Range(0, 50).Select(_ =>
                new SeriesSample(handles[random.Next(handles.Length)], (round * 100) + random.Next(100), random.Next(5)))];
            AppendOutcome[] outcomes = new AppendOutcome[batch.Length];
            store.Append(batch, outcomes);
            Assert.Equal(batch.Select(s => twin.Append(s.Series.Labels, s.TimeMs, s.Value)), outcomes);
        }

        Assert.Equal(twin.Dump(), store.Dump());
        Assert.Equal(twin.Report.Refused, store.Report.Refused);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    public void Runs_leave_what_their_samples_leave_one_by_one(int seed, bool isOnDisk)
    {
        Random random = new(seed);
        using TemporaryDirectory directory = new();
        StoreOptions options = (isOnDisk ? directory.Options : new StoreOptions()) with { MaxSeriesPerMetric = 30, OutOfOrderWindow = TimeSpan.FromMinutes(2) };
        using SeriesStore store = SeriesStore.Open(options);
        using SeriesStore twin = SeriesStore.Open(options with { Directory = null });
        SeriesHandle[] handles = [.. Enumerable.Range(0, 40).Select(i => new SeriesHandle(LabelSet.Of(("__name__", "m"), ("i", $"{i}"))))];
        for (int round = 0; round < 60; round++)
        {
            SampleRun[] runs = [.. Enumerable.Range(0, 20).Select(_ => new SampleRun(
                handles[random.Next(handles.Length)], (round * 60_000L) + random.Next(90_000), random.Next(1, 3) * 7_500, random.Next(1, 300), random.Next(5)))];
            store.Append(runs);
            foreach (SampleRun run in runs)
            {
                for (int i = 0; i < run.Count; i++) twin.Append(run.Series.Labels, run.FirstMs + (i * run.StepMs), run.Value);
            }
        }

        Assert.Equal(twin.Dump(), store.Dump());
        Assert.Equal(twin.Report.Refused, store.Report.Refused);
        Assert.Equal((twin.Report.Samples, twin.Report.ChunkBytes, twin.Report.LateSamples), (store.Report.Samples, store.Report.ChunkBytes, store.Report.LateSamples));
        Assert.InRange(store.Report.Samples, 3_000, long.MaxValue);
        Assert.InRange(store.Report.LateSamples, 1, long.MaxValue);
        Assert.All(store.Report.Refused.Where(r => r.Key is RefusalReason.MetricSeriesLimit or RefusalReason.OutOfOrder), r => Assert.True(r.Value > 0));
    }

    [Fact]
    public void A_handle_of_a_series_that_was_let_go_begins_it_anew()
    {
        using TemporaryDirectory directory = new();
        using SeriesStore store = SeriesStore.Open(directory.Options with { Retention = TimeSpan.FromMinutes(1), CommitsBetweenRetention = 1 });
        SeriesHandle handle = new(LabelSet.Of(("__name__", "m")));
        SeriesHandle other = new(LabelSet.Of(("__name__", "other")));
        AppendOutcome[] outcomes = new AppendOutcome[1];
        store.Append([new SeriesSample(handle, 0, 1)], outcomes);
        store.Append([new SeriesSample(other, 600_000, 1)], outcomes);
        store.Commit();
        Assert.Equal(1, store.Report.Series);

        store.Append([new SeriesSample(handle, 600_001, 2)], outcomes);

        Assert.Equal(AppendOutcome.Appended, outcomes[0]);
        Assert.Equal(2, store.Report.Series);
        Assert.Contains("{__name__=\"m\"} 600001 2".Replace("{__name__=\"m\"}", handle.Labels.ToString(), StringComparison.Ordinal), store.Values());
    }

    [Fact]
    public void Handles_of_one_series_share_the_labels_of_the_store()
    {
        using SeriesStore store = SeriesStore.Open(new StoreOptions());
        SeriesHandle first = new(LabelSet.Of(("__name__", "m"), ("a", "x")));
        SeriesHandle second = new(LabelSet.Of(("__name__", "m"), ("a", new string('x', 1))));
        SeriesHandle other = new(LabelSet.Of((new string("__name__"), "m"), ("b", new string('x', 1))));
        AppendOutcome[] outcomes = new AppendOutcome[3];
        store.Append([new SeriesSample(first, 1, 1), new SeriesSample(second, 2, 1), new SeriesSample(other, 1, 1)], outcomes);

        Assert.Equal([AppendOutcome.Appended, AppendOutcome.Appended, AppendOutcome.Appended], outcomes);
        Assert.Same(first.Labels, second.Labels);
        Assert.Same(first.Labels.MetricName, other.Labels.MetricName);
        Assert.Equal(2, store.Report.Series);
    }
}
