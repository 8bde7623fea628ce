using Heed.Query.Syntax;

namespace Heed.Conformance.Tests.Runner;

/// <summary>Fixes every selector and subquery at one time, so that the time of evaluation does not matter any more.</summary>
internal static class AtRewriter
{
    private static readonly HashSet<string> TimeDependent =
    [
        "days_in_month", "day_of_month", "day_of_week", "day_of_year", "hour", "minute", "month", "year", "predict_linear", "time",
        "timestamp", "start", "end",
    ];

    /// <summary>Null where the result depends on the time whatever the selectors do.</summary>
    public static Expression? TryFix(Expression expression, long timeMs)
    {
        bool depends = expression.DescendantsAndSelf().Any(e => e is CallExpression call && TimeDependent.Contains(call.Function.Name));
        bool anchored = expression.DescendantsAndSelf().Any(e => e switch
        {
            VectorSelector selector => selector.At.Anchor is TimeAnchor.Start or TimeAnchor.End,
            SubqueryExpression subquery => subquery.At.Anchor is TimeAnchor.Start or TimeAnchor.End,
            _ => false,
        });
        return depends || anchored ? null : Fix(expression, new AtModifier(TimeAnchor.Timestamp, timeMs));
    }

    private static Expression Fix(Expression expression, AtModifier at) => expression switch
    {
        VectorSelector { At.Anchor: TimeAnchor.None } selector => selector with { At = at },
        RangeSelector range => range with { Selector = (VectorSelector)Fix(range.Selector, at) },
        SubqueryExpression { At.Anchor: TimeAnchor.None } subquery => subquery with { At = at },
        ParenthesizedExpression parentheses => parentheses with { Inner = Fix(parentheses.Inner, at) },
        UnaryExpression unary => unary with { Operand = Fix(unary.Operand, at) },
        BinaryExpression binary => binary with { Left = Fix(binary.Left, at), Right = Fix(binary.Right, at) },
        AggregateExpression aggregate => aggregate with
        {
            Inner = Fix(aggregate.Inner, at),
            Parameter = aggregate.Parameter is null ? null : Fix(aggregate.Parameter, at),
        },
        CallExpression call => call with { Arguments = [.. call.Arguments.Select(a => Fix(a, at))] },
        _ => expression,
    };
}
