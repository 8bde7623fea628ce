using Heed.Query.Syntax;
using Heed.Rules.Alerting;

namespace Heed.Server.Backtests;

/// <summary>An alerting rule that compares an expression with a number: what a threshold can be proposed for.</summary>
/// <param name="Rule">As its file has it.</param>
/// <param name="Measured">The expression that is compared.</param>
/// <param name="IsAbove">Whether the alert holds above the threshold, not below it.</param>
/// <param name="IsInclusive">Whether it holds at the threshold.</param>
/// <param name="Threshold">The one in the file.</param>
internal sealed record TunableRule(AlertingRule Rule, Expression Measured, bool IsAbove, bool IsInclusive, double Threshold)
{
    public static TunableRule? Of(AlertingRule rule)
    {
        if (rule.Expression.Unwrap() is not BinaryExpression { ReturnBool: false } comparison) return null;
        bool? isAbove = comparison.Operator switch
        {
            BinaryOperator.Greater or BinaryOperator.GreaterOrEqual => true,
            BinaryOperator.Less or BinaryOperator.LessOrEqual => false,
            _ => null,
        };
        if (isAbove is not { } above || comparison.Left.Type != ExpressionType.InstantVector) return null;
        if (Number(comparison.Right.Unwrap()) is not { } threshold) return null;
        bool isInclusive = comparison.Operator is BinaryOperator.GreaterOrEqual or BinaryOperator.LessOrEqual;
        return new TunableRule(rule, comparison.Left, above, isInclusive, threshold);
    }

    public bool Holds(double value, double threshold) =>
        IsAbove ? value > threshold || (IsInclusive && value == threshold) : value < threshold || (IsInclusive && value == threshold);

    private static double? Number(Expression expression) => expression switch
    {
        NumberLiteral number => number.Value,
        UnaryExpression { Operand: NumberLiteral number } unary => unary.Negative ? -number.Value : number.Value,
        _ => null,
    };
}
