namespace Heed.Storage.Index;

/// <summary>The values of a label name in the order of their text, as far as they have been ordered. Never changes.</summary>
/// <param name="Lists">Ordered.</param>
/// <param name="Ordered">The first so many values of the name are among them: those that came later are not.</param>
internal sealed record OrderedValues(PostingList[] Lists, int Ordered)
{
    public static readonly OrderedValues None = new([], 0);

    /// <summary>The values that begin with a text.</summary>
    public ReadOnlySpan<PostingList> StartingWith(string text)
    {
        int from = FirstPlace(text, above: false);
        int to = FirstPlace(text, above: true);
        return Lists.AsSpan(from, to - from);
    }

    /// <summary>With further values put in their places.</summary>
    public OrderedValues With(ReadOnlySpan<PostingList> later)
    {
        PostingList[] fresh = later.ToArray();
        Array.Sort(fresh, static (a, b) => string.CompareOrdinal(a.Value, b.Value));
        if (Lists.Length == 0) return new OrderedValues(fresh, fresh.Length);
        PostingList[] all = new PostingList[Lists.Length + fresh.Length];
        int old = 0;
        int added = 0;
        for (int i = 0; i < all.Length; i++)
        {
            bool takeOld = added == fresh.Length
                || (old < Lists.Length && string.CompareOrdinal(Lists[old].Value, fresh[added].Value) < 0);
            all[i] = takeOld ? Lists[old++] : fresh[added++];
        }

        return new OrderedValues(all, Ordered + fresh.Length);
    }

    /// <summary>The first value that is not below the texts that begin so, or that is above all of them.</summary>
    private int FirstPlace(string start, bool above)
    {
        int low = 0;
        int high = Lists.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            int order = string.CompareOrdinal(Lists[middle].Value, 0, start, 0, start.Length);
            if (order < 0 || (above && order == 0)) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
