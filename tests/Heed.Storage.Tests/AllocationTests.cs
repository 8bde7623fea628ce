using Heed.Model.Labels;

namespace Heed.Storage.Tests;

public sealed class AllocationTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Between_seals_an_append_and_its_commit_allocate_nothing(bool onDisk)
    {
        using TemporaryDirectory directory = new();
        using SeriesStore store = SeriesStore.Open(onDisk ? directory.Options : new StoreOptions());
        LabelSet[] series = [.. Enumerable.Range(0, 200).Select(i => LabelSet.Of(("__name__", "m"), ("i", $"{i}")))];

        // Two chunks and a half: the encoders' buffers and the log's have their size.
        int tick = 0;
        for (; tick < 260; tick++) AppendTick(store, series, tick);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (; tick < 340; tick++) AppendTick(store, series, tick);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Sealing_allocates_the_chunk_and_little_more()
    {
        using SeriesStore store = SeriesStore.Open(new StoreOptions());
        LabelSet[] series = [.. Enumerable.Range(0, 100).Select(i => LabelSet.Of(("__name__", "m"), ("i", $"{i}")))];
        int tick = 0;
        for (; tick < 1_200; tick++) AppendTick(store, series, tick, commit: false);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (; tick < 2_400; tick++) AppendTick(store, series, tick, commit: false);
        double bytes = (double)(GC.GetAllocatedBytesForCurrentThread() - before) / (1_200 * series.Length);
        TestContext.Current.TestOutputHelper?.WriteLine($"{bytes:F2} B an append, sealing included");
        Assert.InRange(bytes, 0.3, 4);
    }

    private static void AppendTick(SeriesStore store, LabelSet[] series, int tick, bool commit = true)
    {
        for (int i = 0; i < series.Length; i++) store.Append(series[i], tick * 15_000L, (tick / 7) + i);
        if (commit) store.Commit();
    }
}
