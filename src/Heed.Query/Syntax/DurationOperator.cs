namespace Heed.Query.Syntax;

/// <summary>What a <see cref="DurationExpression"/> computes.</summary>
public enum DurationOperator
{
    Add,
    Subtract,
    Multiply,
    Divide,
    Modulo,
    Power,
    Minimum,
    Maximum,
}
