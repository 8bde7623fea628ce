namespace Heed.Statistics.Frequency;

/// <summary>
/// The most frequent keys of a stream in bounded space (Space-Saving): a fixed number of counters; a key without one takes over the
/// smallest, with its count as possible error. Every key with more than total/capacity occurrences is held, and each count is too large by
/// at most its <see cref="HeavyHitter{TKey}.Error"/>, never too small. While no more different keys than counters occur, all is exact.
/// Mergeable with the same promise. Source: A. Metwally, D. Agrawal and A. El Abbadi, ICDT (2005) 398; merging as P. K. Agarwal et al.,
/// PODS (2012) 23. See docs/statistics/sketches.md.
/// </summary>
public sealed class HeavyHitters<TKey>
    where TKey : notnull
{
    private readonly int _capacity;
    private readonly Dictionary<TKey, int> _places;

    // A heap by count, the smallest on top; the dictionary holds each key's place in it.
    private readonly List<HeavyHitter<TKey>> _heap = [];

    /// <param name="capacity">Counters; at least 1.</param>
    public HeavyHitters(int capacity, IEqualityComparer<TKey>? comparer = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        _capacity = capacity;
        _places = new Dictionary<TKey, int>(comparer);
    }

    /// <summary>Occurrences of all keys.</summary>
    public long Total { get; private set; }

    /// <summary>Keys held.</summary>
    public int Count => _heap.Count;

    public void Add(TKey key, long times = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        Total += times;
        if (_places.TryGetValue(key, out int place))
        {
            Set(place, _heap[place] with { Count = _heap[place].Count + times });
            SiftDown(place);
        }
        else if (_heap.Count < _capacity)
        {
            Insert(new HeavyHitter<TKey>(key, times, 0));
        }
        else
        {
            HeavyHitter<TKey> least = _heap[0];
            _places.Remove(least.Key);
            Set(0, new HeavyHitter<TKey>(key, least.Count + times, least.Count));
            SiftDown(0);
        }
    }

    /// <summary>
    /// Takes in what another summary has seen. A key that one side does not hold may have had that side's smallest count there.
    /// </summary>
    public void MergeFrom(HeavyHitters<TKey> other)
    {
        long unseenHere = _heap.Count < _capacity ? 0 : _heap[0].Count;
        long unseenThere = other._heap.Count < other._capacity ? 0 : other._heap[0].Count;
        Dictionary<TKey, HeavyHitter<TKey>> union = new(_places.Comparer);
        foreach (HeavyHitter<TKey> own in _heap)
        {
            union[own.Key] = own with { Count = own.Count + unseenThere, Error = own.Error + unseenThere };
        }

        foreach (HeavyHitter<TKey> theirs in other._heap)
        {
            bool both = _places.TryGetValue(theirs.Key, out int place);
            (long count, long error) = both ? (_heap[place].Count, _heap[place].Error) : (unseenHere, unseenHere);
            union[theirs.Key] = new HeavyHitter<TKey>(theirs.Key, count + theirs.Count, error + theirs.Error);
        }

        long total = Total + other.Total;
        _heap.Clear();
        _places.Clear();
        foreach (HeavyHitter<TKey> one in union.Values.OrderByDescending(one => one.Count).Take(_capacity)) Insert(one);
        Total = total;
    }

    /// <summary>What is held, the most frequent first; equal counts in no promised order.</summary>
    public IReadOnlyList<HeavyHitter<TKey>> Top()
    {
        List<HeavyHitter<TKey>> sorted = [.. _heap];
        sorted.Sort((a, b) => b.Count.CompareTo(a.Count));
        return sorted;
    }

    private void Insert(HeavyHitter<TKey> one)
    {
        _heap.Add(one);
        int place = _heap.Count - 1;
        Set(place, one);
        while (place > 0 && _heap[(place - 1) / 2].Count > _heap[place].Count)
        {
            Swap(place, (place - 1) / 2);
            place = (place - 1) / 2;
        }
    }

    private void SiftDown(int place)
    {
        while (true)
        {
            int child = (2 * place) + 1;
            if (child >= _heap.Count) return;
            if (child + 1 < _heap.Count && _heap[child + 1].Count < _heap[child].Count) child++;
            if (_heap[child].Count >= _heap[place].Count) return;
            Swap(place, child);
            place = child;
        }
    }

    private void Swap(int a, int b)
    {
        HeavyHitter<TKey> before = _heap[a];
        Set(a, _heap[b]);
        Set(b, before);
    }

    private void Set(int place, HeavyHitter<TKey> one)
    {
        _heap[place] = one;
        _places[one.Key] = place;
    }
}
