using Heed.Model.Labels;
using Heed.Model.Samples;
using Heed.Storage.Blocks;
using Heed.Storage.Chunks;
using Heed.Storage.Head;
using Heed.Storage.Summaries;

namespace Heed.Storage;

/// <summary>
/// A series that a store selected: what memory and blocks have of it. It stays true while blocks are written, merged and dropped; what
/// is appended later to a series that is in memory can be read too.
/// </summary>
public sealed class StoredSeries : ISummarizedSeries
{
    private readonly BlockCatalog _catalog;
    private readonly HeadSeries? _head;
    private volatile BlockSeries _found;

    internal StoredSeries(LabelSet labels, BlockCatalog catalog, HeadSeries? head, BlockSeries blocks)
    {
        Labels = labels;
        _catalog = catalog;
        _head = head;
        _found = blocks;
    }

    public LabelSet Labels { get; }

    /// <inheritdoc/>
    /// <exception cref="ObjectDisposedException">The store was closed and had blocks in the range.</exception>
    public void Read(long fromMs, long toMs, SampleBuffer target)
    {
        if (fromMs > toMs) return;

        // The head first: what leaves it meanwhile is in a block that the current set shows.
        HeadView head = default;
        if (_head is not null) head = _head.Capture(fromMs, toMs);
        BlockSeries blocks = Blocks();
        if (!blocks.MayHaveSamples(fromMs, toMs))
        {
            head.Read(fromMs, toMs, target);
            return;
        }

        // These very blocks: later ones may have what has left the head since.
        if (head.FirstTimeMs(fromMs, toMs) > blocks.LastTimeMs && blocks.TryRead(fromMs, toMs, target))
        {
            head.Read(fromMs, toMs, target);
            return;
        }

        SampleBuffer sealedSamples = new();
        SampleBuffer open = new();
        ReadBlocks(fromMs, toMs, sealedSamples);
        head.Read(fromMs, toMs, open);
        target.AddMerged(sealedSamples, open);
    }

    /// <inheritdoc/>
    /// <remarks>A stretch that blocks share with each other or with the head is not told: its samples come from more than one place.</remarks>
    public void ReadSummaries(SummaryLevel level, long first, Span<SampleSummary> target)
    {
        // The head first, as in Read: what leaves it meanwhile is in a block that shares the stretch with it then.
        StretchOwners owners = new(level, first, target.Length);
        if (_head is not null) ReadHead(_head, level, first, owners, target);
        StretchOwners inHead = owners.Copy();
        while (!Blocks().TryReadSummaries(level, first, owners, target)) owners = inHead.Copy();
    }

    /// <summary>What the blocks of this moment have of the series.</summary>
    internal BlockSeries Blocks()
    {
        BlockSeries found = _found;
        if (ReferenceEquals(found.Set, _catalog.Current)) return found;
        ObjectDisposedException.ThrowIf(_catalog.IsClosed && !found.Parts.IsEmpty, this);
        return _found = _catalog.Find(Labels, long.MinValue, long.MaxValue);
    }

    internal bool MayHaveSamples(long fromMs, long toMs) =>
        (_head is not null && _head.MayHaveSamples(fromMs, toMs)) || _found.MayHaveSamples(fromMs, toMs);

    private static void ReadHead(HeadSeries head, SummaryLevel level, long first, StretchOwners owners, Span<SampleSummary> target)
    {
        if (!head.MayHaveSamples(owners.StartOf(0), owners.StartOf(owners.Count) - 1)) return;
        for (int i = 0; i < owners.Count; i++)
        {
            if (head.MayHaveSamples(owners.StartOf(i), owners.StartOf(i + 1) - 1)) owners.AddHead(i);
        }

        for (int end = 0; owners.TryGetHeadRun(end, out int start, out end);) head.ReadSummaries(level, first + start, target[start..end]);
    }

    private void ReadBlocks(long fromMs, long toMs, SampleBuffer target)
    {
        // A block that was let go has left the current set before: the next look finds what replaced it.
        while (!Blocks().TryRead(fromMs, toMs, target))
        {
        }
    }
}
