using Heed.Model.Parsing;
using Heed.Model.Time;
using Heed.Query.Syntax;

namespace Heed.Query.Printing;

/// <summary>Durations as canonical PromQL.</summary>
internal static class DurationPrinter
{
    private const int LooseOperand = 0;
    private const int TightOperand = 4;

    public static string Print(DurationExpression duration) => Print(duration, LooseOperand);

    /// <summary>Behind <c>offset</c>, where arithmetic needs parentheses.</summary>
    public static string PrintOperand(DurationExpression duration) => Print(duration, TightOperand);

    private static string Print(DurationExpression duration, int floor) => duration switch
    {
        DurationLiteral literal => Literal(literal.Value),
        DurationVariable variable => variable.IsStep ? "step()" : "range()",
        DurationNegation negation => "-" + Print(negation.Operand, TightOperand),
        DurationOperation operation => Operation(operation, floor),
        _ => throw new InvalidOperationException($"expected a duration, found {duration.GetType().Name}"),
    };

    private static string Operation(DurationOperation operation, int floor)
    {
        (string text, int precedence) = operation.Operator switch
        {
            DurationOperator.Add => ("+", 1),
            DurationOperator.Subtract => ("-", 1),
            DurationOperator.Multiply => ("*", 2),
            DurationOperator.Divide => ("/", 2),
            DurationOperator.Modulo => ("%", 2),
            DurationOperator.Power => ("^", 3),
            DurationOperator.Minimum => ("min_of", TightOperand),
            _ => ("max_of", TightOperand),
        };
        if (precedence == TightOperand) return $"{text}({Print(operation.Left)}, {Print(operation.Right)})";
        bool toTheRight = operation.Operator == DurationOperator.Power;
        string left = Print(operation.Left, toTheRight ? precedence + 1 : precedence);
        string right = Print(operation.Right, toTheRight ? precedence : precedence + 1);
        string printed = $"{left} {text} {right}";
        return precedence < floor ? $"({printed})" : printed;
    }

    /// <summary>With units where whole milliseconds say it, else the number of seconds.</summary>
    private static string Literal(double seconds)
    {
        double milliseconds = seconds * 1000;
        const double Largest = long.MaxValue / 20_000.0;
        return Math.Abs(milliseconds) < Largest && milliseconds == Math.Truncate(milliseconds)
            ? PrometheusDuration.Format(TimeSpan.FromMilliseconds((long)milliseconds))
            : GoNumber.FormatPlain(seconds);
    }
}
