using Heed.Query.Syntax;

namespace Heed.Query.Functions;

/// <summary>What a function takes and returns.</summary>
/// <param name="Arguments">The types of all arguments that are named; the last one stands for further ones where there may be more.</param>
/// <param name="Optional">How many of the last arguments may be left out.</param>
/// <param name="Repeats">Whether the last argument may come again and again.</param>
public sealed record FunctionSignature(
    string Name, IReadOnlyList<ExpressionType> Arguments, ExpressionType Returns, int Optional = 0, bool Repeats = false,
    bool IsExperimental = false)
{
    public int LeastArguments => Arguments.Count - Optional;

    /// <summary>Null where the last argument repeats.</summary>
    public int? MostArguments => Repeats ? null : Arguments.Count;

    public ExpressionType ArgumentType(int index) => Arguments[Math.Min(index, Arguments.Count - 1)];
}
