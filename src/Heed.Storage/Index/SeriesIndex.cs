using System.Runtime.InteropServices;

using Heed.Model.Labels;
using Heed.Storage.Head;

namespace Heed.Storage.Index;

/// <summary>
/// Finds series by labels. Every series has a slot, given in ascending order; every name and value has the ascending list of its slots.
/// One writer adds; readers look names and values up under the lock, and read lists, which only grow, outside.
/// </summary>
internal sealed class SeriesIndex
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, NameIndex> _names = new(StringComparer.Ordinal);
    private readonly SeriesSorter _sorter;
    private HeadSeries?[] _slots = new HeadSeries?[16];
    private int _count;
    private int _goneCount;

    public SeriesIndex()
        : this(SeriesOrder.None)
    {
    }

    private SeriesIndex(SeriesOrder order) => _sorter = new SeriesSorter(order);

    /// <summary>Slots of removed series. Like <see cref="Count"/> it only grows: where neither did, the series are the same.</summary>
    public int GoneCount => Volatile.Read(ref _goneCount);

    /// <summary>Slots that were given.</summary>
    public int Count => Volatile.Read(ref _count);

    public int LiveCount => Count - GoneCount;

    /// <summary>The same labels, made of the texts that the index has already, so that a text is in memory once.</summary>
    public LabelSet Share(LabelSet labels)
    {
        Span<Label> shared = new Label[labels.Count];
        bool differs = false;
        lock (_gate)
        {
            for (int i = 0; i < shared.Length; i++)
            {
                Label label = labels.Labels[i];
                _names.TryGetValue(label.Name, out NameIndex? name);
                shared[i] = new Label(name?.Name ?? label.Name, name?.Find_NeedsLock(label.Value)?.Value ?? label.Value);
                differs |= !ReferenceEquals(shared[i].Name, label.Name) || !ReferenceEquals(shared[i].Value, label.Value);
            }
        }

        return differs ? labels.MadeOf(shared) : labels;
    }

    public void Add(HeadSeries series)
    {
        lock (_gate)
        {
            if (_count == _slots.Length) Volatile.Write(ref _slots, Grown(_slots));
            int slot = _count;
            series.Slot = slot;
            _slots[slot] = series;
            foreach (Label label in series.Labels.Labels)
            {
                ref NameIndex? name = ref CollectionsMarshal.GetValueRefOrAddDefault(_names, label.Name, out _);
                name ??= new NameIndex(label.Name);
                name.Add_NeedsLock(label.Value, slot);
            }

            // Last: a reader that knows of the slot finds it in all of its lists.
            Volatile.Write(ref _count, slot + 1);
        }
    }

    public void Remove(HeadSeries series)
    {
        Volatile.Write(ref _slots[series.Slot], null);
        Volatile.Write(ref _goneCount, _goneCount + 1);
    }

    /// <summary>
    /// The index without removed series, and without the values and names that only they had. This one stays as it is for those who
    /// read it.
    /// </summary>
    public SeriesIndex WithoutGone()
    {
        int[] numbers = new int[_count];
        HeadSeries?[] slots = new HeadSeries?[Math.Max(16, _count - GoneCount)];
        int kept = 0;
        for (int slot = 0; slot < numbers.Length; slot++)
        {
            numbers[slot] = -1;
            if (_slots[slot] is not { } series) continue;
            numbers[slot] = kept;
            series.Slot = kept;
            slots[kept++] = series;
        }

        SeriesIndex fresh = new(_sorter.Order.Renumbered(numbers)) { _slots = slots, _count = kept };
        foreach (NameIndex name in _names.Values)
        {
            if (name.Renumbered(numbers) is { } values) fresh._names.Add(values.Name, values);
        }

        return fresh;
    }

    /// <summary>The series that satisfy every matcher, ordered by labels. A missing label has the empty value.</summary>
    /// <param name="matchers">None of them selects all series.</param>
    /// <param name="cancellation">Ends the search.</param>
    public HeadSeries[] Find(IReadOnlyList<LabelMatcher> matchers, CancellationToken cancellation)
    {
        // Series that are being added meanwhile may be in some of their lists only: they are left out.
        int bound = Volatile.Read(ref _count);
        int[] found = new SlotSearch(this, bound, cancellation).Find(matchers);
        return _sorter.InOrder(found, Volatile.Read(ref _slots), bound);
    }

    /// <summary>The label names, in no order.</summary>
    public NameIndex[] Names()
    {
        lock (_gate) return [.. _names.Values];
    }

    public NameIndex? Name(string name)
    {
        lock (_gate) return _names.GetValueOrDefault(name);
    }

    public PostingList? ListOf(NameIndex name, string value)
    {
        lock (_gate) return name.Find_NeedsLock(value);
    }

    /// <summary>Whether one of the series may have samples in the range.</summary>
    public bool AnyHasSamples(ReadOnlySpan<int> slots, long fromMs, long toMs)
    {
        HeadSeries?[] series = Volatile.Read(ref _slots);
        foreach (int slot in slots)
        {
            if (Volatile.Read(ref series[slot]) is { } candidate && candidate.MayHaveSamples(fromMs, toMs)) return true;
        }

        return false;
    }

    /// <summary>How many of the slots have a series still.</summary>
    public int CountLive(ReadOnlySpan<int> slots)
    {
        HeadSeries?[] series = Volatile.Read(ref _slots);
        int live = 0;
        foreach (int slot in slots) live += Volatile.Read(ref series[slot]) is null ? 0 : 1;
        return live;
    }

    private static HeadSeries?[] Grown(HeadSeries?[] slots)
    {
        Array.Resize(ref slots, slots.Length < 1024 ? slots.Length * 2 : slots.Length + (slots.Length / 4));
        return slots;
    }
}
