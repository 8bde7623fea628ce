using Heed.Model.Checksums;
using Heed.Model.Labels;
using Heed.Model.Samples;
using Heed.Storage.Chunks;
using Heed.Storage.Deletions;
using Heed.Storage.Index;
using Heed.Storage.Wal;

namespace Heed.Storage.Blocks;

/// <summary>
/// A sealed block: an immutable file, and the deletions that it does not have yet. A series in it is called by its ordinal, its place
/// in the order of labels. Safe to use from any thread; everything that looks at bytes lies between <see cref="TryEnter"/> and
/// <see cref="Exit"/>.
/// </summary>
internal sealed class Block
{
    private readonly MappedFile _file;
    private readonly IndexReader _index;
    private readonly BlockDamages _damages;
    private volatile IReadOnlyDictionary<int, DeletedRanges> _deleted = new Dictionary<int, DeletedRanges>();

    private Block(long number, MappedFile file, BlockFooter footer, IndexReader index, BlockDamages damages)
    {
        Number = number;
        _file = file;
        Footer = footer;
        _index = index;
        _damages = damages;
    }

    public long Number { get; }

    public BlockFooter Footer { get; }

    public long SizeBytes => _file.Length;

    public BlockRange Range => new(Footer.StartMs, Footer.EndMs);

    /// <summary>Whether something was deleted that is still in the file.</summary>
    public bool HasDeletions => _deleted.Count > 0;

    /// <summary>Maps a block and checks its footer, its table of series and its index.</summary>
    /// <returns>Null where these are damaged: that is counted and named.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Block? Open(string path, long number, BlockDamages damages)
    {
        if (new FileInfo(path).Length == 0)
        {
            damages.Add(number, Path.GetFileName(path), 0, 0, "expected a block, found an empty file");
            return null;
        }

        MappedFile file = MappedFile.Open(path);
        string? problem = Check(file, out BlockFooter? footer, out IndexReader? index);
        if (problem is null) return new Block(number, file, footer!, index!, damages);
        damages.Add(number, Path.GetFileName(path), 0, file.Length, problem);
        file.Exit();
        return null;
    }

    public bool TryEnter() => _file.TryEnter();

    public void Exit() => _file.Exit();

    public bool Overlaps(long fromMs, long toMs) => Footer.FirstTimeMs <= toMs && Footer.LastTimeMs >= fromMs;

    public LabelSet LabelsAt(int ordinal) => _index.LabelsAt(ordinal);

    /// <summary>The ordinals of the series that satisfy every matcher, ascending.</summary>
    public int[] Find(IReadOnlyList<LabelMatcher> matchers, CancellationToken cancellation) => _index.Find(matchers, cancellation);

    /// <summary>The ordinal of a series, or -1.</summary>
    public int OrdinalOf(LabelSet labels)
    {
        int low = 0;
        int high = _index.Count - 1;
        while (low <= high)
        {
            int middle = (low + high) >>> 1;
            int order = _index.LabelsAt(middle).CompareTo(labels);
            if (order == 0) return middle;
            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }

        return -1;
    }

    public BlockEntry EntryAt(int ordinal) =>
        BlockEntry.Read(_file.Slice(Footer.Series.Offset + ((long)ordinal * BlockEntry.Bytes), BlockEntry.Bytes));

    /// <summary>Appends the samples of the range that are not deleted. What is damaged is left out, counted and named.</summary>
    public void Read(int ordinal, long fromMs, long toMs, SampleBuffer target)
    {
        BlockEntry entry = EntryAt(ordinal);
        fromMs = Math.Max(fromMs, entry.FirstTimeMs);
        toMs = Math.Min(toMs, entry.LastTimeMs);
        if (fromMs > toMs) return;
        if (!_deleted.TryGetValue(ordinal, out DeletedRanges? deleted))
        {
            ReadChunks(entry, fromMs, toMs, target);
            return;
        }

        List<(long FromMs, long ToMs)> rest = [];
        deleted.AddRest(fromMs, toMs, rest);
        foreach ((long from, long to) in rest) ReadChunks(entry, from, to, target);
    }

    /// <summary>The summaries of a series; null where there are none that hold: histograms, deletions, damage.</summary>
    public bool TryGetSummaries(int ordinal, out ReadOnlySpan<byte> summaries)
    {
        BlockEntry entry = EntryAt(ordinal);
        summaries = default;
        if (entry.SummaryBytes == 0 || _deleted.ContainsKey(ordinal) || !LiesInData(entry)) return false;
        summaries = _file.Slice(entry.Offset + entry.SummaryAt, entry.SummaryBytes);
        uint found = Crc32C.Of(summaries);
        if (found == entry.SummaryChecksum) return true;
        AddDamage(
            entry.Offset + entry.SummaryAt,
            entry.SummaryBytes,
            $"expected summaries with the checksum {entry.SummaryChecksum:x8}, found {found:x8}");
        return false;
    }

    /// <summary>The part of a series in this block, with the times of its first and last sample; false where all are deleted.</summary>
    public bool TryGetPart(int ordinal, out BlockPart part)
    {
        BlockEntry entry = EntryAt(ordinal);
        part = new BlockPart(this, ordinal, entry.FirstTimeMs, entry.LastTimeMs);
        if (!_deleted.ContainsKey(ordinal)) return true;
        SampleBuffer samples = new();
        Read(ordinal, long.MinValue, long.MaxValue, samples);
        if (samples.Count == 0) return false;
        part = part with { FirstTimeMs = samples.TimesMs[0], LastTimeMs = samples.TimesMs[^1] };
        return true;
    }

    /// <summary>Hides what a deletion names, until a compaction writes the block anew without it.</summary>
    public void Apply(Deletion deletion)
    {
        if (!deletion.Concerns(Number, Footer.FirstTimeMs, Footer.LastTimeMs)) return;
        Dictionary<int, DeletedRanges> deleted = new(_deleted);
        foreach (int ordinal in _index.Find(deletion.Matchers, CancellationToken.None))
        {
            BlockEntry entry = EntryAt(ordinal);
            if (entry.FirstTimeMs > deletion.ToMs || entry.LastTimeMs < deletion.FromMs) continue;
            deleted[ordinal] = DeletedRanges.Of(deleted.GetValueOrDefault(ordinal), deletion.FromMs, deletion.ToMs);
        }

        _deleted = deleted;
    }

    private static string? Check(MappedFile file, out BlockFooter? footer, out IndexReader? index)
    {
        index = null;
        footer = BlockFooter.Read(file, out string problem);
        if (footer is null) return problem;
        if ((long)footer.SeriesCount * BlockEntry.Bytes != footer.Series.LengthBytes)
        {
            return "expected an entry for each series, found another length";
        }

        foreach (BlockSection section in (ReadOnlySpan<BlockSection>)[footer.Series, footer.Index])
        {
            uint found = Crc32C.Of(file.Slice(section.Offset, section.LengthBytes));
            if (found == section.Checksum) continue;
            return $"expected a section at {section.Offset} with the checksum {section.Checksum:x8}, found {found:x8}";
        }

        index = IndexReader.Open(file.Part(footer.Index.Offset, footer.Index.LengthBytes), out string? indexProblem);
        if (index is not null && index.Count != footer.SeriesCount)
        {
            return $"expected {footer.SeriesCount} series in the index, found {index.Count}";
        }

        return indexProblem;
    }

    private bool LiesInData(BlockEntry entry) =>
        entry.Offset >= BlockFooter.HeaderBytes && entry.DirectoryBytes >= 0 && entry.DirectoryBytes <= entry.SummaryAt
        && entry.SummaryBytes >= 0 && entry.End <= Footer.Series.Offset;

    private void ReadChunks(BlockEntry entry, long fromMs, long toMs, SampleBuffer target)
    {
        if (!LiesInData(entry)) return;
        ReadOnlySpan<byte> bytes = _file.Slice(entry.Offset, entry.DirectoryBytes);
        uint found = Crc32C.Of(bytes);
        if (found != entry.DirectoryChecksum)
        {
            AddDamage(
                entry.Offset,
                entry.DirectoryBytes,
                $"expected a directory with the checksum {entry.DirectoryChecksum:x8}, found {found:x8}");
            return;
        }

        PayloadReader directory = new(bytes);
        long at = entry.DirectoryBytes;
        long lastMs = 0;
        while (!directory.AtEnd)
        {
            BlockChunk chunk = BlockChunk.Read(ref directory, lastMs);
            if (directory.Failed || chunk.FirstTimeMs > toMs || at + chunk.LengthBytes > entry.SummaryAt) return;
            if (chunk.LastTimeMs >= fromMs) Read(chunk, entry.Offset + at, fromMs, toMs, target);
            at += chunk.LengthBytes;
            lastMs = chunk.LastTimeMs;
        }
    }

    private void Read(BlockChunk chunk, long offset, long fromMs, long toMs, SampleBuffer target)
    {
        ReadOnlySpan<byte> data = _file.Slice(offset, chunk.LengthBytes);
        uint found = Crc32C.Of(data);
        if (found != chunk.Checksum)
        {
            AddDamage(offset, chunk.LengthBytes, $"expected a chunk with the checksum {chunk.Checksum:x8}, found {found:x8}");
        }
        else if (chunk.Kind == ChunkKind.Histograms)
        {
            HistogramChunkDecoder.Decode(data, chunk.FirstTimeMs, chunk.Count, fromMs, toMs, target);
        }
        else if (!SealedChunk.Decode(data, fromMs, toMs, target))
        {
            AddDamage(offset, chunk.LengthBytes, "expected a chunk of floats, found other bytes");
        }
    }

    private void AddDamage(long offset, long lengthBytes, string reason) =>
        _damages.Add(Number, StoreFiles.BlockName(Number), offset, lengthBytes, reason);
}
