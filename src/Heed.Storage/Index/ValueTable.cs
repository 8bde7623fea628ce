using System.Runtime.InteropServices;

namespace Heed.Storage.Index;

/// <summary>
/// The values of one label name, each with its series. A new value goes to an unordered tail; the first question that needs an order
/// sorts the tail and merges it in. Belongs to the index's lock; what <see cref="Ordered_NeedsLock"/> gave stays true outside it.
/// </summary>
internal sealed class ValueTable
{
    private readonly Dictionary<string, PostingList> _lists = [];
    private readonly List<(string Value, PostingList List)> _tail = [];
    private (string Value, PostingList List)[] _ordered = [];

    public int Count => _lists.Count;

    public PostingList ListOf_NeedsLock(string value)
    {
        ref PostingList? list = ref CollectionsMarshal.GetValueRefOrAddDefault(_lists, value, out bool known);
        if (known) return list!;
        list = new PostingList();
        _tail.Add((value, list));
        return list;
    }

    public PostingList? Find_NeedsLock(string value) => _lists.GetValueOrDefault(value);

    /// <summary>All values in ordinal order. The array never changes again.</summary>
    public (string Value, PostingList List)[] Ordered_NeedsLock()
    {
        if (_tail.Count == 0) return _ordered;
        _tail.Sort(static (a, b) => string.CompareOrdinal(a.Value, b.Value));
        (string Value, PostingList List)[] merged = new (string, PostingList)[_ordered.Length + _tail.Count];
        int old = 0;
        int fresh = 0;
        for (int i = 0; i < merged.Length; i++)
        {
            bool takesOld = fresh == _tail.Count
                || (old < _ordered.Length && string.CompareOrdinal(_ordered[old].Value, _tail[fresh].Value) < 0);
            merged[i] = takesOld ? _ordered[old++] : _tail[fresh++];
        }

        _tail.Clear();
        _ordered = merged;
        return merged;
    }

    /// <summary>The stretch of ordered values that begin with a text.</summary>
    public static Range StartingWith((string Value, PostingList List)[] ordered, string prefix)
    {
        int from = FirstNotBelow(ordered, prefix);
        return from..LastBeginning(ordered, from, prefix);
    }

    private static int FirstNotBelow((string Value, PostingList List)[] ordered, string text)
    {
        int low = 0;
        int high = ordered.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (string.CompareOrdinal(ordered[middle].Value, text) < 0) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private static int LastBeginning((string Value, PostingList List)[] ordered, int low, string prefix)
    {
        int high = ordered.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (Begins(ordered[middle].Value, prefix)) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private static bool Begins(string value, string prefix) => value.StartsWith(prefix, StringComparison.Ordinal);
}
