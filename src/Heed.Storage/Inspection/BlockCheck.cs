using System.Buffers.Binary;

using Heed.Model.Checksums;
using Heed.Model.Samples;
using Heed.Storage.Blocks;
using Heed.Storage.Index;
using Heed.Storage.Wal;

namespace Heed.Storage.Inspection;

/// <summary>Looks into a block: at its footer, table and index, and, where all of it is asked for, at every chunk.</summary>
internal static class BlockCheck
{
    /// <exception cref="IOException">The file cannot be read, or is gone.</exception>
    /// <exception cref="InvalidDataException">Another version wrote the file.</exception>
    public static StoreFile Read(string path, string name, bool isWhole, DamageList damages, CancellationToken cancellation)
    {
        int before = damages.Count;
        long length = new FileInfo(path).Length;
        BlockFooter? footer = null;
        if (length == 0)
        {
            damages.Add(name, 0, 0, "expected a block, found an empty file");
        }
        else
        {
            MappedFile file = MappedFile.Open(path);
            try
            {
                footer = ReadFrame(file, name, damages);
                if (footer is not null && isWhole) ReadSeries(file, footer, name, damages, cancellation);
            }
            finally
            {
                file.Exit();
            }
        }

        return new StoreFile(
            name,
            StoreFileKind.Block,
            length,
            footer?.SeriesCount ?? 0,
            footer?.Samples ?? 0,
            footer?.FirstTimeMs,
            footer?.LastTimeMs,
            damages.Count - before);
    }

    /// <summary>
    /// Writes the readable part of a block as a block with the same number elsewhere. It says that it has taken nothing from the log: what
    /// a log file or a snapshot still has of the lost samples comes back from there.
    /// </summary>
    /// <param name="path">The damaged block.</param>
    /// <param name="number">Its number.</param>
    /// <param name="target">Where the new one goes.</param>
    /// <returns>
    /// The samples of the new block, and how many the old one had by its own words. There is none where footer or index is damaged: then
    /// nobody can say whose the samples are.
    /// </returns>
    /// <exception cref="IOException">The new block cannot be written.</exception>
    public static (long Kept, long? Held) Salvage(string path, long number, StoreFiles target)
    {
        if (new FileInfo(path).Length == 0) return (0, null);
        MappedFile file = MappedFile.Open(path);
        try
        {
            BlockFooter? footer = BlockFooter.Read(file, out _);
            if (footer is null || OpenIndex(file, footer, out _) is not { } index || !HasTable(footer)) return (0, footer?.Samples);
            return (WriteAnew(file, footer, index, number, target), footer.Samples);
        }
        finally
        {
            file.Exit();
        }
    }

    private static long WriteAnew(MappedFile file, BlockFooter footer, IndexReader index, long number, StoreFiles target)
    {
        BlockWalk walk = new(file, footer, "", new DamageList());
        SampleBuffer samples = new();
        long kept = 0;
        using BlockWriter writer = new(target, DurableFile.Create, number);
        for (int i = 0; i < footer.SeriesCount; i++)
        {
            samples.Clear();
            walk.Read(i, samples);
            writer.Add(index.LabelsAt(i), samples);
            kept += samples.Count;
        }

        if (kept > 0) writer.Finish(new BlockRange(footer.StartMs, footer.EndMs), 0, footer.Sources);
        return kept;
    }

    /// <returns>Null where nothing else of the block can be found.</returns>
    private static BlockFooter? ReadFrame(MappedFile file, string name, DamageList damages)
    {
        if (file.Length >= BlockFooter.HeaderBytes)
        {
            ulong header = BinaryPrimitives.ReadUInt64LittleEndian(file.Slice(0, BlockFooter.HeaderBytes));
            if (header != BlockFooter.Magic) damages.Add(name, 0, BlockFooter.HeaderBytes, "expected the beginning of a block, found other bytes");
        }

        BlockFooter? footer = BlockFooter.Read(file, out string problem);
        if (footer is null)
        {
            // Without a footer nothing says where anything lies: all of the block is out of reach.
            damages.Add(name, 0, file.Length, problem);
            return null;
        }

        uint found = Crc32C.Of(file.Slice(footer.Series.Offset, footer.Series.LengthBytes));
        if (found != footer.Series.Checksum)
        {
            string reason = $"expected a table of series with the checksum {footer.Series.Checksum:x8}, found {found:x8}";
            damages.Add(name, footer.Series.Offset, footer.Series.LengthBytes, reason);
        }

        if (OpenIndex(file, footer, out string? indexProblem) is null) damages.Add(name, footer.Index.Offset, footer.Index.LengthBytes, indexProblem!);
        if (HasTable(footer)) return footer;
        damages.Add(name, footer.Series.Offset, footer.Series.LengthBytes, "expected an entry for each series, found another length");
        return null;
    }

    private static bool HasTable(BlockFooter footer) => (long)footer.SeriesCount * BlockEntry.Bytes == footer.Series.LengthBytes;

    private static IndexReader? OpenIndex(MappedFile file, BlockFooter footer, out string? problem)
    {
        BlockSection section = footer.Index;
        uint found = Crc32C.Of(file.Slice(section.Offset, section.LengthBytes));
        problem = $"expected an index with the checksum {section.Checksum:x8}, found {found:x8}";
        if (found != section.Checksum) return null;
        IndexReader? index = IndexReader.Open(file.Part(section.Offset, section.LengthBytes), out problem);
        if (index is null || index.Count == footer.SeriesCount) return index;
        problem = $"expected {footer.SeriesCount} series in the index, found {index.Count}";
        return null;
    }

    private static void ReadSeries(MappedFile file, BlockFooter footer, string name, DamageList damages, CancellationToken cancellation)
    {
        BlockWalk walk = new(file, footer, name, damages);
        SampleBuffer samples = new();
        for (int i = 0; i < footer.SeriesCount; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            samples.Clear();
            walk.Read(i, samples);
        }
    }
}
