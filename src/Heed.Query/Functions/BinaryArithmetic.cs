using Heed.Query.Execution;
using Heed.Query.Syntax;

namespace Heed.Query.Functions;

/// <summary>Binary operators on two numbers.</summary>
internal static class BinaryArithmetic
{
    /// <summary>
    /// The result, or <see cref="Column.Nothing"/> where a comparison filters the sample out. A comparison that holds answers the left
    /// side, or 1 with <paramref name="returnBool"/>.
    /// </summary>
    public static double Apply(BinaryOperator op, double left, double right, bool returnBool) => op switch
    {
        BinaryOperator.Add => left + right,
        BinaryOperator.Subtract => left - right,
        BinaryOperator.Multiply => left * right,
        BinaryOperator.Divide => left / right,
        BinaryOperator.Modulo => left % right,
        BinaryOperator.Power => Math.Pow(left, right),
        BinaryOperator.Atan2 => Math.Atan2(left, right),
        BinaryOperator.TrimLower or BinaryOperator.TrimUpper => Column.Nothing,
        _ => Compare(op, left, right) ? (returnBool ? 1 : left) : (returnBool ? 0 : Column.Nothing),
    };

    public static bool Compare(BinaryOperator op, double left, double right) => op switch
    {
        BinaryOperator.Equal => left == right,
        BinaryOperator.NotEqual => left != right,
        BinaryOperator.Less => left < right,
        BinaryOperator.LessOrEqual => left <= right,
        BinaryOperator.Greater => left > right,
        BinaryOperator.GreaterOrEqual => left >= right,
        _ => throw new InvalidOperationException($"expected a comparison, found {op}"),
    };
}
