namespace Heed.Storage.Index;

/// <summary>Puts disjoint ascending lists together, as the lists of one label's values are.</summary>
internal sealed class SlotUnion
{
    /// <summary>From this share of all slots on, marking bits is cheaper than sorting.</summary>
    private const int BitsFromShare = 64;

    private int[] _slots = new int[16];
    private int _count;
    private bool _isOrdered = true;

    public void Add(int slot)
    {
        if (_count == _slots.Length) Array.Resize(ref _slots, _count * 2);
        if (_count > 0 && slot < _slots[_count - 1]) _isOrdered = false;
        _slots[_count++] = slot;
    }

    public void Add(ReadOnlySpan<int> ascending)
    {
        if (ascending.IsEmpty) return;
        if (_count + ascending.Length > _slots.Length) Array.Resize(ref _slots, Math.Max(_count + ascending.Length, _count * 2));
        if (_count > 0 && ascending[0] < _slots[_count - 1]) _isOrdered = false;
        ascending.CopyTo(_slots.AsSpan(_count));
        _count += ascending.Length;
    }

    /// <summary>The members, ascending; the union is used up.</summary>
    /// <param name="bound">Members from here on are left out.</param>
    public ReadOnlyMemory<int> ToAscending(int bound)
    {
        int kept = 0;
        for (int i = 0; i < _count; i++)
        {
            if (_slots[i] < bound) _slots[kept++] = _slots[i];
        }

        _count = kept;
        Span<int> members = _slots.AsSpan(0, _count);
        if (!_isOrdered && _count < bound / BitsFromShare) members.Sort();
        else if (!_isOrdered) BitOrder.Sort(members, bound);
        return _slots.AsMemory(0, _count);
    }
}
