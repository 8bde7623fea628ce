using Heed.Model.Labels;
using Heed.Query.Syntax;

namespace Heed.Query.Execution.Binary;

/// <summary>What to write instead of a match that finds no partners or too many.</summary>
internal static class MatchAdvice
{
    /// <summary>As many series of a side tell which labels it has.</summary>
    private const int MostSeries = 1_000;

    /// <summary>Remarks on a one-to-one match whose sides both have series but none in common.</summary>
    public static void InformNoMatch(QueryContext context, BinaryExpression expression, OutputSeries[] left, OutputSeries[] right)
    {
        if (left.Length == 0 || right.Length == 0) return;
        VectorMatching matching = expression.Matching!;
        SortedSet<string> leftNames = Compared(left, matching);
        SortedSet<string> rightNames = Compared(right, matching);
        List<string> shared = [.. leftNames.Where(rightNames.Contains)];
        string differing = Differing(leftNames, rightNames, shared);
        context.Annotations.Inform(
            expression.OperatorSpan,
            $"no series of the two sides of \"{expression.Operator.Text()}\" match, so the result is empty: {differing}");
    }

    /// <summary>The clause that lets several series on the left meet one on the right.</summary>
    public static string ForDuplicates(VectorMatching matching) =>
        $"{(matching.On ? "on" : "ignoring")} ({string.Join(", ", matching.Labels)}) group_left";

    private static string Differing(SortedSet<string> left, SortedSet<string> right, List<string> shared)
    {
        string[] onlyLeft = [.. left.Except(right)];
        string[] onlyRight = [.. right.Except(left)];
        if (onlyLeft.Length == 0 && onlyRight.Length == 0)
        {
            return $"the labels {Names(shared)} have no values in common; compare fewer of them with on (...) or ignoring (...)";
        }

        List<string> facts = [];
        if (onlyLeft.Length > 0) facts.Add($"only the left side has {Names(onlyLeft)}");
        if (onlyRight.Length > 0) facts.Add($"only the right side has {Names(onlyRight)}");
        string on = $"on ({string.Join(", ", shared)})";
        string ignoring = $"ignoring ({string.Join(", ", onlyLeft.Concat(onlyRight).Order(StringComparer.Ordinal))})";
        return $"{string.Join(", ", facts)}; write \"{on}\" or \"{ignoring}\", or aggregate both sides with sum by ({string.Join(", ", shared)})";
    }

    private static SortedSet<string> Compared(OutputSeries[] series, VectorMatching matching)
    {
        SortedSet<string> names = new(StringComparer.Ordinal);
        foreach (OutputSeries one in series.AsSpan(0, Math.Min(series.Length, MostSeries)))
        {
            foreach (Label label in one.Labels.Labels) names.Add(label.Name);
        }

        names.Remove(LabelNames.MetricName);
        if (matching.On) names.IntersectWith(matching.Labels);
        else names.ExceptWith(matching.Labels);
        return names;
    }

    private static string Names(IEnumerable<string> names) => "{" + string.Join(", ", names) + "}";
}
