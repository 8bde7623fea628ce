namespace Heed.Storage.Index;

/// <summary>The slots of the series with one label, ascending. Grows at its end only, so that a view of it stays true.</summary>
internal sealed class PostingList
{
    private int[] _slots = new int[1];
    private int _count;

    public void Add(int slot)
    {
        if (_count == _slots.Length) Array.Resize(ref _slots, _count * 2);
        _slots[_count++] = slot;
    }

    public ReadOnlyMemory<int> View => _slots.AsMemory(0, _count);
}
