using Heed.Model.Labels;

namespace Heed.Storage.Index;

/// <summary>One search for series in the index of the head, by its lists of slots.</summary>
/// <param name="index">Where they are.</param>
/// <param name="bound">Slots from here on are not found.</param>
/// <param name="cancellation">Ends the search.</param>
internal sealed class SlotSearch(SeriesIndex index, int bound, CancellationToken cancellation)
{
    private const int StepsBetweenCancellationChecks = 1024;

    /// <summary>Ascending, and the caller's own.</summary>
    public int[] Find(IReadOnlyList<LabelMatcher> matchers)
    {
        List<ReadOnlyMemory<int>> wanted = [];
        List<ReadOnlyMemory<int>> unwanted = [];
        foreach (LabelMatcher matcher in matchers)
        {
            // A matcher that the empty value satisfies holds for every series but those with a value that it rejects.
            bool acceptsMissing = matcher.MatchesEmpty;
            ReadOnlyMemory<int> slots = SlotsOf(matcher, accepted: !acceptsMissing);
            (acceptsMissing ? unwanted : wanted).Add(slots);
            if (!acceptsMissing && slots.IsEmpty) return [];
        }

        int[] found = wanted.Count > 0 ? Postings.Intersect(wanted) : Postings.UpTo(bound);
        foreach (ReadOnlyMemory<int> slots in unwanted) found = Postings.Subtract(found, slots.Span);
        int known = found.Length;
        while (known > 0 && found[known - 1] >= bound) known--;
        return known == found.Length ? found : found[..known];
    }

    /// <summary>The series whose value of the matcher's label is there and is accepted (or rejected) by the matcher.</summary>
    private ReadOnlyMemory<int> SlotsOf(LabelMatcher matcher, bool accepted)
    {
        if (index.Name(matcher.Name) is not { } name) return ReadOnlyMemory<int>.Empty;
        ValuePattern pattern = new(matcher);
        bool wantsDescribed = pattern.IsPositive == accepted;
        if (wantsDescribed && pattern.Starts is [{ Tail: LabelTail.Nothing } only])
        {
            return index.ListOf(name, only.Text) is { } list ? list.View : ReadOnlyMemory<int>.Empty;
        }

        SlotUnion union = new();
        if (wantsDescribed)
        {
            foreach (LiteralStart start in pattern.Starts) AddDescribed(name, pattern, start, union);
        }
        else
        {
            AddWhere(name, pattern, described: false, union);
        }

        return union.ToAscending(bound);
    }

    private void AddDescribed(NameIndex name, ValuePattern pattern, LiteralStart start, SlotUnion union)
    {
        if (start.Tail == LabelTail.Nothing)
        {
            if (index.ListOf(name, start.Text) is { } list) union.Add(list.Slots);
            return;
        }

        if (start.Text.Length == 0)
        {
            AddWhere(name, pattern, described: true, union);
            return;
        }

        ReadOnlySpan<PostingList> candidates = name.Ordered(out ReadOnlySpan<PostingList> unordered).StartingWith(start.Text);
        AddDescribed(candidates, pattern, start, union);
        AddDescribed(unordered, pattern, start, union);
    }

    private void AddDescribed(ReadOnlySpan<PostingList> lists, ValuePattern pattern, LiteralStart start, SlotUnion union)
    {
        for (int i = 0; i < lists.Length; i++)
        {
            if (i % StepsBetweenCancellationChecks == 0) cancellation.ThrowIfCancellationRequested();
            string value = lists[i].Value;
            if (value.StartsWith(start.Text, StringComparison.Ordinal) && pattern.Describes(value, start)) union.Add(lists[i].Slots);
        }
    }

    /// <summary>The values of a name, all of them, that the pattern describes, or that it does not.</summary>
    private void AddWhere(NameIndex name, ValuePattern pattern, bool described, SlotUnion union)
    {
        // In this order: there is a list for every text.
        ReadOnlySpan<string> texts = name.Texts;
        ReadOnlySpan<PostingList> lists = name.All;
        for (int i = 0; i < texts.Length; i++)
        {
            if (i % StepsBetweenCancellationChecks == 0) cancellation.ThrowIfCancellationRequested();
            if (pattern.Describes(texts[i]) == described) union.Add(lists[i].Slots);
        }
    }
}
