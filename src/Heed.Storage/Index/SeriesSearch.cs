using Heed.Model.Labels;

namespace Heed.Storage.Index;

/// <summary>
/// Finds the series that satisfy every matcher. What can be looked up is looked up first; the matchers that have to test values
/// then test those of the series that are left, or those of the index, whichever are fewer.
/// </summary>
internal static class SeriesSearch
{
    private const int StepsBetweenCancellationChecks = 1024;

    /// <summary>Ascending numbers of series; a missing label has the empty value.</summary>
    public static int[] Find(ILabelIndex index, IReadOnlyList<LabelMatcher> matchers, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        int[]? found = LookUp(index, matchers, out List<LabelMatcher> rest);
        foreach (LabelMatcher matcher in rest)
        {
            if (found is { Length: 0 }) break;
            found = Narrow(index, matcher, found, cancellation);
        }

        return found ?? index.All();
    }

    /// <summary>The series that have what matchers name outright; null where none names anything.</summary>
    private static int[]? LookUp(ILabelIndex index, IReadOnlyList<LabelMatcher> matchers, out List<LabelMatcher> rest)
    {
        List<ReadOnlyMemory<int>> wanted = [];
        rest = [];
        foreach (LabelMatcher matcher in matchers)
        {
            // The empty text in the list would be every series without the label.
            if (new ValuePattern(matcher) is { IsPositive: true, Literals: { } literals } && !matcher.MatchesEmpty)
            {
                wanted.Add(Postings.UnionOfDisjoint([.. literals.Select(literal => index.With(matcher.Name, literal))]));
            }
            else
            {
                rest.Add(matcher);
            }
        }

        return wanted.Count > 0 ? Postings.Intersect(wanted) : null;
    }

    private static int[] Narrow(ILabelIndex index, LabelMatcher matcher, int[]? found, CancellationToken cancellation)
    {
        // A matcher that the empty value satisfies holds for every series but those with a value that it rejects.
        ValuePattern pattern = new(matcher);
        bool accepted = !matcher.MatchesEmpty;
        bool describes = pattern.IsPositive == accepted;
        if (describes && pattern.Literals is { } literals)
        {
            ReadOnlyMemory<int> lists = Postings.UnionOfDisjoint([.. literals.Select(literal => index.With(matcher.Name, literal))]);
            return Combine(index, found, lists, accepted);
        }

        string[]? prefixes = describes ? pattern.Prefixes : null;
        if (found is not null && found.Length <= index.CountValues(matcher.Name, prefixes)) return Test(index, matcher.Name, pattern, found, cancellation);
        List<ReadOnlyMemory<int>> tested = [];
        index.Collect(matcher.Name, prefixes, pattern, accepted, tested, cancellation);
        return Combine(index, found, Postings.UnionOfDisjoint(tested), accepted);
    }

    private static int[] Combine(ILabelIndex index, int[]? found, ReadOnlyMemory<int> series, bool accepted)
    {
        if (!accepted) return Postings.Subtract(found ?? index.All(), series.Span);
        return found is null ? series.ToArray() : Postings.Intersect([found, series]);
    }

    private static int[] Test(ILabelIndex index, string name, in ValuePattern pattern, int[] found, CancellationToken cancellation)
    {
        int kept = 0;
        for (int i = 0; i < found.Length; i++)
        {
            if (i % StepsBetweenCancellationChecks == 0) cancellation.ThrowIfCancellationRequested();
            if (index.LabelsAt(found[i]) is { } labels && pattern.Matches(labels.Get(name))) found[kept++] = found[i];
        }

        return kept == found.Length ? found : found[..kept];
    }
}
