namespace Heed.Monitoring.Versions;

/// <summary>
/// What each version had in each pane of a sliding window. Two versions are compared over the panes that both have records in: so neither
/// the hour of the day nor what else changed in the meantime is taken for a difference between them.
/// </summary>
/// <param name="count">Panes of the window.</param>
internal sealed class VersionPanes<T>(int count)
    where T : class
{
    private const long Unused = long.MinValue;

    // Without space until a second version comes.
    private T?[] _cells = [];
    private long[] _numbers = [];

    /// <summary>What a version has in a pane; null where it has nothing, or the pane is gone.</summary>
    public T? Find(long pane, int slot) =>
        _numbers.Length > 0 && _numbers[PlaceOf(pane, slot)] == pane ? _cells[PlaceOf(pane, slot)] : null;

    /// <summary>The place for what a version has in a pane, null at first. Of no use where a newer pane has the place.</summary>
    public ref T? Open(long pane, int slot, out bool isGone)
    {
        if (_numbers.Length == 0) Make();
        int place = PlaceOf(pane, slot);
        isGone = _numbers[place] > pane;
        if (!isGone && _numbers[place] != pane)
        {
            _numbers[place] = pane;
            _cells[place] = null;
        }

        return ref _cells[place];
    }

    /// <summary>Forgets all of a slot.</summary>
    public void Clear(int slot)
    {
        for (int i = 0; i < count && _numbers.Length > 0; i++)
        {
            _cells[(i * VersionSlots.Most) + slot] = null;
            _numbers[(i * VersionSlots.Most) + slot] = Unused;
        }
    }

    public void Save(BinaryWriter writer, Action<BinaryWriter, T> save)
    {
        writer.Write(_cells.Count(c => c is not null));
        for (int place = 0; place < _cells.Length; place++)
        {
            if (_cells[place] is not { } cell) continue;
            writer.Write(place);
            writer.Write(_numbers[place]);
            save(writer, cell);
        }
    }

    public void Load(BinaryReader reader, Func<BinaryReader, T> load)
    {
        _cells = [];
        _numbers = [];
        int left = reader.ReadInt32();
        if (left > 0) Make();
        for (; left > 0; left--)
        {
            int place = reader.ReadInt32();
            _numbers[place] = reader.ReadInt64();
            _cells[place] = load(reader);
        }
    }

    private int PlaceOf(long pane, int slot)
    {
        long place = pane % count;
        return (int)((place < 0 ? place + count : place) * VersionSlots.Most) + slot;
    }

    private void Make()
    {
        _cells = new T?[count * VersionSlots.Most];
        _numbers = new long[_cells.Length];
        Array.Fill(_numbers, Unused);
    }
}
