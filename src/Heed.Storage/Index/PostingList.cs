namespace Heed.Storage.Index;

/// <summary>
/// One value of a label name in memory, and the slots of the series that have it, ascending. One writer adds, at the end only; any
/// thread may read meanwhile and sees all that was added before it began.
/// </summary>
/// <remarks>Where a label has many values, most of them belong to one series: the first slot needs no array.</remarks>
internal sealed class PostingList(string value, int first)
{
    private readonly int _first = first;
    private int[]? _slots;
    private int _count = 1;

    public string Value => value;

    public int Count => Volatile.Read(ref _count);

    /// <summary>True for ever: what lies behind it is only added to.</summary>
    public ReadOnlySpan<int> Slots
    {
        get
        {
            int count = Count;
            return count == 1 ? new ReadOnlySpan<int>(in _first) : Volatile.Read(ref _slots).AsSpan(0, count);
        }
    }

    /// <summary>As <see cref="Slots"/>, to be kept.</summary>
    public ReadOnlyMemory<int> View
    {
        get
        {
            int count = Count;
            return count == 1 ? new[] { _first } : Volatile.Read(ref _slots).AsMemory(0, count);
        }
    }

    /// <summary>Of the arrays that it holds, roughly.</summary>
    public int HeapBytes => _slots is { } slots ? sizeof(long) * 3 + (slots.Length * sizeof(int)) : 0;

    public void Add(int slot)
    {
        int[]? slots = _slots;
        if (slots is null || slots.Length == _count)
        {
            Array.Resize(ref slots, Grown(_count));
            if (_count == 1) slots[0] = _first;
        }

        slots[_count] = slot;

        // In this order: whoever sees the new count sees an array that has the slot.
        Volatile.Write(ref _slots, slots);
        Volatile.Write(ref _count, _count + 1);
    }

    /// <summary>The list after slots were given other numbers; null where none of its series is left.</summary>
    /// <param name="numbers">For each slot its new number, or -1 where the series is gone; ascending, so that lists stay ordered.</param>
    public PostingList? Renumbered(ReadOnlySpan<int> numbers)
    {
        ReadOnlySpan<int> slots = Slots;
        int kept = 0;
        foreach (int slot in slots) kept += numbers[slot] < 0 ? 0 : 1;
        if (kept == 0) return null;
        int[] targets = new int[kept];
        int at = 0;
        foreach (int slot in slots)
        {
            if (numbers[slot] >= 0) targets[at++] = numbers[slot];
        }

        return new PostingList(value, targets[0]) { _slots = kept == 1 ? null : targets, _count = kept };
    }

    /// <summary>Doubles while small; long lists, of which there are few, keep an eighth free at most.</summary>
    private static int Grown(int count) => count < 1024 ? count * 2 : count + (count / 8);
}
