using Heed.Model.Labels;
using Heed.Model.Samples;

namespace Heed.Storage.Tests.Wal;

public sealed class FailingDiskTests
{
    private static readonly LabelSet Labels = LabelSet.Of(("__name__", "m"));

    [Fact]
    public void A_full_disk_is_a_value_and_the_next_commit_writes_what_it_could_not()
    {
        using TemporaryDirectory directory = new();
        FailingDisk disk = new();
        using SeriesStore store = SeriesStore.Open(directory.Options, disk.Create);
        store.Append(Labels, 1, 1);
        Assert.Equal(CommitOutcome.Committed, store.Commit());
        for (int free = 0; free < 40; free++)
        {
            disk.FreeBytes = free;
            store.Append(Labels, 2 + free, 2);
            Assert.Equal(CommitOutcome.DiskFull, store.Commit());
            Assert.True(store.Report.UncommittedBytes > 0);
            AssertSurvives(directory, "m 1 1");
        }

        Assert.Equal(40, store.Report.FailedCommits);
        Assert.Contains("No space left", store.Report.LastFailure, StringComparison.Ordinal);
        disk.FreeBytes = long.MaxValue;
        Assert.Equal(CommitOutcome.Committed, store.Commit());
        Assert.Equal(0, store.Report.UncommittedBytes);
        AssertSurvives(directory, [.. store.Values()]);
    }

    [Fact]
    public void A_failed_flush_or_a_file_that_cannot_be_made_is_a_value_too()
    {
        using TemporaryDirectory directory = new();
        FailingDisk disk = new();
        using SeriesStore store = SeriesStore.Open(directory.Options, disk.Create);
        store.Append(Labels, 1, 1);
        disk.FlushFails = true;
        Assert.Equal(CommitOutcome.WriteFailed, store.Commit());
        disk.FlushFails = false;
        disk.CreateFails = true;
        Assert.Equal(CommitOutcome.WriteFailed, store.Commit());
        Assert.Equal("no file for you", store.Report.LastFailure);
        disk.CreateFails = false;
        store.Append(Labels, 2, 2);
        Assert.Equal(CommitOutcome.Committed, store.Commit());
        AssertSurvives(directory, "m 1 1", "m 2 2");
    }

    [Fact]
    public void Appends_are_refused_once_too_much_waits_for_the_disk()
    {
        using TemporaryDirectory directory = new();
        FailingDisk disk = new() { FreeBytes = 0 };
        using SeriesStore store = SeriesStore.Open(directory.Options with { MaxUncommittedBytes = 4096 }, disk.Create);
        int taken = 0;
        while (store.Append(Labels, taken, taken) == AppendOutcome.Appended && taken < 10_000)
        {
            taken++;
            if (taken % 50 == 0) Assert.Equal(CommitOutcome.DiskFull, store.Commit());
        }

        Assert.InRange(taken, 300, 500);
        Assert.Equal(AppendOutcome.Limited, store.Append(LabelSet.Of(("__name__", "new")), 1, 1));
        Assert.Equal(2, store.Report.Refused[RefusalReason.UncommittedLimit]);
        disk.FreeBytes = long.MaxValue;
        Assert.Equal(CommitOutcome.Committed, store.Commit());
        Assert.Equal(AppendOutcome.Appended, store.Append(Labels, taken, taken));
        Assert.Equal(taken + 1, store.Report.Samples);
    }

    [Fact]
    public void A_failed_checkpoint_leaves_the_log_and_the_snapshot_before_it()
    {
        using TemporaryDirectory directory = new();
        FailingDisk disk = new();
        using SeriesStore store = SeriesStore.Open(directory.Options with { CheckpointWalBytes = 4096 }, disk.Create);
        for (int i = 0; i < 200; i++) store.Append(Labels, i, i);
        Assert.Equal(CommitOutcome.Committed, store.Checkpoint());
        for (int i = 200; i < 500; i++) store.Append(Labels, i, i * 1.1);
        disk.FreeBytes = 4000;
        Assert.Equal(CommitOutcome.DiskFull, store.Checkpoint());
        Assert.Equal(1, store.Report.FailedCheckpoints);
        Assert.Equal(1, store.Report.Checkpoints);
        disk.FreeBytes = long.MaxValue;
        AssertSurvives(directory, [.. store.Values()]);
        store.Append(Labels, 1_000, 1);
        Assert.Equal(CommitOutcome.Committed, store.Checkpoint());
        Assert.Equal(2, store.Report.Checkpoints);
        Assert.Equal(0, store.Report.WalBytes);
    }

    private static void AssertSurvives(TemporaryDirectory directory, params string[] values)
    {
        using TemporaryDirectory crashed = directory.Copy();
        using SeriesStore survivor = SeriesStore.Open(crashed.Options);
        Assert.Superset(values.ToHashSet(), survivor.Values());
    }
}
