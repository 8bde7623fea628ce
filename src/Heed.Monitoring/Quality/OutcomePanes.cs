using Heed.Monitoring.Windows;

namespace Heed.Monitoring.Quality;

/// <summary>
/// A sliding window of labelled records made of few panes: its figures move in steps of at most 1/32 of the window. Takes space from the
/// first record on, and more only as records fall into new cells.
/// </summary>
/// <param name="width">Of a pane.</param>
/// <param name="newTally">Makes what keeps the sum of the panes before the newest one; null to sum all of them each time.</param>
internal sealed class OutcomePanes(PaneWidth width, Func<OutcomeTally>? newTally = null)
{
    /// <summary>The most panes of a window.</summary>
    public const int MostPanes = 64;

    private const long Unused = long.MinValue;

    private long[] _numbers = [];
    private OutcomePane[] _panes = [];
    private OutcomeTally? _closed;
    private long _closedBefore = Unused;

    /// <summary>Ignores a time whose pane has already been used for a newer one.</summary>
    public void Add(long timeMs, in OutcomeDetail detail)
    {
        long number = width.PaneOf(timeMs);
        int slot = SlotOf(number);
        if (_panes.Length == 0) MakePanes();
        if (number < _numbers[slot]) return;
        Change(number);
        if (number > _numbers[slot])
        {
            _numbers[slot] = number;
            if (_panes[slot] is null) _panes[slot] = new OutcomePane();
            else _panes[slot].Clear();
        }

        _panes[slot].Add(detail);
    }

    /// <summary>Takes back what was added at that time, unless its pane is gone.</summary>
    public void Remove(long timeMs, in OutcomeDetail detail)
    {
        long number = width.PaneOf(timeMs);
        int slot = SlotOf(number);
        if (_panes.Length == 0 || _numbers[slot] != number) return;
        Change(number);
        _panes[slot].Remove(detail);
    }

    /// <summary>
    /// Overwrites a tally by the window that ends with the pane of <paramref name="endMs"/>: first all panes before that one, then it, so that
    /// the last bits are the same whether the former were summed now or earlier.
    /// </summary>
    public void Sum(long endMs, OutcomeTally tally)
    {
        tally.Clear();
        long end = width.PaneOf(endMs);
        if (newTally is null || _panes.Length == 0)
        {
            AddBefore(end, tally);
        }
        else
        {
            if (_closedBefore != end) SumClosed(_closed ??= newTally(), end);
            tally.CopyFrom(_closed!);
        }

        if (_panes.Length > 0 && _numbers[SlotOf(end)] == end) _panes[SlotOf(end)].AddTo(tally);
    }

    public void Save(BinaryWriter writer)
    {
        int used = 0;
        foreach (long number in _numbers) used += number == Unused ? 0 : 1;
        writer.Write(used);
        for (int i = 0; i < _numbers.Length; i++)
        {
            if (_numbers[i] == Unused) continue;
            writer.Write(_numbers[i]);
            _panes[i].Save(writer);
        }
    }

    public void Load(BinaryReader reader)
    {
        _numbers = [];
        _panes = [];
        _closedBefore = Unused;
        int used = reader.ReadInt32();
        if (used > 0) MakePanes();
        for (int i = 0; i < used; i++)
        {
            long number = reader.ReadInt64();
            _numbers[SlotOf(number)] = number;
            _panes[SlotOf(number)] = OutcomePane.Load(reader);
        }
    }

    private void SumClosed(OutcomeTally closed, long end)
    {
        closed.Clear();
        AddBefore(end, closed);
        _closedBefore = end;
    }

    private void AddBefore(long end, OutcomeTally tally)
    {
        for (int i = 0; i < _panes.Length; i++)
        {
            if (_numbers[i] != Unused && _numbers[i] < end && _numbers[i] > end - width.Count) _panes[i].AddTo(tally);
        }
    }

    /// <summary>What is kept is the sum of the panes before one, as long as only that one changes.</summary>
    private void Change(long number)
    {
        if (number != _closedBefore) _closedBefore = Unused;
    }

    private int SlotOf(long number)
    {
        int slot = (int)(number % width.Count);
        return slot < 0 ? slot + width.Count : slot;
    }

    private void MakePanes()
    {
        _numbers = new long[width.Count];
        _panes = new OutcomePane[width.Count];
        Array.Fill(_numbers, Unused);
    }
}
