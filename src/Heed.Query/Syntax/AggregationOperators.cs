namespace Heed.Query.Syntax;

/// <summary>Facts about the aggregations.</summary>
public static class AggregationOperators
{
    private static readonly (AggregationOperator Operator, string Name)[] Facts =
    [
        (AggregationOperator.Sum, "sum"), (AggregationOperator.Avg, "avg"), (AggregationOperator.Count, "count"),
        (AggregationOperator.Min, "min"), (AggregationOperator.Max, "max"), (AggregationOperator.Group, "group"),
        (AggregationOperator.Stddev, "stddev"), (AggregationOperator.Stdvar, "stdvar"), (AggregationOperator.TopK, "topk"),
        (AggregationOperator.BottomK, "bottomk"), (AggregationOperator.CountValues, "count_values"),
        (AggregationOperator.Quantile, "quantile"), (AggregationOperator.LimitK, "limitk"), (AggregationOperator.LimitRatio, "limit_ratio"),
    ];

    public static IReadOnlyList<string> Names { get; } = [.. Facts.Select(f => f.Name)];

    public static string Name(this AggregationOperator op) => Array.Find(Facts, f => f.Operator == op).Name;

    public static bool IsExperimental(this AggregationOperator op) => op is AggregationOperator.LimitK or AggregationOperator.LimitRatio;

    /// <summary>The type of the parameter in front of the vector, or null where the aggregation takes none.</summary>
    public static ExpressionType? ParameterType(this AggregationOperator op) => op switch
    {
        AggregationOperator.CountValues => ExpressionType.String,
        AggregationOperator.TopK or AggregationOperator.BottomK or AggregationOperator.Quantile => ExpressionType.Scalar,
        AggregationOperator.LimitK or AggregationOperator.LimitRatio => ExpressionType.Scalar,
        _ => null,
    };

    public static bool TryParse(ReadOnlySpan<char> text, out AggregationOperator op)
    {
        foreach ((AggregationOperator candidate, string name) in Facts)
        {
            op = candidate;
            if (text.Equals(name, StringComparison.OrdinalIgnoreCase)) return true;
        }

        op = default;
        return false;
    }
}
