using Heed.Model.Checksums;
using Heed.Model.Samples;
using Heed.Storage.Blocks;
using Heed.Storage.Chunks;
using Heed.Storage.Wal;

namespace Heed.Storage.Inspection;

/// <summary>
/// Reads the series of a block one by one, and trusts nothing but checksums: each series stands for itself, so that a damaged table costs
/// only the series whose entries it hits.
/// </summary>
/// <param name="file">Mapped as long as the walk lasts.</param>
/// <param name="footer">Of the block.</param>
/// <param name="name">What the file is called in reports.</param>
/// <param name="damages">Gets the damaged places.</param>
internal sealed class BlockWalk(MappedFile file, BlockFooter footer, string name, DamageList damages)
{
    /// <summary>Appends the samples of a series that are readable, deleted ones too.</summary>
    public void Read(int ordinal, SampleBuffer target)
    {
        long at = footer.Series.Offset + ((long)ordinal * BlockEntry.Bytes);
        BlockEntry entry = BlockEntry.Read(file.Slice(at, BlockEntry.Bytes));
        if (!LiesInData(entry))
        {
            damages.Add(name, at, BlockEntry.Bytes, "expected an entry that names bytes of the block, found others");
            return;
        }

        int before = damages.Count;
        int samples = target.Count;
        ReadChunks(entry, target);
        if (damages.Count == before && target.Count - samples != entry.Samples)
        {
            damages.Add(name, at, BlockEntry.Bytes, $"expected {entry.Samples} samples, found {target.Count - samples}");
        }

        ReadOnlySpan<byte> summaries = file.Slice(entry.Offset + entry.SummaryAt, entry.SummaryBytes);
        Check(summaries, entry.SummaryChecksum, entry.Offset + entry.SummaryAt, "summaries");
    }

    private bool LiesInData(BlockEntry entry) =>
        entry.Offset >= BlockFooter.HeaderBytes && entry.Offset <= footer.Series.Offset && entry.DirectoryBytes >= 0
        && entry.DirectoryBytes <= entry.SummaryAt && entry.SummaryBytes >= 0 && entry.End <= footer.Series.Offset;

    private void ReadChunks(BlockEntry entry, SampleBuffer target)
    {
        ReadOnlySpan<byte> bytes = file.Slice(entry.Offset, entry.DirectoryBytes);
        if (!Check(bytes, entry.DirectoryChecksum, entry.Offset, "a directory")) return;
        PayloadReader directory = new(bytes);
        long at = entry.DirectoryBytes;
        long lastMs = 0;
        while (!directory.AtEnd)
        {
            BlockChunk chunk = BlockChunk.Read(ref directory, lastMs);
            if (directory.Failed || at + chunk.LengthBytes > entry.SummaryAt)
            {
                damages.Add(name, entry.Offset, entry.DirectoryBytes, "expected a directory of chunks, found other bytes");
                return;
            }

            ReadChunk(chunk, entry.Offset + at, target);
            at += chunk.LengthBytes;
            lastMs = chunk.LastTimeMs;
        }
    }

    private void ReadChunk(BlockChunk chunk, long offset, SampleBuffer target)
    {
        ReadOnlySpan<byte> data = file.Slice(offset, chunk.LengthBytes);
        if (!Check(data, chunk.Checksum, offset, "a chunk")) return;
        int before = target.Count;
        bool isSound = true;
        if (chunk.Kind == ChunkKind.Histograms)
        {
            HistogramChunkDecoder.Decode(data, chunk.FirstTimeMs, chunk.Count, long.MinValue, long.MaxValue, target);
        }
        else
        {
            isSound = SealedChunk.Decode(data, long.MinValue, long.MaxValue, target);
        }

        if (isSound && target.Count - before == chunk.Count) return;
        damages.Add(name, offset, chunk.LengthBytes, $"expected a chunk of {chunk.Count} samples, found {target.Count - before}");
    }

    private bool Check(ReadOnlySpan<byte> bytes, uint expected, long offset, string what)
    {
        uint found = Crc32C.Of(bytes);
        if (found == expected) return true;
        damages.Add(name, offset, bytes.Length, $"expected {what} with the checksum {expected:x8}, found {found:x8}");
        return false;
    }
}
