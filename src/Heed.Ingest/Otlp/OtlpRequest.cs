namespace Heed.Ingest.Otlp;

/// <summary>What one body holds, with a bound: an empty message of two bytes is an object of hundreds here.</summary>
internal sealed class OtlpRequest(int maxItems)
{
    private int _items;

    public List<OtlpResource> Resources { get; } = [];

    /// <summary>Whether the body held more than it may.</summary>
    public bool IsTooLarge { get; private set; }

    /// <summary>Says that one more resource, metric or point follows; false where that is too many.</summary>
    public bool TryTake()
    {
        IsTooLarge |= ++_items > maxItems;
        return !IsTooLarge;
    }
}
