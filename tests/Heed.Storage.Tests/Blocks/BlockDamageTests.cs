using Heed.Model.Labels;

namespace Heed.Storage.Tests.Blocks;

public sealed class BlockDamageTests
{
    private const long Start = 1_700_006_400_000;

    [Fact]
    public void A_flipped_bit_anywhere_in_a_block_is_found_named_and_costs_no_other_block()
    {
        using TemporaryDirectory directory = new();
        HashSet<string> all;
        using (SeriesStore store = SeriesStore.Open(directory.Options))
        {
            // The tail begins another range that stays in memory.
            BlockStories.Fill(store, Start, minutes: 420, series: 6);
            store.MaintainAll();
            Assert.Equal(2, store.Report.Blocks);
            all = [.. store.DumpAll()];
        }

        string name = Path.Combine("blocks", Path.GetFileName(Directory.GetFiles(Path.Combine(directory.Path, "blocks"))[0]));
        byte[] intact = File.ReadAllBytes(Path.Combine(directory.Path, name));
        Random random = new(4);
        int atOpen = 0;
        int atRead = 0;
        for (int round = 0; round < 150; round++)
        {
            using TemporaryDirectory damaged = directory.Copy();
            byte[] bytes = [.. intact];
            bytes[random.Next(8, bytes.Length)] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(Path.Combine(damaged.Path, name), bytes);
            using SeriesStore survivor = SeriesStore.Open(damaged.Options);
            HashSet<string> left = [.. survivor.DumpAll()];
            ReadSummaries(survivor);
            StoreReport report = survivor.Report;
            Assert.Subset(all, left);
            Assert.Equal(1, report.DamagedBlockParts);
            Assert.Equal(Path.GetFileName(name), Assert.Single(report.Damages).File);
            Assert.True(left.Count > all.Count / 3);
            if (report.UnreadableBlocks > 0) atOpen++;
            else atRead++;

            // A damaged block is not written anew: nothing more is lost.
            while (survivor.Maintain(CancellationToken.None) != MaintenanceOutcome.Idle)
            {
            }

            Assert.Equal(bytes, File.ReadAllBytes(Path.Combine(damaged.Path, name)));
        }

        Assert.True(atOpen > 0 && atRead > 0, $"{atOpen} at open, {atRead} at read");
    }

    [Fact]
    public void A_block_cut_at_any_place_is_refused_at_open_and_the_others_answer()
    {
        using TemporaryDirectory directory = new();
        using (SeriesStore store = SeriesStore.Open(directory.Options))
        {
            BlockStories.Fill(store, Start, minutes: 420, series: 2);
            store.MaintainAll();
        }

        string name = Path.Combine("blocks", Path.GetFileName(Directory.GetFiles(Path.Combine(directory.Path, "blocks"))[0]));
        long length = new FileInfo(Path.Combine(directory.Path, name)).Length;
        for (long cut = 0; cut < length; cut += Math.Max(1, length / 40))
        {
            using TemporaryDirectory torn = directory.Copy();
            using (FileStream file = File.OpenWrite(Path.Combine(torn.Path, name))) file.SetLength(cut);
            using SeriesStore survivor = SeriesStore.Open(torn.Options);
            Assert.Equal(1, survivor.Report.UnreadableBlocks);
            Assert.Equal(1, survivor.Report.Blocks);
            Assert.NotEmpty(survivor.DumpAll());
        }
    }

    private static void ReadSummaries(SeriesStore store)
    {
        foreach (StoredSeries series in store.Select(Array.Empty<LabelMatcher>(), long.MinValue, long.MaxValue, CancellationToken.None).Cast<StoredSeries>())
        {
            if (series.Blocks() is not { } blocks) continue;
            foreach (Storage.Blocks.BlockPart part in blocks.Parts)
            {
                Assert.True(part.Block.TryEnter());
                part.Block.TryGetSummaries(part.Ordinal, out _);
                part.Block.Exit();
            }
        }
    }
}
