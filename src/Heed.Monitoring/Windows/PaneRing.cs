using System.Numerics;

namespace Heed.Monitoring.Windows;

/// <summary>
/// A sliding window made of panes: sums per pane of event time, added up over the newest panes. Exact at the panes' borders. Time
/// and space per record do not depend on the window's length. Takes space from the first record on.
/// </summary>
internal sealed class PaneRing<T>
    where T : struct, IAdditionOperators<T, T, T>, ISubtractionOperators<T, T, T>
{
    private const long Unused = long.MinValue;

    private readonly PaneWidth _width;
    private long[] _panes = [];
    private T[] _sums = [];
    private long _cachedEnd = Unused;
    private T _cached;
    private long _lastStartMs = Unused;
    private int _lastSlot;
    private long _version;

    public PaneRing(PaneWidth width)
    {
        _width = width;
    }

    /// <summary>Ignores a time whose pane has already been used for a newer one.</summary>
    public void Add(long timeMs, T sums)
    {
        // Records of one pane follow each other: the pane of the last one is tried first.
        bool same = (ulong)(timeMs - _lastStartMs) < (ulong)_width.Milliseconds;
        if (!same && !TrySlot(timeMs)) return;
        _sums[_lastSlot] += sums;
        Change();
    }

    /// <summary>Adds to what was added at that time, unless its pane is gone.</summary>
    public void AddInPlace(long timeMs, T sums)
    {
        long pane = _width.PaneOf(timeMs);
        int slot = Slot(pane);
        if (_panes.Length == 0 || _panes[slot] != pane) return;
        _sums[slot] += sums;
        Change();
    }

    /// <summary>Takes back what was added at that time, unless its pane is gone.</summary>
    public void Remove(long timeMs, T sums) => AddInPlace(timeMs, default(T) - sums);

    /// <summary>A number that only grows, and does when the window's sum may change: by what is added and by the pane that it ends with.</summary>
    public long AgeAt(long endMs) => _version + _width.PaneOf(endMs);

    /// <summary>The sum over the window that ends with the pane of <paramref name="endMs"/>.</summary>
    public T Sum(long endMs)
    {
        long end = _width.PaneOf(endMs);
        if (end == _cachedEnd) return _cached;
        T sum = default;
        for (int i = 0; i < _panes.Length; i++)
        {
            if (_panes[i] != Unused && _panes[i] <= end && _panes[i] > end - _width.Count) sum += _sums[i];
        }

        _cachedEnd = end;
        _cached = sum;
        return sum;
    }

    public void Save(BinaryWriter writer, Action<BinaryWriter, T> write)
    {
        int used = 0;
        foreach (long pane in _panes) used += pane == Unused ? 0 : 1;
        writer.Write(used);
        for (int i = 0; i < _panes.Length; i++)
        {
            if (_panes[i] == Unused) continue;
            writer.Write(_panes[i]);
            write(writer, _sums[i]);
        }
    }

    public void Load(BinaryReader reader, Func<BinaryReader, T> read)
    {
        _panes = [];
        _sums = [];
        _cachedEnd = Unused;
        _lastStartMs = Unused;
        int used = reader.ReadInt32();
        if (used > 0) MakePanes();
        for (int i = 0; i < used; i++)
        {
            long pane = reader.ReadInt64();
            _panes[Slot(pane)] = pane;
            _sums[Slot(pane)] = read(reader);
        }
    }

    private void Change()
    {
        _version++;
        _cachedEnd = Unused;
    }

    private bool TrySlot(long timeMs)
    {
        if (_panes.Length == 0) MakePanes();
        long pane = _width.PaneOf(timeMs);
        int slot = Slot(pane);
        if (pane < _panes[slot]) return false;
        if (pane > _panes[slot])
        {
            _panes[slot] = pane;
            _sums[slot] = default;
        }

        _lastStartMs = pane * _width.Milliseconds;
        _lastSlot = slot;
        return true;
    }

    private int Slot(long pane)
    {
        int slot = (int)(pane % _width.Count);
        return slot < 0 ? slot + _width.Count : slot;
    }

    private void MakePanes()
    {
        _panes = new long[_width.Count];
        _sums = new T[_width.Count];
        Array.Fill(_panes, Unused);
    }
}
