namespace Heed.Storage.Index;

/// <summary>
/// How the values that a part of a regular expression matches may begin: every one of them is described by one of the starts; a start
/// may describe values that do not match only where its tail is <see cref="LabelTail.Unknown"/>.
/// </summary>
/// <remarks>A start with the empty text and an unknown tail says nothing and is always true.</remarks>
internal readonly struct LiteralStarts(List<LiteralStart> starts)
{
    /// <summary>Parts that multiply to more starts than this are cut short.</summary>
    private const int MostProducts = 256;

    public List<LiteralStart> Items => starts;

    /// <summary>A part that matches this text alone.</summary>
    public static LiteralStarts Of(string text) => new([new LiteralStart(text, LabelTail.Nothing)]);

    public static LiteralStarts Any(LabelTail tail) => new([new LiteralStart("", tail)]);

    /// <summary>One or the other.</summary>
    public LiteralStarts Or(LiteralStarts other)
    {
        starts.AddRange(other.Items);
        return this;
    }

    /// <summary>One behind the other.</summary>
    public LiteralStarts Then(LiteralStarts next)
    {
        bool isNothing = next.Items is [{ Text: "", Tail: LabelTail.Nothing }];
        if (isNothing) return this;
        bool cut = next.Items.Count > 1 && (long)starts.Count * next.Items.Count > MostProducts;
        List<LiteralStart> products = new(starts.Count);
        foreach (LiteralStart start in starts)
        {
            if (cut || start.Tail != LabelTail.Nothing)
            {
                products.Add(start with { Tail = LabelTail.Unknown });
                continue;
            }

            foreach (LiteralStart more in next.Items) products.Add(new LiteralStart(start.Text + more.Text, more.Tail));
        }

        return new LiteralStarts(products);
    }

    /// <summary>The part comes at least once, and nobody looks at how often.</summary>
    public LiteralStarts Repeated()
    {
        for (int i = 0; i < starts.Count; i++) starts[i] = starts[i] with { Tail = LabelTail.Unknown };
        return this;
    }

    /// <summary>
    /// Without starts that others describe already, so that the values of one are not those of another; ordered by text.
    /// </summary>
    public LiteralStart[] Disjoint()
    {
        starts.Sort(static (a, b) =>
        {
            int order = string.CompareOrdinal(a.Text, b.Text);
            return order != 0 ? order : Breadth(a.Tail) - Breadth(b.Tail);
        });
        List<LiteralStart> kept = [];
        foreach (LiteralStart start in starts)
        {
            // Texts that share a beginning are neighbours in this order, the shortest first.
            if (kept.Count > 0 && Covers(kept[^1], start)) continue;
            if (kept.Count > 0 && kept[^1].Text == start.Text) kept[^1] = start with { Tail = Merged(kept[^1].Tail, start.Tail) };
            else kept.Add(start);
        }

        return [.. kept];
    }

    private static bool Covers(LiteralStart wide, LiteralStart narrow) => wide.Tail switch
    {
        LabelTail.Anything => narrow.Text.StartsWith(wide.Text, StringComparison.Ordinal),
        LabelTail.Something => narrow.Text.Length > wide.Text.Length && narrow.Text.StartsWith(wide.Text, StringComparison.Ordinal),
        LabelTail.Unknown => narrow.Text.StartsWith(wide.Text, StringComparison.Ordinal) && narrow.Text.Length > wide.Text.Length,
        _ => narrow == wide,
    };

    private static LabelTail Merged(LabelTail first, LabelTail second) =>
        (first, second) is (LabelTail.Something, LabelTail.Nothing) or (LabelTail.Nothing, LabelTail.Something)
            ? LabelTail.Anything
            : first == LabelTail.Unknown || second == LabelTail.Unknown ? LabelTail.Unknown : first;

    /// <summary>The widest of the same text comes first.</summary>
    private static int Breadth(LabelTail tail) => tail switch
    {
        LabelTail.Anything => 0,
        LabelTail.Unknown => 1,
        LabelTail.Something => 2,
        _ => 3,
    };
}
