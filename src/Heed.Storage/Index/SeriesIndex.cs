using System.Runtime.InteropServices;

using Heed.Model.Labels;
using Heed.Storage.Head;

namespace Heed.Storage.Index;

/// <summary>
/// Finds series by labels. Every series has a slot, given in ascending order and never again; every name and value has the
/// ascending list of its slots. One writer adds; readers take views under the lock and work on them outside.
/// </summary>
internal sealed class SeriesIndex
{
    private const int StepsBetweenCancellationChecks = 1024;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Dictionary<string, PostingList>> _names = [];
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
            foreach (Label label in series.Labels.Labels) ListOf_NeedsLock(label).Add(slot);
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

    /// <summary>The series that satisfy every matcher, in no order. A missing label has the empty value.</summary>
    public List<HeadSeries> Find(IReadOnlyList<LabelMatcher> matchers, CancellationToken cancellation)
    {
        List<ReadOnlyMemory<int>> wanted = [];
        List<ReadOnlyMemory<int>> unwanted = [];
        foreach (LabelMatcher matcher in matchers)
        {
            // A matcher that the empty value satisfies holds for every series but those with a value that it rejects.
            bool acceptsMissing = matcher.MatchesEmpty;
            ReadOnlyMemory<int> slots = SlotsOf(matcher, accepted: !acceptsMissing, cancellation);
            (acceptsMissing ? unwanted : wanted).Add(slots);
            if (!acceptsMissing && slots.IsEmpty) return [];
        }

        int[] found = wanted.Count > 0 ? Postings.Intersect(wanted) : AllSlots();
        foreach (ReadOnlyMemory<int> slots in unwanted) found = Postings.Subtract(found, slots.Span);
        return SeriesAt(found);
    }

    /// <summary>The label names, in no order.</summary>
    public string[] Names()
    {
        lock (_gate) return [.. _names.Keys];
    }

    /// <summary>The values of a name, each with its slots, in no order.</summary>
    public KeyValuePair<string, ReadOnlyMemory<int>>[] Values(string name)
    {
        lock (_gate)
        {
            if (!_names.TryGetValue(name, out Dictionary<string, PostingList>? values)) return [];
            KeyValuePair<string, ReadOnlyMemory<int>>[] copy = new KeyValuePair<string, ReadOnlyMemory<int>>[values.Count];
            int at = 0;
            foreach ((string value, PostingList list) in values) copy[at++] = new(value, list.View);
            return copy;
        }
    }

    /// <summary>Whether one of the series may have samples in the range.</summary>
    public bool AnyHasSamples(ReadOnlySpan<int> slots, long fromMs, long toMs)
    {
        HeadSeries?[] series = Slots();
        foreach (int slot in slots)
        {
            if (series[slot] is { } candidate && candidate.MayHaveSamples(fromMs, toMs)) return true;
        }

        return false;
    }

    /// <summary>The series whose value of the matcher's label is there and is accepted (or rejected) by the matcher.</summary>
    private ReadOnlyMemory<int> SlotsOf(LabelMatcher matcher, bool accepted, CancellationToken cancellation)
    {
        ValuePattern pattern = new(matcher);
        List<ReadOnlyMemory<int>> lists = [];
        if (pattern.Literals is { } literals && pattern.IsPositive == accepted)
        {
            AddListsOf(matcher.Name, literals, lists);
        }
        else
        {
            int untilCheck = StepsBetweenCancellationChecks;
            foreach ((string value, ReadOnlyMemory<int> slots) in Values(matcher.Name))
            {
                if (pattern.Matches(value) == accepted) lists.Add(slots);
                if (--untilCheck > 0) continue;
                cancellation.ThrowIfCancellationRequested();
                untilCheck = StepsBetweenCancellationChecks;
            }
        }

        return Postings.UnionOfDisjoint(lists);
    }

    private void AddListsOf(string name, string[] values, List<ReadOnlyMemory<int>> lists)
    {
        lock (_gate)
        {
            if (!_names.TryGetValue(name, out Dictionary<string, PostingList>? known)) return;
            foreach (string value in values)
            {
                if (known.TryGetValue(value, out PostingList? list)) lists.Add(list.View);
            }
        }
    }

    private PostingList ListOf_NeedsLock(Label label)
    {
        ref Dictionary<string, PostingList>? values = ref CollectionsMarshal.GetValueRefOrAddDefault(_names, label.Name, out _);
        values ??= [];
        ref PostingList? list = ref CollectionsMarshal.GetValueRefOrAddDefault(values, label.Value, out _);
        return list ??= new PostingList();
    }

    private int[] AllSlots()
    {
        int count;
        lock (_gate) count = _count;
        int[] all = new int[count];
        for (int i = 0; i < count; i++) all[i] = i;
        return all;
    }

    private List<HeadSeries> SeriesAt(int[] slots)
    {
        HeadSeries?[] series = Slots();
        List<HeadSeries> found = new(slots.Length);
        foreach (int slot in slots)
        {
            if (series[slot] is { } live) found.Add(live);
        }

        return found;
    }

    /// <summary>An array at least as long as every slot seen before the call.</summary>
    private HeadSeries?[] Slots()
    {
        lock (_gate) return _slots;
    }
}
