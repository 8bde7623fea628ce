using Heed.Model.Labels;
using Heed.Model.Samples;
using Heed.Storage.Wal;

namespace Heed.Storage.Tests.Wal;

public sealed class DamageTests
{
    [Fact]
    public void Truncated_at_any_byte_of_the_last_commit_the_log_keeps_all_the_others()
    {
        using TemporaryDirectory directory = new();
        using SeriesStore store = SeriesStore.Open(directory.Options);
        Fill(store, ticks: 5, series: 3);
        HashSet<string> before = store.Values();
        string log = Assert.Single(directory.LogFiles());
        long lengthBefore = new FileInfo(log).Length;
        store.Append(LabelSet.Of(("__name__", "late")), 99, 99);
        store.Commit();
        long length = new FileInfo(log).Length;
        for (long cut = lengthBefore; cut < length; cut++)
        {
            using TemporaryDirectory torn = directory.Copy();
            using (FileStream file = File.OpenWrite(torn.LogFiles()[0])) file.SetLength(cut);
            using SeriesStore survivor = SeriesStore.Open(torn.Options);
            Assert.Equal(before, survivor.Values().Where(v => !v.StartsWith("late", StringComparison.Ordinal)).ToHashSet());
            Assert.Equal(0, survivor.Report.DamagedRecords);
            Assert.True(survivor.Report.CutBytes < length - lengthBefore);
        }
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 2)]
    public void A_flipped_bit_costs_only_its_own_record(bool snapshot, int seed)
    {
        using TemporaryDirectory directory = new();
        using SeriesStore store = SeriesStore.Open(directory.Options);
        Fill(store, ticks: 40, series: 10);
        if (snapshot) store.Checkpoint();
        HashSet<string> all = store.Values();
        string name = snapshot ? "head.snapshot" : Path.Combine("wal", Path.GetFileName(directory.LogFiles()[0]));
        byte[] intact = File.ReadAllBytes(Path.Combine(directory.Path, name));
        Random random = new(seed);
        for (int round = 0; round < 150; round++)
        {
            using TemporaryDirectory damaged = directory.Copy();
            byte[] bytes = [.. intact];
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(Path.Combine(damaged.Path, name), bytes);
            using SeriesStore survivor = SeriesStore.Open(damaged.Options);
            Assert.Subset(all, survivor.Values());

            // The largest record holds a tick of ten series or, where a definition is hit, forty ticks of one.
            Assert.True(all.Count - survivor.Values().Count <= 40, $"round {round}");
            DamagedRecord found = Assert.Single(survivor.Report.Damages);
            Assert.Equal(Path.GetFileName(name), found.File);
            Range lost = (int)found.Offset..(int)(found.Offset + found.LengthBytes);
            Assert.False(bytes.AsSpan(lost).SequenceEqual(intact.AsSpan(lost)));
            Assert.Equal(found.LengthBytes, survivor.Report.DamagedRecords == 1 ? found.LengthBytes : survivor.Report.CutBytes);
        }
    }

    [Fact]
    public void A_snapshot_that_lost_its_end_is_read_and_named()
    {
        using TemporaryDirectory directory = new();
        using (SeriesStore store = SeriesStore.Open(directory.Options))
        {
            Fill(store, ticks: 2, series: 2);
            store.Checkpoint();
        }

        const int EndBytes = RecordBuffer.FrameBytes + 1;
        string path = Path.Combine(directory.Path, "head.snapshot");
        long length = new FileInfo(path).Length - EndBytes;
        using (FileStream file = File.OpenWrite(path)) file.SetLength(length);
        using SeriesStore survivor = SeriesStore.Open(directory.Options);
        Assert.Equal(4, survivor.Report.Samples);
        Assert.Equal(
            new DamagedRecord("head.snapshot", length, 0, "expected the end of a snapshot, found the end of the file"),
            Assert.Single(survivor.Report.Damages));
    }

    [Fact]
    public void A_lost_definition_costs_its_series_only_until_the_next_file_and_its_id_stays_taken()
    {
        using TemporaryDirectory directory = new();
        LabelSet first = LabelSet.Of(("__name__", "first"));
        LabelSet second = LabelSet.Of(("__name__", "second"));
        using (SeriesStore store = SeriesStore.Open(directory.Options))
        {
            store.Append(first, 1, 1);
            store.Append(second, 1, 1);
            store.Append(second, 2, 2);
        }

        string log = directory.LogFiles()[0];
        byte[] bytes = File.ReadAllBytes(log);
        bytes[bytes.AsSpan().IndexOf("second"u8)] ^= 1;
        File.WriteAllBytes(log, bytes);
        using (SeriesStore survivor = SeriesStore.Open(directory.Options))
        {
            Assert.Equal(2, survivor.Report.OrphanSamples);
            Assert.Equal(AppendOutcome.Appended, survivor.Append(LabelSet.Of(("__name__", "third")), 3, 3));
            survivor.Append(second, 3, 3);
        }

        using SeriesStore last = SeriesStore.Open(directory.Options);
        Assert.Equal(["first 1 1", "second 3 3", "third 3 3"], last.Values().Order());
    }

    [Fact]
    public void Files_of_a_newer_version_are_left_alone()
    {
        using TemporaryDirectory directory = new();
        Directory.CreateDirectory(Path.Combine(directory.Path, "wal"));
        RecordBuffer buffer = new();
        buffer.Begin(RecordKind.LogStart);
        buffer.AddByte(StoreFiles.FormatVersion + 1);
        buffer.AddVarint(1);
        buffer.End();
        File.WriteAllBytes(Path.Combine(directory.Path, "wal", "0000000001.wal"), buffer.Written.ToArray());
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => SeriesStore.Open(directory.Options));
        Assert.Contains("newer version", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Records_larger_than_the_read_ahead_come_back_behind_garbage()
    {
        RecordBuffer buffer = new();
        byte[] large = new byte[3 << 20];
        new Random(5).NextBytes(large);
        buffer.AddBytes(large.AsSpan(0, 2_000_000));
        buffer.Begin(RecordKind.Chunks);
        buffer.AddBytes(large);
        buffer.End();
        RecoveryLosses losses = new();
        using MemoryStream file = new(buffer.Written.ToArray());
        RecordReader reader = new(file, "f", losses);
        Assert.True(reader.Next());
        Assert.True(large.AsSpan().SequenceEqual(reader.Payload));
        Assert.Equal(2_000_000, reader.RecordOffset);
        Assert.False(reader.Next());
        Assert.Equal(1, losses.DamagedRecords);
        Assert.Equal(2_000_000, losses.Named[0].LengthBytes);
    }

    private static void Fill(SeriesStore store, int ticks, int series)
    {
        for (int tick = 0; tick < ticks; tick++)
        {
            for (int i = 0; i < series; i++) store.Append(LabelSet.Of(("__name__", "m"), ("i", $"{i}")), tick, (tick * 100) + i);
            store.Commit();
        }
    }
}
