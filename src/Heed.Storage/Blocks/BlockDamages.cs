namespace Heed.Storage.Blocks;

/// <summary>What blocks could not give, each place counted once and the first ones named. Safe to use from any thread.</summary>
internal sealed class BlockDamages
{
    /// <summary>Places behind this number count again when they are met again.</summary>
    private const int MostKnownPlaces = 10_000;

    private readonly Lock _gate = new();
    private readonly HashSet<(long Block, long Offset)> _known = [];
    private readonly HashSet<long> _damagedBlocks = [];
    private readonly List<DamagedRecord> _named = [];

    public int Count { get; private set; }

    public DamagedRecord[] Named
    {
        get
        {
            lock (_gate) return [.. _named];
        }
    }

    public void Add(long block, string file, long offset, long lengthBytes, string reason)
    {
        lock (_gate)
        {
            _damagedBlocks.Add(block);
            if (_known.Count < MostKnownPlaces && !_known.Add((block, offset))) return;
            Count++;
            if (_named.Count < StoreReport.MaxDamages) _named.Add(new DamagedRecord(file, offset, lengthBytes, reason));
        }
    }

    /// <summary>Whether something of the block could not be read.</summary>
    public bool Has(long block)
    {
        lock (_gate) return _damagedBlocks.Contains(block);
    }
}
