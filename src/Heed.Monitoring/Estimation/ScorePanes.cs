using Heed.Monitoring.Quality;
using Heed.Monitoring.Windows;

namespace Heed.Monitoring.Estimation;

/// <summary>
/// Answers without labels over a sliding window of few panes, by score bin. A pane takes space from its first answer on.
/// </summary>
internal sealed class ScorePanes(PaneWidth width, int cells)
{
    /// <summary>The most panes of a window.</summary>
    public const int MostPanes = 32;

    private const long Unused = long.MinValue;

    private long[] _numbers = [];
    private Pane?[] _panes = [];
    private long _lastFromMs = Unused;
    private Pane? _last;

    /// <summary>The sum of the panes before one, as long as only that one changes.</summary>
    private Pane? _closed;
    private long _closedBefore = Unused;

    /// <summary>Ignores a time whose pane has already been used for a newer one.</summary>
    public void Add(long timeMs, int cell, double score)
    {
        // Divisions of times cost more than all the rest: most records fall into the pane of the one before.
        if ((ulong)(timeMs - _lastFromMs) < (ulong)width.Milliseconds)
        {
            _last!.Add(cell, score);
            return;
        }

        long number = width.PaneOf(timeMs);
        int slot = SlotOf(number);
        if (_numbers.Length == 0) MakePanes();
        if (number != _numbers[slot])
        {
            if (number < _numbers[slot]) return;
            _closedBefore = Unused;
            _numbers[slot] = number;
            if (_panes[slot] is { } used) used.Clear();
            else _panes[slot] = new Pane(cells);
        }

        if (number != _closedBefore) _closedBefore = Unused;
        _lastFromMs = number * width.Milliseconds;
        _last = _panes[slot]!;
        _last.Add(cell, score);
    }

    /// <summary>The pane that a window ends with.</summary>
    public long PaneOf(long endMs) => width.PaneOf(endMs);

    /// <summary>
    /// Overwrites a tally by the window that ends with the pane of <paramref name="endMs"/>; returns its records. The panes before that one
    /// are summed first, then it, so that the last bits are the same whether the former were summed now or earlier.
    /// </summary>
    public long Sum(long endMs, OutcomeTally tally, ProbabilityEstimate estimate)
    {
        tally.Clear();
        if (_numbers.Length == 0) return 0;
        long records = 0;
        long end = width.PaneOf(endMs);
        if (_closedBefore != end) SumClosed(end);
        Pane closed = _closed!;
        Pane? newest = _numbers[SlotOf(end)] == end ? _panes[SlotOf(end)] : null;
        for (int cell = 0; cell < cells; cell++)
        {
            int count = closed.Counts[cell] + (newest?.Counts[cell] ?? 0);
            if (count == 0) continue;
            records += count;
            double sum = closed.Sums[cell] + (newest?.Sums[cell] ?? 0);
            tally.Cells[estimate.TallyCellOf(cell)] += new OutcomeCell(new Mass(count, count, count), sum);
        }

        return records;
    }

    public void Save(BinaryWriter writer)
    {
        int used = 0;
        foreach (long number in _numbers) used += number == Unused ? 0 : 1;
        writer.Write(used);
        for (int slot = 0; slot < _numbers.Length; slot++)
        {
            if (_numbers[slot] == Unused) continue;
            writer.Write(_numbers[slot]);
            Pane pane = _panes[slot]!;
            for (int cell = 0; cell < cells; cell++)
            {
                writer.Write7BitEncodedInt(pane.Counts[cell]);
                if (pane.Counts[cell] > 0) writer.Write(pane.Sums[cell]);
            }
        }
    }

    public void Load(BinaryReader reader)
    {
        _numbers = [];
        _panes = [];
        _closedBefore = Unused;
        _lastFromMs = Unused;
        int used = reader.ReadInt32();
        if (used > 0) MakePanes();
        for (int i = 0; i < used; i++)
        {
            long number = reader.ReadInt64();
            int slot = SlotOf(number);
            _numbers[slot] = number;
            Pane pane = new(cells);
            _panes[slot] = pane;
            for (int cell = 0; cell < cells; cell++)
            {
                pane.Counts[cell] = reader.Read7BitEncodedInt();
                pane.Sums[cell] = pane.Counts[cell] > 0 ? reader.ReadDouble() : 0;
            }
        }
    }

    private void SumClosed(long end)
    {
        Pane closed = _closed ??= new Pane(cells);
        closed.Clear();
        for (int slot = 0; slot < _numbers.Length; slot++)
        {
            if (_numbers[slot] != Unused && _numbers[slot] < end && _numbers[slot] > end - width.Count) closed.Add(_panes[slot]!);
        }

        // The next answer says by its pane whether the sum stays.
        _closedBefore = end;
        _lastFromMs = Unused;
    }

    private int SlotOf(long number)
    {
        int slot = (int)(number % width.Count);
        return slot < 0 ? slot + width.Count : slot;
    }

    private void MakePanes()
    {
        _numbers = new long[width.Count];
        _panes = new Pane[width.Count];
        Array.Fill(_numbers, Unused);
    }

    private sealed class Pane(int cells)
    {
        public int[] Counts { get; } = new int[cells];

        public double[] Sums { get; } = new double[cells];

        public void Add(int cell, double score)
        {
            Counts[cell]++;
            Sums[cell] += score;
        }

        public void Add(Pane other)
        {
            for (int cell = 0; cell < Counts.Length; cell++)
            {
                Counts[cell] += other.Counts[cell];
                Sums[cell] += other.Sums[cell];
            }
        }

        public void Clear()
        {
            Array.Clear(Counts);
            Array.Clear(Sums);
        }
    }
}
