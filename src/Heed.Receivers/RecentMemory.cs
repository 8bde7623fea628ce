namespace Heed.Receivers;

/// <summary>A memory that ends with the process and holds what was kept last.</summary>
public sealed class RecentMemory(int capacity) : IReceiverMemory
{
    public const int DefaultCapacity = 10_000;

    private readonly Lock _gate = new();
    private readonly OrderedDictionary<string, string> _kept = new(StringComparer.Ordinal);

    public string? Recall(string key)
    {
        lock (_gate) return _kept.GetValueOrDefault(key);
    }

    public void Keep(string key, string? value)
    {
        lock (_gate)
        {
            _kept.Remove(key);
            if (value is null) return;
            if (_kept.Count >= capacity) _kept.RemoveAt(0);
            _kept.Add(key, value);
        }
    }
}
