using Heed.Storage.Head;

namespace Heed.Storage.Index;

/// <summary>Puts found series in the order of their labels. Safe to use from any thread.</summary>
internal sealed class SeriesSorter(SeriesOrder start)
{
    private SeriesOrder _order = start;
    private long _comparisons;
    private int _isOrdering;

    public SeriesOrder Order => Volatile.Read(ref _order);

    /// <summary>
    /// The series in order: those that have their place already by their numbers, the others by comparing labels. Once such comparisons
    /// have cost as much as ordering all series does, these are ordered.
    /// </summary>
    public HeadSeries[] InOrder(Span<int> slots, HeadSeries?[] series, int bound)
    {
        SeriesOrder order = Volatile.Read(ref _order);
        int placed = slots.Length;
        while (placed > 0 && slots[placed - 1] >= order.Bound) placed--;
        if (placed < slots.Length && IsWorthOrdering(slots.Length - placed, bound - order.Bound, bound))
        {
            order = Extend(order, series, bound);
            placed = slots.Length;
        }

        order.Sort(slots[..placed]);
        HeadSeries[] found = new HeadSeries[slots.Length];
        int kept = 0;
        int keptPlaced = 0;
        for (int i = 0; i < slots.Length; i++)
        {
            // A series may have been removed since it was found.
            if (Volatile.Read(ref series[slots[i]]) is { } live) found[kept++] = live;
            if (i < placed) keptPlaced = kept;
        }

        if (kept < found.Length) Array.Resize(ref found, kept);
        return keptPlaced == kept ? found : Merged(found, keptPlaced);
    }

    private bool IsWorthOrdering(int unplaced, int unordered, int bound)
    {
        if (Interlocked.Add(ref _comparisons, unplaced * (1L + int.Log2(unplaced))) < bound + (unordered * (1L + int.Log2(unordered))))
        {
            return false;
        }

        return Interlocked.Exchange(ref _isOrdering, 1) == 0;
    }

    private SeriesOrder Extend(SeriesOrder order, HeadSeries?[] series, int bound)
    {
        SeriesOrder extended = order.Extended(series, bound);
        Volatile.Write(ref _order, extended);
        Interlocked.Exchange(ref _comparisons, 0);
        Volatile.Write(ref _isOrdering, 0);
        return extended;
    }

    private static HeadSeries[] Merged(HeadSeries[] found, int placed)
    {
        Array.Sort(found, placed, found.Length - placed, SeriesOrder.ByLabels.Instance);
        if (placed == 0) return found;
        HeadSeries[] merged = new HeadSeries[found.Length];
        int left = 0;
        int right = placed;
        for (int i = 0; i < merged.Length; i++)
        {
            bool takeLeft = right == found.Length || (left < placed && found[left].Labels.CompareTo(found[right].Labels) < 0);
            merged[i] = takeLeft ? found[left++] : found[right++];
        }

        return merged;
    }
}
