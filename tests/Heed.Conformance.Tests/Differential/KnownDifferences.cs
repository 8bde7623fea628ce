using Heed.Query.Syntax;

namespace Heed.Conformance.Tests.Differential;

/// <summary>All of them; what none explains is a disagreement.</summary>
internal static class KnownDifferences
{
    private static readonly string[] DateParts =
        ["day_of_month", "day_of_week", "day_of_year", "days_in_month", "hour", "minute", "month", "year"];

    public static readonly IReadOnlyList<KnownDifference> All =
    [
        new(
            "rate-zero",
            "2.42 cuts a rate at the counter's zero before it asks whether the window's edge is near; 3.x asks first.",
            c => c.SwitchSettlesIt && c.Calls("rate", "increase")),
        new(
            "atan2-name",
            "2.42 keeps the metric's name through atan2; 3.x drops it.",
            c => c.SwitchSettlesIt && c.Has<BinaryExpression>(b => b.Operator == BinaryOperator.Atan2)),
        new(
            "filtered-partners",
            "2.42 forgives several partners where a comparison filters all but one out; 3.x does not.",
            c => c.SwitchSettlesIt && c.Has<BinaryExpression>(b => b.Operator.IsComparison() && !b.ReturnBool)),
        new(
            "deviation-of-one",
            "stddev and stdvar of a single NaN or infinity are 0 in 2.42 and NaN in 3.x.",
            c => c.Aggregates(AggregationOperator.Stddev, AggregationOperator.Stdvar)),
        new(
            "ties",
            "Which of several equal series topk and bottomk keep is left to the order in which they arrive.",
            c => c.Aggregates(AggregationOperator.TopK, AggregationOperator.BottomK)),
        new(
            "last-digit-labels",
            "count_values writes all 17 digits into a label, and mathematical libraries differ in the last one.",
            c => c.Aggregates(AggregationOperator.CountValues) && c.Mine.IsSameWithRoundLabels(c.Theirs)),
        new(
            "amplified-digit",
            "The remainder or the date of a large number makes a difference in its last digit visible, or in that of the divisor.",
            c => (c.Has<BinaryExpression>(b => b.Operator == BinaryOperator.Modulo) && c.Agrees((a, b) => Answer.AreClose(a, b, 1e-2, 0)))
                || (c.Calls(DateParts) && c.Calls("cosh", "sinh", "exp"))),
        new(
            "mean",
            "2.42 carries the rounding of a running mean along; 3.x sums with compensation and divides once.",
            c => (c.Calls("avg_over_time") || c.Aggregates(AggregationOperator.Avg)) && c.Agrees((a, b) => Answer.AreClose(a, b, 1e-9, 1))),
        new(
            "overflow",
            "Where squares are beyond the largest number, compensated sums are NaN in 2.42 and infinite in 3.x.",
            c => c.Calls("stdvar_over_time", "stddev_over_time")
                && c.Agrees((a, b) => Answer.AreClose(a, b) || (double.IsInfinity(a) && double.IsNaN(b)))),
        new(
            "count-values-unsorted",
            "2.42 does not sort the label of count_values among those it groups by, and so merges groups or loses labels.",
            c => c.Has<AggregateExpression>(
                a => a is { Operator: AggregationOperator.CountValues, Without: false, Parameter: StringLiteral label }
                    && a.Grouping.Any(g => string.CompareOrdinal(g, label.Value) >= 0))),
        new(
            "predict-linear-at",
            "In 2.42 the window of predict_linear moves on with the steps in spite of @.",
            c => c.Has<CallExpression>(f => f.Function.Name == "predict_linear" && IsAnchored(f.Arguments[0].Unwrap()))
                && (c.Query.StepMs > 0 || c.Has<SubqueryExpression>(_ => true))),
    ];

    public static KnownDifference? Explain(DifferentialQuery query, Answer mine, Answer theirs, Answer asPrometheus2)
    {
        ParserOptions options = ParserOptions.Default with { EnableHoltWinters = true };
        DifferenceCase difference = new(query, PromqlParser.Parse(query.Text, options).Value, mine, theirs, asPrometheus2);
        return All.FirstOrDefault(k => k.Explains(difference));
    }

    private static bool IsAnchored(Expression range) => range is RangeSelector { Selector.At.Anchor: not TimeAnchor.None }
        or SubqueryExpression { At.Anchor: not TimeAnchor.None };
}
