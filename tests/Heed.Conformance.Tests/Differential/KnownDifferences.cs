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
    ];

    public static KnownDifference? Explain(DifferentialQuery query, Answer mine, Answer theirs, Answer asPrometheus2)
    {
        ParserOptions options = ParserOptions.Default with { EnableHoltWinters = true };
        DifferenceCase difference = new(query, PromqlParser.Parse(query.Text, options).Value, mine, theirs, asPrometheus2);
        return All.FirstOrDefault(k => k.Explains(difference));
    }
}
