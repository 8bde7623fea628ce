using System.Runtime.InteropServices;

namespace Heed.Storage.Index;

/// <summary>
/// The values of one label name. Looking one up and adding needs the lock of the index; the list of all of them may be read from any
/// thread meanwhile.
/// </summary>
internal sealed class NameIndex
{
    /// <summary>Values that came since the others were ordered are looked at one by one while they are fewer than this.</summary>
    private const int LeastToOrder = 256;

    /// <summary>… or than this part of the ordered ones: ordering them costs as much as merging them with the others.</summary>
    private const int PartToOrder = 16;

    private readonly Dictionary<string, PostingList> _values;
    private PostingList[] _all;
    private string[] _texts;
    private int _count;
    private OrderedValues _ordered = OrderedValues.None;

    public NameIndex(string name, int capacity = 0)
    {
        Name = name;
        _values = new Dictionary<string, PostingList>(capacity, StringComparer.Ordinal);
        _all = new PostingList[Math.Max(1, capacity)];
        _texts = new string[_all.Length];
    }

    /// <summary>The one instance that stands in the labels of all series.</summary>
    public string Name { get; }

    /// <summary>In the order in which they came.</summary>
    public ReadOnlySpan<PostingList> All
    {
        get
        {
            int count = Volatile.Read(ref _count);
            return Volatile.Read(ref _all).AsSpan(0, count);
        }
    }

    /// <summary>The text of each of <see cref="All"/> in the same order, so that a scan touches a list only where its value is wanted.</summary>
    public ReadOnlySpan<string> Texts
    {
        get
        {
            int count = Volatile.Read(ref _count);
            return Volatile.Read(ref _texts).AsSpan(0, count);
        }
    }

    public PostingList? Find_NeedsLock(string value) => _values.GetValueOrDefault(value);

    /// <returns>The list of the value, which has the slot now.</returns>
    public PostingList Add_NeedsLock(string value, int slot)
    {
        ref PostingList? list = ref CollectionsMarshal.GetValueRefOrAddDefault(_values, value, out bool known);
        if (known)
        {
            list!.Add(slot);
            return list;
        }

        list = new PostingList(value, slot);
        Append(list);
        return list;
    }

    /// <summary>
    /// All values, most of them in order: the reader that finds too many that are not puts them in their places, outside of every lock.
    /// </summary>
    /// <param name="unordered">The rest of them.</param>
    public OrderedValues Ordered(out ReadOnlySpan<PostingList> unordered)
    {
        ReadOnlySpan<PostingList> all = All;
        OrderedValues ordered = Volatile.Read(ref _ordered);
        if (ordered.Ordered > all.Length) all = All;
        unordered = all[ordered.Ordered..];
        if (unordered.Length < Math.Max(LeastToOrder, ordered.Ordered / PartToOrder)) return ordered;
        OrderedValues more = ordered.With(unordered);

        // Where another reader was faster, its work stays and this one's serves this reader alone.
        Interlocked.CompareExchange(ref _ordered, more, ordered);
        unordered = [];
        return more;
    }

    /// <summary>The values after slots were given other numbers; null where none is left.</summary>
    public NameIndex? Renumbered(ReadOnlySpan<int> numbers)
    {
        NameIndex fresh = new(Name, _count);
        foreach (PostingList list in All)
        {
            if (list.Renumbered(numbers) is not { } kept) continue;
            fresh._values.Add(kept.Value, kept);
            fresh.Append(kept);
        }

        if (fresh._count == 0) return null;
        if (fresh._count > _count / 2) return fresh;
        fresh._values.TrimExcess();
        Array.Resize(ref fresh._all, fresh._count);
        Array.Resize(ref fresh._texts, fresh._count);
        return fresh;
    }

    private void Append(PostingList list)
    {
        PostingList[] all = _all;
        string[] texts = _texts;
        if (_count == all.Length)
        {
            Array.Resize(ref all, _count * 2);
            Array.Resize(ref texts, _count * 2);
        }

        all[_count] = list;
        texts[_count] = list.Value;
        Volatile.Write(ref _all, all);
        Volatile.Write(ref _texts, texts);
        Volatile.Write(ref _count, _count + 1);
    }
}
