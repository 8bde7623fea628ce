using System.Runtime.InteropServices;

using Heed.Model.Labels;
using Heed.Storage.Head;

namespace Heed.Storage.Index;

/// <summary>
/// Finds series in memory by labels. Every series has a slot, given in ascending order and never again; every name and value has the
/// ascending list of its slots. One writer adds; readers take views under the lock and work on them outside.
/// </summary>
internal sealed class SeriesIndex : ILabelIndex
{
    private const int StepsBetweenCancellationChecks = 1024;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, ValueTable> _names = [];
    private readonly LabelOrder _order = new();
    private HeadSeries?[] _slots = new HeadSeries?[16];
    private int _count;

    /// <summary>Slots of removed series.</summary>
    public int GoneCount { get; private set; }

    public void Add(HeadSeries series)
    {
        lock (_gate)
        {
            if (_count == _slots.Length) Array.Resize(ref _slots, _count * 2);
            int slot = _count++;
            series.Slot = slot;
            _slots[slot] = series;
            foreach (Label label in series.Labels.Labels)
            {
                ref ValueTable? values = ref CollectionsMarshal.GetValueRefOrAddDefault(_names, label.Name, out _);
                values ??= new ValueTable();
                values.ListOf_NeedsLock(label.Value).Add(slot);
            }
        }
    }

    public void Remove(HeadSeries series)
    {
        lock (_gate)
        {
            _slots[series.Slot] = null;
            GoneCount++;
        }
    }

    /// <summary>The series that satisfy every matcher and the condition, in the order of their labels.</summary>
    public HeadSeries[] Find(IReadOnlyList<LabelMatcher> matchers, Predicate<HeadSeries> condition, CancellationToken cancellation)
    {
        int[] found = SeriesSearch.Find(this, matchers, cancellation);
        (HeadSeries?[] slots, int count) = Slots();
        HeadSeries[] series = new HeadSeries[found.Length];
        int kept = 0;
        foreach (int slot in found)
        {
            if (slots[slot] is { } live && condition(live)) series[kept++] = live;
        }

        if (kept < series.Length) series = series[..kept];
        _order.Sort(series, slots, count);
        return series;
    }

    /// <summary>The label names, in no order.</summary>
    public string[] Names()
    {
        lock (_gate) return [.. _names.Keys];
    }

    /// <summary>The values of a name, each with its slots, in ordinal order.</summary>
    public (string Value, PostingList List)[] Values(string name)
    {
        lock (_gate) return _names.TryGetValue(name, out ValueTable? values) ? values.Ordered_NeedsLock() : [];
    }

    /// <summary>Whether one of the series may have samples in the range.</summary>
    public bool AnyHasSamples(ReadOnlySpan<int> slots, long fromMs, long toMs)
    {
        (HeadSeries?[] series, _) = Slots();
        foreach (int slot in slots)
        {
            if (series[slot] is { } candidate && candidate.MayHaveSamples(fromMs, toMs)) return true;
        }

        return false;
    }

    public int[] All()
    {
        (_, int count) = Slots();
        int[] all = new int[count];
        for (int i = 0; i < count; i++) all[i] = i;
        return all;
    }

    public ReadOnlyMemory<int> With(string name, string value)
    {
        lock (_gate)
        {
            return _names.TryGetValue(name, out ValueTable? values) && values.Find_NeedsLock(value) is { } list ? list.View : default;
        }
    }

    public int CountValues(string name, string[]? prefixes)
    {
        if (prefixes is null)
        {
            lock (_gate) return _names.TryGetValue(name, out ValueTable? values) ? values.Count : 0;
        }

        (string, PostingList)[] ordered = Values(name);
        int count = 0;
        foreach (string prefix in prefixes) count += ValueTable.StartingWith(ordered, prefix).GetOffsetAndLength(ordered.Length).Length;
        return count;
    }

    public void Collect(
        string name, string[]? prefixes, in ValuePattern pattern, bool accepted, List<ReadOnlyMemory<int>> lists, CancellationToken cancellation)
    {
        (string Value, PostingList List)[] ordered = Values(name);
        if (prefixes is null)
        {
            Collect(ordered, pattern, accepted, lists, cancellation);
            return;
        }

        foreach (string prefix in prefixes) Collect(ordered.AsSpan(ValueTable.StartingWith(ordered, prefix)), pattern, accepted, lists, cancellation);
    }

    public LabelSet? LabelsAt(int series) => Slots().Slots[series]?.Labels;

    private static void Collect(
        ReadOnlySpan<(string Value, PostingList List)> values,
        in ValuePattern pattern,
        bool accepted,
        List<ReadOnlyMemory<int>> lists,
        CancellationToken cancellation)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (i % StepsBetweenCancellationChecks == 0) cancellation.ThrowIfCancellationRequested();
            if (pattern.Matches(values[i].Value) == accepted) lists.Add(values[i].List.View);
        }
    }

    /// <summary>An array at least as long as every slot seen before the call, and how much of it is in use.</summary>
    private (HeadSeries?[] Slots, int Count) Slots()
    {
        lock (_gate) return (_slots, _count);
    }
}
