namespace Heed.Statistics.Frequency;

/// <summary>A frequent key.</summary>
/// <param name="Key">The key.</param>
/// <param name="Count">At least its true count.</param>
/// <param name="Error">What the count may be too large by: the true one is at least Count − Error.</param>
public readonly record struct HeavyHitter<TKey>(TKey Key, long Count, long Error)
    where TKey : notnull;
