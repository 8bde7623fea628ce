namespace Heed.Query.Syntax;

/// <summary>Facts about the binary operators.</summary>
public static class BinaryOperators
{
    private static readonly (BinaryOperator Operator, string Text, int Precedence)[] Facts =
    [
        (BinaryOperator.Or, "or", 1), (BinaryOperator.And, "and", 2), (BinaryOperator.Unless, "unless", 2),
        (BinaryOperator.Equal, "==", 3), (BinaryOperator.NotEqual, "!=", 3), (BinaryOperator.Less, "<", 3),
        (BinaryOperator.LessOrEqual, "<=", 3), (BinaryOperator.Greater, ">", 3), (BinaryOperator.GreaterOrEqual, ">=", 3),
        (BinaryOperator.TrimUpper, "</", 3), (BinaryOperator.TrimLower, ">/", 3),
        (BinaryOperator.Add, "+", 4), (BinaryOperator.Subtract, "-", 4), (BinaryOperator.Multiply, "*", 5),
        (BinaryOperator.Divide, "/", 5), (BinaryOperator.Modulo, "%", 5), (BinaryOperator.Atan2, "atan2", 5),
        (BinaryOperator.Power, "^", 6),
    ];

    /// <summary>Unary signs bind as tightly as multiplication: <c>-a ^ b</c> is <c>-(a ^ b)</c>.</summary>
    public const int UnaryPrecedence = 5;

    public static string Text(this BinaryOperator op) => Array.Find(Facts, f => f.Operator == op).Text;

    /// <summary>Higher binds tighter; all but the power group to the left.</summary>
    public static int Precedence(this BinaryOperator op) => Array.Find(Facts, f => f.Operator == op).Precedence;

    /// <summary>Cuts a native histogram at a value.</summary>
    public static bool IsTrim(this BinaryOperator op) => op is BinaryOperator.TrimLower or BinaryOperator.TrimUpper;

    /// <summary>The result is something else than what the left side's name says; comparisons and trims only leave less of it.</summary>
    public static bool ChangesMeaning(this BinaryOperator op) => !op.IsComparison() && !op.IsTrim();

    public static bool IsComparison(this BinaryOperator op) => op is >= BinaryOperator.Equal and <= BinaryOperator.GreaterOrEqual;

    public static bool IsSetOperator(this BinaryOperator op) => op is BinaryOperator.And or BinaryOperator.Or or BinaryOperator.Unless;

    public static bool TryParse(ReadOnlySpan<char> text, out BinaryOperator op)
    {
        foreach ((BinaryOperator candidate, string written, int _) in Facts)
        {
            op = candidate;
            if (text.Equals(written, StringComparison.OrdinalIgnoreCase)) return true;
        }

        op = default;
        return false;
    }
}
