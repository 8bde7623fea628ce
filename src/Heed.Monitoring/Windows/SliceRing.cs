using Heed.Monitoring.Evidence;

namespace Heed.Monitoring.Windows;

/// <summary>
/// The newest slices of a model's stream, by number. A record is counted once, into its slice; windows are sums of slices. Opening a
/// slice takes the place of one that is a whole ring older. Makes a tally for a place when it is first used.
/// </summary>
/// <param name="capacity">Slices kept: from the newest one back.</param>
internal sealed class SliceRing(Func<WindowTally> newTally, int capacity)
{
    private const long Unused = long.MinValue;

    private readonly WindowTally?[] _tallies = new WindowTally?[capacity];
    private readonly long[] _numbers = NoNumbers(capacity);
    private readonly PaneCounts?[] _given = new PaneCounts?[capacity];
    private WindowTally? _sum;

    /// <summary>Who takes what the slices count for panes; null for nobody.</summary>
    public SliceHandOver? HandOver { get; set; }

    /// <summary>The slice of that number, empty if it is new. Never for a number that is a whole ring older than one opened before.</summary>
    public WindowTally Open(long number)
    {
        int place = Place(number);
        WindowTally tally = _tallies[place] ??= newTally();
        if (_numbers[place] == number) return tally;
        if (_numbers[place] != Unused) Empty(place, tally);
        _numbers[place] = number;
        return tally;
    }

    /// <summary>Null where there is no slice of that number, or no more.</summary>
    public WindowTally? Find(long number)
    {
        int place = Place(number);
        return _numbers[place] == number ? _tallies[place] : null;
    }

    /// <summary>The oldest slice from <paramref name="from"/> on that has records; null where there is none.</summary>
    public long? FirstIn(long from)
    {
        long first = long.MaxValue;
        for (int i = 0; i < capacity; i++)
        {
            if (IsIn(i, from, long.MaxValue) && _tallies[i]!.Records > 0) first = Math.Min(first, _numbers[i]);
        }

        return first == long.MaxValue ? null : first;
    }

    /// <summary>
    /// The sum of the slices from <paramref name="from"/> to before <paramref name="end"/>: to be read before the ring changes.
    /// </summary>
    public WindowTally Sum(long from, long end)
    {
        int single = -1;
        bool summed = false;
        for (int i = 0; i < capacity; i++)
        {
            if (!IsIn(i, from, end) || _tallies[i]!.Records == 0) continue;
            if (single < 0)
            {
                single = i;
                continue;
            }

            if (!summed) StartSum(_tallies[single]!);
            summed = true;
            _sum!.MergeFrom(_tallies[i]!);
        }

        if (summed) return _sum!;
        if (single >= 0) return _tallies[single]!;
        _sum ??= newTally();
        _sum.Clear();
        return _sum;
    }

    /// <summary>Hands over what all slices have counted since the last time.</summary>
    public void DrainAll()
    {
        for (int i = 0; i < capacity; i++)
        {
            if (_tallies[i] is { } tally) HandOver?.Drain(tally, ref _given[i]);
        }
    }

    /// <summary>Takes all that the slices hold as handed over.</summary>
    public void MarkAllDrained()
    {
        for (int i = 0; i < capacity; i++)
        {
            if (_tallies[i] is { } tally) HandOver?.MarkDrained(tally, ref _given[i]);
        }
    }

    public void Save(BinaryWriter writer)
    {
        int used = 0;
        foreach (long number in _numbers) used += number == Unused ? 0 : 1;
        writer.Write(used);
        for (int i = 0; i < capacity; i++)
        {
            if (_numbers[i] == Unused) continue;
            writer.Write(_numbers[i]);
            _tallies[i]!.Save(writer);
        }
    }

    public void Load(BinaryReader reader)
    {
        Array.Fill(_numbers, Unused);
        int used = reader.ReadInt32();
        for (int i = 0; i < used; i++)
        {
            long number = reader.ReadInt64();
            Open(number).Load(reader);
        }
    }

    private void Empty(int place, WindowTally tally)
    {
        HandOver?.Drain(tally, ref _given[place]);
        tally.Clear();
        _given[place]?.Restart(0, 0);
    }

    private void StartSum(WindowTally first)
    {
        _sum ??= newTally();
        _sum.Clear();
        _sum.MergeFrom(first);
    }

    private bool IsIn(int place, long from, long end) => _numbers[place] != Unused && _numbers[place] >= from && _numbers[place] < end;

    private int Place(long number)
    {
        long place = number % capacity;
        return (int)(place < 0 ? place + capacity : place);
    }

    private static long[] NoNumbers(int capacity)
    {
        long[] numbers = new long[capacity];
        Array.Fill(numbers, Unused);
        return numbers;
    }
}
