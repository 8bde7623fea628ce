using Heed.Query.Syntax;

namespace Heed.Conformance.Tests.Differential;

/// <summary>All of them; what none explains is a disagreement.</summary>
internal static class KnownDifferences
{
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
            "modulo",
            "The remainder of a large number makes a difference in the last digit of the divisor visible in the sixth.",
            c => c.Has<BinaryExpression>(b => b.Operator == BinaryOperator.Modulo) && c.Mine.DifferenceFrom(c.Theirs, 1e-5) is null),
        new(
            "count-values-over-grouping",
            "2.42 loses labels where count_values writes into a label that it groups by.",
            c => c.Has<AggregateExpression>(
                a => a is { Operator: AggregationOperator.CountValues, Without: false, Parameter: StringLiteral label } && a.Grouping.Contains(label.Value))),
        new(
            "predict-linear-at",
            "In 2.42 the window of predict_linear moves on with the steps in spite of @.",
            c => c.Has<CallExpression>(f => f.Function.Name == "predict_linear" && f.Arguments[0].Unwrap() is RangeSelector { Selector.At.Anchor: not TimeAnchor.None })
                && (c.Query.StepMs > 0 || c.Has<SubqueryExpression>(_ => true))),
    ];

    public static KnownDifference? Explain(DifferentialQuery query, Answer mine, Answer theirs, Answer asPrometheus2)
    {
        ParserOptions options = ParserOptions.Default with { EnableHoltWinters = true };
        DifferenceCase difference = new(query, PromqlParser.Parse(query.Text, options).Value, mine, theirs, asPrometheus2);
        return All.FirstOrDefault(k => k.Explains(difference));
    }
}
