using Heed.Model.Labels;
using Heed.Model.Samples;
using Heed.Storage.Tests.Wal;

namespace Heed.Storage.Tests.Blocks;

public sealed class BlockStories
{
    private const long Minute = 60_000;
    private const long Day = 24 * 60 * Minute;
    private const long Start = 1_700_006_400_000;
    private static readonly LabelMatcher[] All = [];

    [Fact]
    public void What_has_aged_leaves_memory_log_and_snapshot_for_blocks()
    {
        using TemporaryDirectory directory = new();
        using SeriesStore store = SeriesStore.Open(directory.Options);
        Fill(store, Start, minutes: 420, series: 20);
        store.Commit();
        List<string> before = store.DumpAll();
        StoreReport full = store.Report;
        store.MaintainAll();
        StoreReport report = store.Report;
        Assert.Equal(before, store.DumpAll());
        Assert.Equal(full.Samples, report.Samples);
        Assert.True(report.BlockSamples > report.Samples / 2);
        Assert.True(report.WalBytes < full.WalBytes / 2);
        Assert.Equal(2, report.SealedBlocks);
    }

    [Fact]
    public void A_series_that_ended_leaves_memory_and_is_refused_what_is_older_than_its_block()
    {
        using TemporaryDirectory directory = new();
        using SeriesStore store = SeriesStore.Open(directory.Options);
        LabelSet ended = LabelSet.Of(("__name__", "ended"));
        store.Append(ended, Start, 1);
        store.Append(ended, Start + Minute, 2);
        store.Append(LabelSet.Of(("__name__", "m")), Start + (6 * 60 * Minute), 1);
        IReadOnlyList<ISeries> held = store.Select([LabelMatcher.Equal("__name__", "ended")], Start, Start + Minute, CancellationToken.None);
        store.MaintainAll();
        Assert.Equal(1, store.Report.Series);

        // A query that selected the series before still reads it: from the block.
        SampleBuffer buffer = new();
        held[0].Read(Start, Start + Minute, buffer);
        Assert.Equal(2, buffer.Count);
        Assert.Equal(AppendOutcome.OutOfOrder, store.Append(ended, Start + 1, 5));
        Assert.Equal(AppendOutcome.Duplicate, store.Append(ended, Start + Minute, 2));
        Assert.Equal(AppendOutcome.Conflict, store.Append(ended, Start + Minute, 3));
        Assert.Equal(AppendOutcome.Appended, store.Append(ended, Start + (7 * 60 * Minute), 3));
        Assert.Equal(2, store.Report.Series);
    }

    [Fact]
    public void Thirty_days_end_in_few_blocks_and_the_answers_stay()
    {
        using TemporaryDirectory directory = new();
        using SeriesStore store = SeriesStore.Open(directory.Options);
        SampleTwin twin = new(0);
        LabelSet labels = LabelSet.Of(("__name__", "m"));
        for (long time = Start; time < Start + (30 * Day); time += 10 * Minute)
        {
            Assert.Equal(AppendOutcome.Appended, store.Append(labels, time, time % 7));
            twin.Append(labels, time, time % 7, null);
            if (time % (4 * 60 * Minute) == 0) store.Maintain(CancellationToken.None);
        }

        store.MaintainAll();
        Assert.Equal(twin.Dump(long.MinValue, long.MaxValue), store.DumpAll());
        Assert.InRange(store.Report.Blocks, 1, 20);
        Assert.True(store.Report.Compactions > 5);
    }

    [Fact]
    public void The_retention_by_time_drops_whole_blocks_and_by_size_the_oldest_ones()
    {
        using TemporaryDirectory directory = new();
        using (SeriesStore store = SeriesStore.Open(directory.Options with { Retention = TimeSpan.FromDays(2) }))
        {
            Fill(store, Start, minutes: 8 * 24 * 60, series: 2);
            store.MaintainAll();
            Assert.True(store.Report.DroppedBlocks > 0);
            Assert.Empty(store.DumpAll(Start, Start + (5 * Day)));
            Assert.NotEmpty(store.DumpAll(Start + (7 * Day), Start + (8 * Day)));
        }

        using TemporaryDirectory small = new();
        using SeriesStore limited = SeriesStore.Open(small.Options with { MaxBytes = 1 << 20 });
        Random random = new(1);
        for (int minute = 0; minute < 6_000; minute++)
        {
            for (int i = 0; i < 40; i++) limited.Append(LabelSet.Of(("__name__", "m"), ("i", $"{i}")), Start + (minute * Minute), random.NextDouble());
            if (minute % 120 == 0) limited.MaintainAll();
        }

        limited.MaintainAll();
        StoreReport report = limited.Report;
        Assert.True(report.DroppedBlocks > 0);
        Assert.True(report.BlockBytes + report.WalBytes <= 1 << 20, $"{report.BlockBytes} + {report.WalBytes}");
        Assert.NotEmpty(limited.DumpAll(Start + (5_990 * Minute)));
    }

    [Fact]
    public void A_deletion_is_durable_at_its_return_and_its_bytes_go_at_the_next_compaction()
    {
        using TemporaryDirectory directory = new();
        using SeriesStore store = SeriesStore.Open(directory.Options);
        Fill(store, Start, minutes: 420, series: 3);
        store.MaintainAll();
        long bytes = store.Report.BlockBytes;
        LabelMatcher[] one = [LabelMatcher.Equal("i", "1")];
        Assert.Equal(CommitOutcome.Committed, store.Delete(one, long.MinValue, long.MaxValue));
        Assert.Empty(store.Select(one, long.MinValue, long.MaxValue, CancellationToken.None));
        Assert.Equal(["0", "2"], store.LabelValues("i", All, long.MinValue, long.MaxValue, CancellationToken.None));
        using TemporaryDirectory crashed = directory.Copy();
        using (SeriesStore survivor = SeriesStore.Open(crashed.Options)) Assert.Equal(store.DumpAll(), survivor.DumpAll());

        // What comes after a deletion is not its business, whatever its time.
        Assert.Equal(AppendOutcome.Appended, store.Append(LabelSet.Of(("__name__", "m"), ("i", "1")), Start, 77));
        store.MaintainAll();
        Assert.True(store.Report.BlockBytes < bytes);
        Assert.Single(store.Select(one, long.MinValue, long.MaxValue, CancellationToken.None));
        Assert.Equal(1, store.Report.Deletions);
    }

    [Fact]
    public void The_earliest_time_in_a_block_is_compared_like_any_other()
    {
        using TemporaryDirectory directory = new();
        using SeriesStore store = SeriesStore.Open(directory.Options);
        LabelSet labels = LabelSet.Of(("__name__", "m"));
        Assert.Equal(AppendOutcome.Appended, store.Append(labels, long.MinValue, 7));
        store.Append(LabelSet.Of(("__name__", "other")), Start, 1);
        store.MaintainAll();
        Assert.Equal(1, store.Report.Series);
        Assert.Equal(AppendOutcome.Duplicate, store.Append(labels, long.MinValue, 7));
        Assert.Equal(AppendOutcome.Conflict, store.Append(labels, long.MinValue, 8));
        Assert.Equal(AppendOutcome.Appended, store.Append(labels, Start, 8));
        SampleBuffer samples = new();
        store.Select([LabelMatcher.Equal("__name__", "m")], long.MinValue, Start, CancellationToken.None)[0].Read(long.MinValue, Start, samples);
        Assert.Equal([long.MinValue, Start], samples.TimesMs.ToArray());
    }

    [Fact]
    public void Late_samples_are_taken_within_the_window_and_refused_beyond_it()
    {
        using TemporaryDirectory directory = new();
        StoreOptions options = directory.Options with { OutOfOrderWindow = TimeSpan.FromHours(10) };
        LabelSet labels = LabelSet.Of(("__name__", "m"));
        List<string> expected;
        using (SeriesStore store = SeriesStore.Open(options))
        {
            for (int i = 0; i < 20; i++) store.Append(labels, Start + (i * 60 * Minute), i);
            store.MaintainAll();
            Assert.Equal(AppendOutcome.AppendedLate, store.Append(labels, Start + (18 * 60 * Minute) + 1, 0.5));
            Assert.Equal(AppendOutcome.AppendedLate, store.Append(labels, Start + (10 * 60 * Minute) + 1, 0.5));
            Assert.Equal(AppendOutcome.Duplicate, store.Append(labels, Start + (10 * 60 * Minute) + 1, 0.5));
            Assert.Equal(AppendOutcome.Conflict, store.Append(labels, Start + (11 * 60 * Minute), 0.5));
            Assert.Equal(AppendOutcome.OutOfOrder, store.Append(labels, Start + (8 * 60 * Minute), 8));
            Assert.Equal(22, store.Report.Samples);
            Assert.Equal(2, store.Report.LateSamples);
            expected = store.DumpAll();
        }

        using SeriesStore again = SeriesStore.Open(options);
        Assert.Equal(expected, again.DumpAll());
        Assert.Equal(22, again.Report.Samples);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_crash_at_every_step_of_seals_compactions_and_checkpoints_changes_no_answer(bool withDeletions)
    {
        using TemporaryDirectory directory = new();
        FailingDisk disk = new();
        using SeriesStore store = SeriesStore.Open(directory.Options, disk.Create);
        List<string>? expected = null;
        int crashes = 0;
        disk.AtEveryStep = () =>
        {
            if (expected is null) return;
            using TemporaryDirectory crashed = directory.Copy();
            using SeriesStore survivor = SeriesStore.Open(crashed.Options);
            Assert.Equal(expected, survivor.DumpAll());
            if (!withDeletions) Assert.Equal(expected.Count - 5, survivor.Report.Samples);
            crashes++;
        };
        for (int hours = 0; hours < 30; hours += 3)
        {
            expected = null;
            Fill(store, Start + (hours * 60 * Minute), minutes: 180, series: 5, every: 30);
            if (withDeletions && hours % 9 == 0) Delete(store, hours);
            store.Commit();
            expected = store.DumpAll();
            store.MaintainAll();
            Assert.Equal(expected, store.DumpAll());
            store.Checkpoint();
        }

        Assert.True(store.Report.SealedBlocks > 5 && store.Report.Compactions > 2);
        Assert.True(crashes > 20, $"{crashes} crashes");
    }

    [Fact]
    public void A_full_disk_while_sealing_or_compacting_is_a_value_and_loses_nothing()
    {
        using TemporaryDirectory directory = new();
        FailingDisk disk = new();
        using SeriesStore store = SeriesStore.Open(directory.Options, disk.Create);
        Fill(store, Start, minutes: 600, series: 5);
        store.Commit();
        List<string> before = store.DumpAll();
        for (long free = 0; free < 500; free += 50)
        {
            disk.FreeBytes = free;
            Assert.Equal(MaintenanceOutcome.DiskFull, store.Maintain(CancellationToken.None));
            Assert.Equal(before, store.DumpAll());
        }

        disk.FreeBytes = long.MaxValue;
        store.MaintainAll();
        Assert.Equal(before, store.DumpAll());
        Assert.Equal(10, store.Report.FailedMaintenance);
        Assert.True(store.Report.Blocks > 0);
    }

    [Fact]
    public void A_hundred_thousand_series_that_came_and_went_leave_memory_as_it_was()
    {
        using TemporaryDirectory directory = new();
        using SeriesStore store = SeriesStore.Open(directory.Options with { Retention = TimeSpan.FromHours(30) });
        long before = 0;
        for (int round = 0; round < 10; round++)
        {
            long time = Start + (round * 5 * 60 * Minute);
            for (int i = 0; i < 10_000; i++) store.Append(LabelSet.Of(("__name__", $"churn{i % 10}"), ("id", $"{round}-{i}")), time + (i * 100), i);
            store.Commit();
            store.MaintainAll();
            if (round == 4) before = GC.GetTotalMemory(forceFullCollection: true);
        }

        long grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.Equal(10_000, store.Report.Series);

        // Fifty thousand series more would take over twenty megabytes.
        Assert.InRange(grown, long.MinValue, 8 << 20);
    }

    private static void Delete(SeriesStore store, int hours) =>
        store.Delete([LabelMatcher.Equal("i", "3")], Start + (hours * 40 * Minute), Start + (hours * 50 * Minute));

    internal static void Fill(SeriesStore store, long fromMs, int minutes, int series, int every = 1)
    {
        for (int minute = 0; minute < minutes; minute += every)
        {
            for (int i = 0; i < series; i++)
            {
                store.Append(LabelSet.Of(("__name__", "m"), ("i", $"{i}")), fromMs + (minute * Minute), (minute * (i + 1)) % 97);
            }
        }
    }
}
