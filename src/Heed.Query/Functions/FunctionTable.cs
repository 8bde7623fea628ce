using System.Collections.Frozen;

using Heed.Query.Syntax;

namespace Heed.Query.Functions;

/// <summary>Every function of the language, by name.</summary>
public static class FunctionTable
{
    private const ExpressionType Scalar = ExpressionType.Scalar;
    private const ExpressionType Vector = ExpressionType.InstantVector;
    private const ExpressionType Matrix = ExpressionType.RangeVector;
    private const ExpressionType Text = ExpressionType.String;

    private static readonly string[] VectorToVector =
    [
        "abs", "absent", "acos", "acosh", "asin", "asinh", "atan", "atanh", "ceil", "cos", "cosh", "deg", "exp", "floor",
        "histogram_avg", "histogram_count", "histogram_stddev", "histogram_stdvar", "histogram_sum", "ln", "log10", "log2", "rad",
        "sgn", "sin", "sinh", "sort", "sort_desc", "sqrt", "tan", "tanh", "timestamp",
    ];

    private static readonly string[] RangeToVector =
    [
        "absent_over_time", "avg_over_time", "changes", "count_over_time", "delta", "deriv", "first_over_time", "idelta", "increase",
        "irate", "last_over_time", "max_over_time", "min_over_time", "present_over_time", "rate", "resets", "stddev_over_time",
        "stdvar_over_time", "sum_over_time",
    ];

    private static readonly string[] ExperimentalRangeToVector =
    [
        "mad_over_time", "ts_of_first_over_time", "ts_of_last_over_time", "ts_of_max_over_time", "ts_of_min_over_time",
    ];

    private static readonly string[] DateParts =
    [
        "day_of_month", "day_of_week", "day_of_year", "days_in_month", "hour", "minute", "month", "year",
    ];

    private static readonly FrozenDictionary<string, FunctionSignature> ByName = All().ToFrozenDictionary(f => f.Name);

    public static IReadOnlyList<string> Names { get; } = [.. ByName.Keys.Order(StringComparer.Ordinal)];

    public static FunctionSignature? Find(string name) => ByName.GetValueOrDefault(name);

    private static IEnumerable<FunctionSignature> All() =>
    [
        .. VectorToVector.Select(name => new FunctionSignature(name, [Vector], Vector)),
        .. RangeToVector.Select(name => new FunctionSignature(name, [Matrix], Vector)),
        .. ExperimentalRangeToVector.Select(name => new FunctionSignature(name, [Matrix], Vector, IsExperimental: true)),
        .. DateParts.Select(name => new FunctionSignature(name, [Vector], Vector, Optional: 1)),
        .. Named(),
    ];

    private static IEnumerable<FunctionSignature> Named() =>
    [
        new("clamp", [Vector, Scalar, Scalar], Vector),
        new("clamp_max", [Vector, Scalar], Vector),
        new("clamp_min", [Vector, Scalar], Vector),
        new("double_exponential_smoothing", [Matrix, Scalar, Scalar], Vector, IsExperimental: true),
        new("end", [], Scalar, IsExperimental: true),
        new("histogram_fraction", [Scalar, Scalar, Vector], Vector),
        new("histogram_quantile", [Scalar, Vector], Vector),
        new("histogram_quantiles", [Vector, Text, Scalar], Vector, Repeats: true, IsExperimental: true),
        new("info", [Vector, Vector], Vector, Optional: 1, IsExperimental: true),
        new("label_join", [Vector, Text, Text, Text], Vector, Optional: 1, Repeats: true),
        new("label_replace", [Vector, Text, Text, Text, Text], Vector),
        new("max_of", [Scalar, Scalar], Scalar, IsExperimental: true),
        new("min_of", [Scalar, Scalar], Scalar, IsExperimental: true),
        new("pi", [], Scalar),
        new("predict_linear", [Matrix, Scalar], Vector),
        new("quantile_over_time", [Scalar, Matrix], Vector),
        new("range", [], Scalar, IsExperimental: true),
        new("round", [Vector, Scalar], Vector, Optional: 1),
        new("scalar", [Vector], Scalar),
        new("sort_by_label", [Vector, Text], Vector, Optional: 1, Repeats: true, IsExperimental: true),
        new("sort_by_label_desc", [Vector, Text], Vector, Optional: 1, Repeats: true, IsExperimental: true),
        new("start", [], Scalar, IsExperimental: true),
        new("start_timestamp", [Vector], Vector, IsExperimental: true),
        new("step", [], Scalar, IsExperimental: true),
        new("time", [], Scalar),
        new("vector", [Scalar], Vector),
    ];
}
