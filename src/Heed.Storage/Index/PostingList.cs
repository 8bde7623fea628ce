namespace Heed.Storage.Index;

/// <summary>The slots of the series with one label, ascending. One writer adds at its end; any thread takes views, which stay true.</summary>
internal sealed class PostingList
{
    private int[] _slots = new int[1];
    private int _count;

    public void Add(int slot)
    {
        if (_count == _slots.Length) Array.Resize(ref _slots, _count * 2);
        _slots[_count] = slot;

        // Whoever sees the count sees an array that has the slot.
        Volatile.Write(ref _count, _count + 1);
    }

    public ReadOnlyMemory<int> View
    {
        get
        {
            int count = Volatile.Read(ref _count);
            return Volatile.Read(ref _slots).AsMemory(0, count);
        }
    }
}
