namespace Heed.Query.Syntax;

/// <summary>The four kinds of value that PromQL knows.</summary>
public enum ExpressionType
{
    Scalar,
    InstantVector,
    RangeVector,
    String,
}
