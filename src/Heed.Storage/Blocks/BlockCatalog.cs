using Heed.Model.Labels;
using Heed.Model.Samples;
using Heed.Storage.Deletions;
using Heed.Storage.Wal;

namespace Heed.Storage.Blocks;

/// <summary>
/// The blocks of a store and the deletions that they wait for. Changes belong to the store's committer; <see cref="Current"/> and the
/// figures may be read from any thread.
/// </summary>
internal sealed class BlockCatalog(StoreFiles? files)
{
    private readonly Dictionary<long, Block> _blocks = [];
    private readonly List<Deletion> _deletions = [];
    private readonly HashSet<long> _unreadable = [];
    private volatile BlockSet _current = BlockSet.Empty;
    private long _sizeBytes;
    private long _samples;
    private long _nextNumber = 1;

    public BlockDamages Damages { get; } = new();

    public BlockSet Current => _current;

    /// <summary>Set once the store closes: from then on blocks answer nothing.</summary>
    public bool IsClosed { get; private set; }

    public long SizeBytes => Volatile.Read(ref _sizeBytes);

    public long Samples => Volatile.Read(ref _samples);

    /// <summary>Files that could not be opened as blocks. They stay where they are.</summary>
    public int UnreadableCount => _unreadable.Count;

    /// <summary>Those that blocks still wait for, oldest first.</summary>
    public IReadOnlyList<Deletion> Deletions => _deletions;

    /// <summary>Log files below this number are named by a block: the next file gets this one at least.</summary>
    public long LeastLogNumber => _blocks.Count == 0 ? 1 : _blocks.Values.Max(b => b.Footer.LogBefore);

    /// <summary>Opens the blocks that are there; deletes unfinished ones, and those that another one replaces.</summary>
    /// <exception cref="IOException">The folder cannot be used.</exception>
    public void Open()
    {
        if (files is null) return;
        Directory.CreateDirectory(files.BlockFolder);
        File.Delete(files.UnfinishedBlockPath);
        foreach (long number in files.BlockNumbers())
        {
            _nextNumber = Math.Max(_nextNumber, number + 1);
            if (Block.Open(files.BlockPath(number), number, Damages) is { } block) _blocks.Add(number, block);
            else _unreadable.Add(number);
        }

        // Sources have lower numbers than what replaces them: of a chain of replacements only the last one stays.
        foreach (Block block in _blocks.Values.OrderByDescending(b => b.Number).ToArray())
        {
            if (!_blocks.ContainsKey(block.Number)) continue;
            foreach (long source in block.Footer.Sources) Remove(source);
        }

        Publish();
    }

    public long TakeNumber() => _nextNumber++;

    /// <summary>Adds a block that was written, in place of its sources.</summary>
    /// <exception cref="IOException">The block cannot be read back, or a source cannot be deleted: then it goes at the next start.</exception>
    public void Add(long number)
    {
        Block? block = Block.Open(files!.BlockPath(number), number, Damages);
        if (block is null) throw new IOException($"{files.BlockPath(number)}: expected the block just written, found damage");
        foreach (Deletion deletion in _deletions) block.Apply(deletion);
        _blocks.Add(number, block);
        List<Block> replaced = [.. _blocks.Values.Where(b => block.Footer.Sources.Contains(b.Number))];
        foreach (Block source in replaced) _blocks.Remove(source.Number);
        Publish();
        Discard(replaced);
    }

    /// <summary>Lets go of blocks and deletes their files.</summary>
    /// <exception cref="IOException">A file cannot be deleted; it comes back at the next start.</exception>
    public void Drop(IReadOnlyList<Block> blocks)
    {
        foreach (Block block in blocks) _blocks.Remove(block.Number);
        Publish();
        Discard(blocks);
    }

    /// <summary>Hides what a deletion names, in the blocks that are older than it.</summary>
    public void Apply(Deletion deletion)
    {
        _nextNumber = Math.Max(_nextNumber, deletion.BelowBlock);
        if (!_blocks.Values.Any(b => deletion.Concerns(b.Number, b.Footer.FirstTimeMs, b.Footer.LastTimeMs))) return;
        foreach (Block block in _blocks.Values) block.Apply(deletion);
        _deletions.Add(deletion);
        Publish();
    }

    public Deletion MakeDeletion(IReadOnlyList<LabelMatcher> matchers, long fromMs, long toMs) =>
        new([.. matchers], fromMs, toMs, _nextNumber);

    /// <summary>Whether blocks may hold samples that a snapshot has in this range too.</summary>
    public bool MayHaveTaken(long firstTimeMs, long lastTimeMs)
    {
        foreach (Block block in _current.Blocks)
        {
            if (block.Footer.StartMs <= lastTimeMs && block.Footer.EndMs >= firstTimeMs) return true;
        }

        return false;
    }

    /// <summary>Whether a sample is newer than all that blocks can have: what is asked of every one that the log gives back.</summary>
    public bool EndBefore(long timeMs) => timeMs > _current.EndMs;

    /// <summary>
    /// Whether a sample of a log file is in a block: it lies in the range and in the files that the block has taken over. What was logged
    /// while the block was written may be in it too; so the blocks themselves are asked.
    /// </summary>
    public bool HasTaken(LabelSet labels, long timeMs, long logNumber)
    {
        foreach (Block block in _current.Blocks)
        {
            if (block.Footer.LogBefore > logNumber && block.Range.Contains(timeMs)) return true;
        }

        return Has(labels, timeMs, new SampleBuffer(1));
    }

    /// <summary>Appends the sample that the blocks have of a series at a time, where there is one.</summary>
    public bool Has(LabelSet labels, long timeMs, SampleBuffer there)
    {
        if (!_current.Overlaps(timeMs, timeMs)) return false;
        while (!Find(labels, timeMs, timeMs).TryRead(timeMs, timeMs, there))
        {
        }

        return there.Count > 0;
    }

    /// <summary>The time of the newest sample of a series, if that is at <paramref name="fromMs"/> or behind it.</summary>
    public long? LastTimeOf(LabelSet labels, long fromMs)
    {
        if (!_current.Overlaps(fromMs, long.MaxValue)) return null;
        long? lastMs = Find(labels, fromMs, long.MaxValue).LastTimeMs;
        return lastMs >= fromMs ? lastMs : null;
    }

    /// <summary>What the blocks that may have samples in the range have of one series.</summary>
    public BlockSeries Find(LabelSet labels, long fromMs, long toMs)
    {
        BlockSeries? found;
        do
        {
            // A set with a block that was let go is not the current one any more.
            found = _current.Find(labels, fromMs, toMs);
        }
        while (found is null);
        return found;
    }

    /// <summary>The series in blocks that satisfy every matcher, in the order of labels, and the set that has them.</summary>
    public BlockSeries[] Find(IReadOnlyList<LabelMatcher> matchers, out BlockSet set, CancellationToken cancellation)
    {
        BlockSeries[]? found;
        do
        {
            set = _current;
            found = set.Find(matchers, cancellation);
        }
        while (found is null);
        return found;
    }

    public void Close()
    {
        IsClosed = true;
        foreach (Block block in _blocks.Values) block.Exit();
        _blocks.Clear();
        _current = BlockSet.Empty;
    }

    private void Publish()
    {
        _deletions.RemoveAll(d => !_blocks.Values.Any(b => d.Concerns(b.Number, b.Footer.FirstTimeMs, b.Footer.LastTimeMs)));
        Block[] ordered = [.. _blocks.Values.OrderBy(b => b.Footer.FirstTimeMs).ThenBy(b => b.Number)];
        Volatile.Write(ref _sizeBytes, ordered.Sum(b => b.SizeBytes));
        Volatile.Write(ref _samples, ordered.Sum(b => b.Footer.Samples));
        _current = new BlockSet(ordered);
    }

    private void Discard(IReadOnlyList<Block> blocks)
    {
        // Readers inside keep the bytes until they leave: a deleted file lives as long as it is mapped.
        foreach (Block block in blocks)
        {
            block.Exit();
            File.Delete(files!.BlockPath(block.Number));
        }
    }

    private void Remove(long number)
    {
        if (_blocks.Remove(number, out Block? block)) block.Exit();
        _unreadable.Remove(number);
        File.Delete(files!.BlockPath(number));
    }
}
