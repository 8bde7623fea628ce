namespace Heed.Storage.Wal;

/// <summary>What opening a store could not read, counted and named.</summary>
internal sealed class RecoveryLosses
{
    private readonly List<DamagedRecord> _named = [];

    public long CutBytes { get; private set; }

    public int DamagedRecords { get; private set; }

    /// <summary>Samples and chunks' samples without a series.</summary>
    public long OrphanSamples { get; set; }

    public IReadOnlyList<DamagedRecord> Named => _named;

    /// <summary>Unreadable bytes with a readable record behind them.</summary>
    public void AddDamage(string file, long offset, long lengthBytes, string reason)
    {
        DamagedRecords++;
        Name(new DamagedRecord(file, offset, lengthBytes, reason));
    }

    /// <summary>Unreadable bytes at the end of a file.</summary>
    public void AddCut(string file, long offset, long lengthBytes, string reason)
    {
        CutBytes += lengthBytes;
        Name(new DamagedRecord(file, offset, lengthBytes, reason));
    }

    private void Name(DamagedRecord damage)
    {
        if (_named.Count < StoreReport.MaxDamages) _named.Add(damage);
    }
}
