using Heed.Storage.Head;

namespace Heed.Storage.Index;

/// <summary>
/// The order of the series by their labels, as far as they have been ordered: found series are put in order by comparing numbers. Never
/// changes.
/// </summary>
internal sealed class SeriesOrder
{
    public static readonly SeriesOrder None = new([], []);

    private readonly int[] _slots;
    private readonly int[] _ranks;

    private SeriesOrder(int[] slots, int[] ranks)
    {
        _slots = slots;
        _ranks = ranks;
    }

    /// <summary>Slots below this are ordered.</summary>
    public int Bound => _ranks.Length;

    /// <summary>With the slots from <see cref="Bound"/> up to another bound put in their places.</summary>
    /// <param name="series">By slot. Where one that is gone stands is of no importance: nobody finds it.</param>
    /// <param name="bound">Of the slots that are ordered then.</param>
    public SeriesOrder Extended(HeadSeries?[] series, int bound)
    {
        int[] fresh = new int[bound - Bound];
        HeadSeries?[] keys = new HeadSeries?[fresh.Length];
        for (int i = 0; i < fresh.Length; i++) fresh[i] = Bound + i;
        Array.Copy(series, Bound, keys, 0, fresh.Length);
        Array.Sort(keys, fresh, ByLabels.Instance);
        if (Bound == 0) return new SeriesOrder(fresh, Inverted(fresh));
        int[] all = new int[bound];
        int old = 0;
        int added = 0;
        for (int i = 0; i < bound; i++)
        {
            // A series that has gone since it was ordered keeps its place: what labels it had matters to nobody any more.
            bool takeOld = added == fresh.Length
                || (old < _slots.Length && (series[_slots[old]] is not { } next || ByLabels.Instance.Compare(next, keys[added]) < 0));
            all[i] = takeOld ? _slots[old++] : fresh[added++];
        }

        return new SeriesOrder(all, Inverted(all));
    }

    /// <summary>Replaces slots below <see cref="Bound"/> by the same slots in the order of their series' labels.</summary>
    public void Sort(Span<int> slots)
    {
        const int BitsFromShare = 64;
        for (int i = 0; i < slots.Length; i++) slots[i] = _ranks[slots[i]];
        if (slots.Length < Bound / BitsFromShare) slots.Sort();
        else BitOrder.Sort(slots, Bound);
        for (int i = 0; i < slots.Length; i++) slots[i] = _slots[slots[i]];
    }

    /// <summary>The order after slots were given other numbers, without those that have none any more.</summary>
    public SeriesOrder Renumbered(ReadOnlySpan<int> numbers)
    {
        int kept = 0;
        foreach (int slot in _slots) kept += numbers[slot] < 0 ? 0 : 1;
        int[] slots = new int[kept];
        int at = 0;
        foreach (int slot in _slots)
        {
            if (numbers[slot] >= 0) slots[at++] = numbers[slot];
        }

        return new SeriesOrder(slots, Inverted(slots));
    }

    private static int[] Inverted(int[] slots)
    {
        int[] ranks = new int[slots.Length];
        for (int rank = 0; rank < slots.Length; rank++) ranks[slots[rank]] = rank;
        return ranks;
    }

    internal sealed class ByLabels : IComparer<HeadSeries?>
    {
        public static readonly ByLabels Instance = new();

        public int Compare(HeadSeries? x, HeadSeries? y) =>
            x is null || y is null ? (x is null ? 1 : 0) - (y is null ? 1 : 0) : x.Labels.CompareTo(y.Labels);
    }
}
