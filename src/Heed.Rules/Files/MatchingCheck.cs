using Heed.Documents;
using Heed.Model.Labels;
using Heed.Query.Syntax;

namespace Heed.Rules.Files;

/// <summary>
/// Finds vector operations that can never pair a series: one-to-one, over known metrics, with different labels at their two
/// sides. PromQL answers those with nothing, so a rule over one is silent for ever; or, where only labels differ that may be absent,
/// with the series that lack them, which are rarely those that were meant.
/// </summary>
internal static class MatchingCheck
{
    public static IEnumerable<RuleWarning> Find(Expression expression, DocumentNode source)
    {
        foreach (BinaryExpression operation in expression.DescendantsAndSelf().OfType<BinaryExpression>())
        {
            if (operation.Matching is not { Cardinality: MatchCardinality.OneToOne, On: false, HasFill: false } matching) continue;
            if (operation.Operator.IsSetOperator()) continue;
            if (LabelsOf(operation.Left) is not { } left || LabelsOf(operation.Right) is not { } right) continue;
            left.ExceptWith(matching.Labels);
            right.ExceptWith(matching.Labels);
            if (left.SetEquals(right)) continue;
            (int line, int column) = ScalarPlace.Locate(source, operation.OperatorSpan.Start);
            string sign = operation.Operator.Text();
            string message = $"the two sides of \"{sign}\" {Extent(left, right)}: {Difference(left, right)}";
            yield return new RuleWarning(source.Document.File, line, column, message, Suggestion(operation, sign, left, right), NeverMatches: true);
        }
    }

    /// <summary>The label names of every series that an expression may give; null where that is not known.</summary>
    private static SortedSet<string>? LabelsOf(Expression expression) => expression switch
    {
        ParenthesizedExpression parentheses => LabelsOf(parentheses.Inner),
        UnaryExpression unary => LabelsOf(unary.Operand),
        RangeSelector range => LabelsOf(range.Selector),
        SubqueryExpression subquery => LabelsOf(subquery.Inner),
        VectorSelector selector when KnownMetrics.LabelsOf(selector.Name) is { } labels => new(labels, StringComparer.Ordinal),
        CallExpression call => LabelsOfCall(call),
        AggregateExpression aggregate => LabelsOfAggregate(aggregate),
        BinaryExpression { Matching: null } operation => LabelsOf(operation.Left) ?? LabelsOf(operation.Right),
        _ => null,
    };

    private static SortedSet<string>? LabelsOfCall(CallExpression call)
    {
        if (call.Function.Name is "absent" or "absent_over_time" or "label_replace" or "label_join" or "vector" or "info") return null;
        Expression? vector = call.Arguments.FirstOrDefault(a => a.Type is ExpressionType.InstantVector or ExpressionType.RangeVector);
        SortedSet<string>? labels = vector is null ? null : LabelsOf(vector);
        if (call.Function.Name == "histogram_quantile") labels?.Remove(LabelNames.BucketBound);
        return labels;
    }

    private static SortedSet<string>? LabelsOfAggregate(AggregateExpression aggregate)
    {
        SortedSet<string>? labels = LabelsOf(aggregate.Inner);
        AggregationOperator op = aggregate.Operator;
        if (labels is null || op == AggregationOperator.CountValues) return null;
        if (op is AggregationOperator.TopK or AggregationOperator.BottomK) return labels;
        if (op is AggregationOperator.LimitK or AggregationOperator.LimitRatio) return labels;
        if (aggregate.Without) labels.ExceptWith(aggregate.Grouping);
        else labels.IntersectWith(aggregate.Grouping);
        return labels;
    }

    private static string Extent(SortedSet<string> left, SortedSet<string> right)
    {
        SortedSet<string> different = new(left, StringComparer.Ordinal);
        different.SymmetricExceptWith(right);
        return different.All(KnownMetrics.MayBeAbsent) ? $"match only in series without {string.Join(" and ", different)}" : "never match";
    }

    private static string Difference(SortedSet<string> left, SortedSet<string> right)
    {
        string onlyLeft = string.Join(", ", left.Except(right));
        string onlyRight = string.Join(", ", right.Except(left));
        if (onlyLeft.Length == 0) return $"only the right one has {onlyRight}";
        string leftHas = $"only the left one has {onlyLeft}";
        return onlyRight.Length == 0 ? leftHas : $"{leftHas}, only the right one {onlyRight}";
    }

    /// <summary>Rates and counts add up, so both sides are summed by what they share; other figures are paired by it.</summary>
    private static string Suggestion(BinaryExpression operation, string sign, SortedSet<string> left, SortedSet<string> right)
    {
        string shared = string.Join(", ", left.Intersect(right));
        if (AddsUp(operation.Left) && AddsUp(operation.Right))
        {
            return $"sum by ({shared}) ({operation.Left.Unwrap()}) {sign} sum by ({shared}) ({operation.Right.Unwrap()})";
        }

        string many = left.IsSupersetOf(right) ? " group_left" : right.IsSupersetOf(left) ? " group_right" : "";
        string clause = many.Length > 0 ? $"on ({shared}){many}" : $"on ({shared})";
        return $"{operation.Left} {sign} {clause} {operation.Right}";
    }

    private static bool AddsUp(Expression side) =>
        side.Unwrap() is CallExpression { Function.Name: "rate" or "increase" or "irate" or "delta" or "count_over_time" };
}
