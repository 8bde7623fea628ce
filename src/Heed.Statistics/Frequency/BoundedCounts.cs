namespace Heed.Statistics.Frequency;

/// <summary>
/// Exact counts of a small domain: the first keys up to a limit each have a counter of their own, all later ones share
/// <see cref="Other"/>. What is counted is exact, whatever comes after. Merging adds; which keys have counters after it then depends on
/// the order of the merges where the limit is reached. Source: elementary. See docs/statistics/sketches.md.
/// </summary>
public sealed class BoundedCounts<TKey>
    where TKey : notnull
{
    private readonly Dictionary<TKey, long> _counts;
    private readonly int _limit;

    /// <param name="limit">Keys with counters of their own; at least 1.</param>
    public BoundedCounts(int limit, IEqualityComparer<TKey>? comparer = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        _limit = limit;
        _counts = new Dictionary<TKey, long>(comparer);
    }

    /// <summary>Occurrences of all keys.</summary>
    public long Total { get; private set; }

    /// <summary>Occurrences of keys without a counter.</summary>
    public long Other { get; private set; }

    /// <summary>The keys with counters.</summary>
    public IReadOnlyDictionary<TKey, long> Counts => _counts;

    /// <summary>0 for a key without a counter.</summary>
    public long this[TKey key] => _counts.GetValueOrDefault(key);

    /// <summary>Whether the key has a counter of its own.</summary>
    public bool Add(TKey key, long times = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(times);
        Total += times;
        if (!_counts.ContainsKey(key) && _counts.Count >= _limit)
        {
            Other += times;
            return false;
        }

        System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_counts, key, out _) += times;
        return true;
    }

    public void MergeFrom(BoundedCounts<TKey> other)
    {
        if (ReferenceEquals(other, this)) throw new ArgumentException("expected other counts, found these", nameof(other));
        foreach ((TKey key, long count) in other._counts) Add(key, count);
        Other += other.Other;
        Total += other.Other;
    }
}
