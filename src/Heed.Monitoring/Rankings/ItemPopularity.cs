using System.Runtime.InteropServices;

namespace Heed.Monitoring.Rankings;

/// <summary>
/// How often the baseline showed its most shown items: of each the share of all showings that went to items shown less often, ties in
/// the middle. So 0 is an item that was hardly ever shown or is new. See docs/statistics/rankings.md.
/// </summary>
internal sealed class ItemPopularity
{
    /// <summary>Items with a popularity of their own.</summary>
    public const int MostItems = 4096;

    public static readonly ItemPopularity Empty = new([], []);

    private readonly uint[] _keys;
    private readonly float[] _popularities;

    /// <param name="keys">Rising.</param>
    /// <param name="popularities">Of each.</param>
    public ItemPopularity(uint[] keys, float[] popularities)
    {
        _keys = keys;
        _popularities = popularities;
    }

    public ReadOnlySpan<uint> Keys => _keys;

    public ReadOnlySpan<float> Popularities => _popularities;

    /// <param name="showings">By item.</param>
    public static ItemPopularity Of(IReadOnlyDictionary<uint, long> showings)
    {
        double total = showings.Values.Sum();
        SortedDictionary<uint, float> known = [];
        double below = total;
        foreach (IGrouping<long, uint> group in showings.GroupBy(s => s.Value, s => s.Key).OrderByDescending(g => g.Key))
        {
            double share = group.Key * (double)group.Count();
            below -= share;
            if (known.Count + group.Count() > MostItems) break;
            foreach (uint key in group) known.Add(key, (float)((below + (share / 2)) / total));
        }

        return new ItemPopularity([.. known.Keys], [.. known.Values]);
    }

    public float Of(uint key)
    {
        int at = _keys.AsSpan().BinarySearch(key);
        return at >= 0 ? _popularities[at] : 0;
    }

    /// <summary>The mean over the items that a list shows; NaN of an empty list.</summary>
    /// <param name="shown">The keys of its first places; <see cref="ItemKey.None"/> where it has ended.</param>
    public double OfList(ReadOnlySpan<uint> shown)
    {
        double sum = 0;
        int items = 0;
        foreach (uint key in shown)
        {
            if (key == ItemKey.None) break;
            sum += Of(key);
            items++;
        }

        return items == 0 ? double.NaN : sum / items;
    }

    /// <summary>Adds a showing of each item of a list.</summary>
    public static void Count(Dictionary<uint, long> showings, ReadOnlySpan<uint> shown)
    {
        foreach (uint key in shown) CollectionsMarshal.GetValueRefOrAddDefault(showings, key, out _)++;
    }
}
