using Heed.Storage.Inspection;
using Heed.Storage.Tests.Blocks;

namespace Heed.Storage.Tests.Faults;

public sealed class InspectionTests
{
    private const long Start = 1_700_006_400_000;

    [Theory]
    [InlineData("wal")]
    [InlineData("head.snapshot")]
    [InlineData("blocks")]
    public void A_flipped_bit_is_found_named_and_repaired_and_nothing_false_comes_back(string kind)
    {
        using TemporaryDirectory directory = new();
        HashSet<string> all = Prepare(directory);
        string name = FileOf(directory, kind);
        byte[] intact = File.ReadAllBytes(Path.Combine(directory.Path, name));
        Random random = new(11);
        for (int round = 0; round < 40; round++)
        {
            using TemporaryDirectory damaged = directory.Copy();
            byte[] bytes = [.. intact];
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(Path.Combine(damaged.Path, name), bytes);
            CheckRepair(damaged, name, bytes, all);
        }
    }

    [Theory]
    [InlineData("head.snapshot")]
    [InlineData("blocks")]
    public void A_file_that_was_cut_is_found_named_and_repaired(string kind)
    {
        using TemporaryDirectory directory = new();
        HashSet<string> all = Prepare(directory);
        string name = FileOf(directory, kind);
        byte[] intact = File.ReadAllBytes(Path.Combine(directory.Path, name));
        Random random = new(12);
        for (int round = 0; round < 20; round++)
        {
            using TemporaryDirectory damaged = directory.Copy();
            byte[] bytes = intact[..random.Next(intact.Length)];
            File.WriteAllBytes(Path.Combine(damaged.Path, name), bytes);
            CheckRepair(damaged, name, bytes, all);
        }
    }

    [Fact]
    public void A_sound_store_verifies_and_a_repair_changes_nothing()
    {
        using TemporaryDirectory directory = new();
        Prepare(directory);
        StoreInspection found = StoreInspector.Verify(directory.Path, null, CancellationToken.None);
        Assert.False(found.IsDamaged, string.Join('\n', found.Damages));
        Assert.False(found.IsInUse);
        Assert.Equal([StoreFileKind.Snapshot, StoreFileKind.Log, StoreFileKind.Block], found.Files.Select(f => f.Kind).Distinct());
        StoreInspection look = StoreInspector.Inspect(directory.Path, null, CancellationToken.None);
        Assert.Equal(found.Files, look.Files);
        Assert.Empty(StoreInspector.Repair(directory.Path, null, CancellationToken.None).Kept);
    }

    [Fact]
    public void A_store_in_use_can_be_looked_at_and_not_repaired()
    {
        using TemporaryDirectory directory = new();
        using SeriesStore store = SeriesStore.Open(directory.Options);
        BlockStories.Fill(store, Start, minutes: 10, series: 2);
        store.Commit();
        StoreInspection found = StoreInspector.Inspect(directory.Path, null, CancellationToken.None);
        Assert.True(found.IsInUse);
        Assert.Equal(20, found.Samples);
        Assert.Throws<IOException>(() => StoreInspector.Repair(directory.Path, null, CancellationToken.None));
    }

    private static void CheckRepair(TemporaryDirectory damaged, string name, byte[] bytes, HashSet<string> all)
    {
        StoreRepair repair = StoreInspector.Repair(damaged.Path, null, CancellationToken.None);
        Assert.True(repair.Before.IsDamaged);
        Assert.All(repair.Before.Damages, d => Assert.Equal(name.Replace('\\', '/'), d.File));
        Assert.False(repair.After.IsDamaged, string.Join('\n', repair.After.Damages));
        KeptFile kept = Assert.Single(repair.Kept);
        Assert.Equal(bytes, File.ReadAllBytes(Path.Combine(damaged.Path, kept.KeptAs)));
        using SeriesStore store = SeriesStore.Open(damaged.Options);
        Assert.Empty(store.Report.Damages);
        Assert.Subset(all, store.DumpAll().ToHashSet());
    }

    /// <summary>Two blocks, a snapshot, and a log behind it.</summary>
    private static HashSet<string> Prepare(TemporaryDirectory directory)
    {
        using SeriesStore store = SeriesStore.Open(directory.Options);
        BlockStories.Fill(store, Start, minutes: 420, series: 6);
        store.MaintainAll();
        BlockStories.Fill(store, Start + (420 * 60_000), minutes: 20, series: 6);
        store.Commit();
        return [.. store.DumpAll()];
    }

    private static string FileOf(TemporaryDirectory directory, string kind)
    {
        string path = Path.Combine(directory.Path, kind);
        return Path.GetRelativePath(directory.Path, Directory.Exists(path) ? Directory.GetFiles(path).Order(StringComparer.Ordinal).First() : path);
    }
}
