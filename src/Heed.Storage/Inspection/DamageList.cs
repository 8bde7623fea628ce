namespace Heed.Storage.Inspection;

/// <summary>Damaged places, all counted and the first ones named.</summary>
internal sealed class DamageList
{
    private readonly List<DamagedRecord> _named = [];

    public int Count { get; private set; }

    public IReadOnlyList<DamagedRecord> Named => _named;

    public void Add(string file, long offset, long lengthBytes, string reason)
    {
        Count++;
        if (_named.Count < StoreInspection.MaxDamages) _named.Add(new DamagedRecord(file, offset, lengthBytes, reason));
    }
}
