namespace Heed.Storage.Index;

/// <summary>The algebra of ascending lists without repetitions.</summary>
internal static class Postings
{
    /// <summary>Members of every list.</summary>
    public static int[] Intersect(List<ReadOnlyMemory<int>> lists)
    {
        lists.Sort(static (a, b) => a.Length.CompareTo(b.Length));
        int[] result = lists[0].ToArray();
        int count = result.Length;
        for (int i = 1; i < lists.Count && count > 0; i++) count = IntersectInPlace(result.AsSpan(0, count), lists[i].Span);
        return count == result.Length ? result : result[..count];
    }

    /// <summary>All numbers from 0 below a bound.</summary>
    public static int[] UpTo(int bound)
    {
        int[] all = new int[bound];
        for (int i = 0; i < all.Length; i++) all[i] = i;
        return all;
    }

    /// <summary>Members of the first list that the second does not have.</summary>
    public static int[] Subtract(int[] from, ReadOnlySpan<int> gone)
    {
        int kept = 0;
        int at = 0;
        foreach (int slot in from)
        {
            at = SkipBelow(gone, at, slot);
            if (at == gone.Length || gone[at] != slot) from[kept++] = slot;
        }

        return kept == from.Length ? from : from[..kept];
    }

    private static int IntersectInPlace(Span<int> list, ReadOnlySpan<int> other)
    {
        int kept = 0;
        int at = 0;
        foreach (int slot in list)
        {
            at = SkipBelow(other, at, slot);
            if (at == other.Length) break;
            if (other[at] == slot) list[kept++] = slot;
        }

        return kept;
    }

    /// <summary>
    /// The first place from <paramref name="at"/> on whose member is not below the slot, by doubling steps: cheap near and far.
    /// </summary>
    private static int SkipBelow(ReadOnlySpan<int> list, int at, int slot)
    {
        if (at >= list.Length || list[at] >= slot) return at;
        int step = 1;
        while (at + step < list.Length && list[at + step] < slot) step *= 2;
        int low = at + (step / 2) + 1;
        int high = Math.Min(at + step, list.Length);
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (list[middle] < slot) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
