using Heed.Model.Labels;

namespace Heed.Storage.Tests.Wal;

public sealed class CrashTests
{
    [Theory]
    [InlineData(1, 4096, long.MaxValue)]
    [InlineData(2, 1 << 20, long.MaxValue)]
    [InlineData(3, 4096, 20_000L)]
    [InlineData(4, 1 << 20, 4096L)]
    public void Everything_committed_is_there_after_a_crash_at_any_moment(int seed, int segmentBytes, long checkpointBytes)
    {
        using TemporaryDirectory directory = new();
        StoreOptions options = directory.Options with { SegmentBytes = segmentBytes, CheckpointWalBytes = checkpointBytes };
        Random random = new(seed);
        using SeriesStore twin = SeriesStore.Open(new StoreOptions());
        using SeriesStore store = SeriesStore.Open(options);
        HashSet<string> committed = [];
        for (int step = 0; step < 4_000; step++)
        {
            LabelSet labels = LabelSet.Of(("__name__", "m"), ("i", $"{random.Next(50)}"));
            Assert.Equal(twin.Append(labels, step, step / 3.0), store.Append(labels, step, step / 3.0));
            if (random.Next(60) == 0)
            {
                Assert.Equal(CommitOutcome.Committed, store.Commit());
                committed = twin.Values();
            }

            if (random.Next(200) == 0) AssertReopensAs(directory, options, committed);
        }

        Assert.Equal(0, store.Report.FailedCommits);
        Assert.Equal(checkpointBytes < long.MaxValue, store.Report.Checkpoints > 0);
    }

    [Fact]
    public void A_crash_at_every_step_of_commits_and_checkpoints_leaves_all_that_was_committed()
    {
        using TemporaryDirectory directory = new();
        FailingDisk disk = new();
        using SeriesStore store = SeriesStore.Open(directory.Options with { SegmentBytes = 4096 }, disk.Create);
        HashSet<string> committed = [];
        int crashes = 0;
        disk.AtEveryStep = () =>
        {
            using TemporaryDirectory crashed = directory.Copy();
            using SeriesStore survivor = SeriesStore.Open(crashed.Options);
            Assert.Superset(committed, survivor.Values());
            crashes++;
        };
        for (int tick = 0; tick < 12; tick++)
        {
            for (int i = 0; i < 50; i++) store.Append(LabelSet.Of(("__name__", "m"), ("i", $"{i}")), tick, (tick * 100) + i);
            Assert.Equal(CommitOutcome.Committed, tick % 4 == 3 ? store.Checkpoint() : store.Commit());
            committed = store.Values();
        }

        Assert.True(crashes > 50, $"{crashes} crashes");
    }

    [Fact]
    public void A_crash_between_a_snapshot_and_the_deletion_of_its_log_loses_and_doubles_nothing()
    {
        using TemporaryDirectory directory = new();
        using SeriesStore store = SeriesStore.Open(directory.Options);
        LabelSet labels = LabelSet.Of(("__name__", "m"));
        for (int i = 0; i < 300; i++) store.Append(labels, i, i);
        store.Commit();
        using TemporaryDirectory before = directory.Copy();
        store.Checkpoint();
        List<string> expected = store.Dump();
        Assert.Empty(directory.LogFiles());
        using TemporaryDirectory crashed = directory.Copy();
        Directory.CreateDirectory(Path.Combine(crashed.Path, "wal"));
        foreach (string log in before.LogFiles()) File.Copy(log, Path.Combine(crashed.Path, "wal", Path.GetFileName(log)));
        File.WriteAllText(Path.Combine(crashed.Path, "head.snapshot.tmp"), "half a snapshot");
        using SeriesStore survivor = SeriesStore.Open(crashed.Options);
        Assert.Equal(expected, survivor.Dump());
        Assert.Equal(300, survivor.Report.Samples);
        Assert.Empty(crashed.LogFiles());
        Assert.False(File.Exists(Path.Combine(crashed.Path, "head.snapshot.tmp")));
    }

    [Fact]
    public void A_store_goes_on_where_it_was_after_many_restarts()
    {
        using TemporaryDirectory directory = new();
        using SeriesStore twin = SeriesStore.Open(new StoreOptions());
        for (int run = 0; run < 8; run++)
        {
            using SeriesStore store = SeriesStore.Open(directory.Options);
            Assert.Equal(twin.Dump(), store.Dump());
            Assert.Equal(twin.Report.Samples, store.Report.Samples);
            Assert.Equal(twin.Report.ChunkBytes, store.Report.ChunkBytes);
            for (int i = 0; i < 100; i++)
            {
                LabelSet labels = LabelSet.Of(("__name__", "m"), ("i", $"{i % (run + 2)}"));
                Assert.Equal(twin.Append(labels, (run * 100) + i, i), store.Append(labels, (run * 100) + i, i));
            }

            if (run % 3 == 1) Assert.Equal(CommitOutcome.Committed, store.Checkpoint());
        }
    }

    [Fact]
    public async Task Commits_and_checkpoints_beside_a_busy_writer_lose_and_double_nothing()
    {
        const int Ticks = 2_000;
        using TemporaryDirectory directory = new();
        List<string> expected;
        using (SeriesStore store = SeriesStore.Open(directory.Options with { SegmentBytes = 4096 }))
        {
            using CancellationTokenSource written = new();
            Task[] committers = [.. Enumerable.Range(0, 2).Select(i => Task.Run(() =>
            {
                while (!written.IsCancellationRequested)
                {
                    CommitOutcome outcome = i == 0 ? store.Commit() : store.Checkpoint();
                    Assert.Equal(CommitOutcome.Committed, outcome);
                }
            }))];
            for (int tick = 0; tick < Ticks; tick++)
            {
                for (int i = 0; i < 10; i++) store.Append(LabelSet.Of(("__name__", "m"), ("i", $"{i}")), tick, tick + i);
            }

            await written.CancelAsync();
            await Task.WhenAll(committers);
            expected = store.Dump();
        }

        using SeriesStore again = SeriesStore.Open(directory.Options);
        Assert.Equal(10 * Ticks, again.Report.Samples);
        Assert.Equal(expected, again.Dump());
        Assert.Empty(again.Report.Damages);
        Assert.Equal(0, again.Report.OrphanSamples);
    }

    [Fact]
    public void Closing_commits()
    {
        using TemporaryDirectory directory = new();
        LabelSet labels = LabelSet.Of(("__name__", "m"));
        SeriesStore store = SeriesStore.Open(directory.Options);
        store.Append(labels, 1, 1);
        store.Dispose();
        Assert.Throws<ObjectDisposedException>(() => store.Commit());
        using SeriesStore again = SeriesStore.Open(directory.Options);
        Assert.Equal(1, again.Report.Samples);
    }

    [Fact]
    public void Two_stores_do_not_share_a_directory()
    {
        using TemporaryDirectory directory = new();
        using SeriesStore store = SeriesStore.Open(directory.Options);
        Assert.Throws<IOException>(() => SeriesStore.Open(directory.Options));
    }

    private static void AssertReopensAs(TemporaryDirectory directory, StoreOptions options, HashSet<string> committed)
    {
        using TemporaryDirectory crashed = directory.Copy();
        using SeriesStore survivor = SeriesStore.Open(options with { Directory = crashed.Path });
        Assert.Superset(committed, survivor.Values());
        Assert.Equal(0, survivor.Report.CutBytes);
        Assert.Equal(0, survivor.Report.DamagedRecords);
        Assert.Equal(0, survivor.Report.OrphanSamples);
    }
}
