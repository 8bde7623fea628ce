using System.Collections.Frozen;

using Heed.Model.Labels;
using Heed.Model.Parsing;
using Heed.Query.Syntax;

namespace Heed.Cli.Exports.Prometheus;

/// <summary>What an expression uses that Prometheus 2.42, the oldest that exports are made for, does not read.</summary>
internal static class OldPromql
{
    /// <summary>Functions that came behind 2.42. A test asks promtool 2.42 for its word on every function that Heed has.</summary>
    private static readonly FrozenSet<string> LaterFunctions = FrozenSet.Create(
        StringComparer.Ordinal,
        "double_exponential_smoothing", "end", "first_over_time", "histogram_avg", "histogram_quantiles", "histogram_stddev", "histogram_stdvar",
        "info", "mad_over_time", "max_of", "min_of", "range", "sort_by_label", "sort_by_label_desc", "start", "start_timestamp", "step",
        "ts_of_first_over_time", "ts_of_last_over_time", "ts_of_max_over_time", "ts_of_min_over_time");

    /// <summary>Null where 2.42 reads it all; else the first thing that it does not, in a few words.</summary>
    public static string? FirstLater(Expression expression) => expression.DescendantsAndSelf().Select(LaterIn).FirstOrDefault(found => found is not null);

    private static string? LaterIn(Expression part) => part switch
    {
        CallExpression call when LaterFunctions.Contains(call.Function.Name) => $"the function {call.Function.Name}",
        AggregateExpression { Operator: AggregationOperator.LimitK or AggregationOperator.LimitRatio } aggregate => $"the aggregation {aggregate.Operator.Name()}",
        AggregateExpression aggregate when aggregate.Grouping.FirstOrDefault(IsLaterLabel) is { } label => $"the label {Quoting.Quote(label)}",
        BinaryExpression { Matching.HasFill: true } => "fill",
        BinaryExpression { Operator: BinaryOperator.TrimUpper or BinaryOperator.TrimLower } => "the trimming of histograms",
        BinaryExpression { Matching: { } matching } when matching.Labels.Concat(matching.Include).FirstOrDefault(IsLaterLabel) is { } label =>
            $"the label {Quoting.Quote(label)}",
        RangeSelector range => LaterIn(range.Range),
        SubqueryExpression subquery => LaterIn(subquery.Range) ?? LaterIn(subquery.Step) ?? LaterIn(subquery.Offset),
        VectorSelector selector => LaterIn(selector),
        _ => null,
    };

    private static string? LaterIn(VectorSelector selector)
    {
        if (selector.Edges != RangeEdges.Plain) return $"the modifier {selector.Edges.ToString().ToLowerInvariant()}";
        if (selector.Name.Length > 0 && !Identifiers.IsMetricName(selector.Name)) return $"the name {Quoting.Quote(selector.Name)}";
        string? label = selector.Matchers.Select(m => m.Name).FirstOrDefault(IsLaterLabel);
        return label is null ? LaterIn(selector.Offset) : $"the label {Quoting.Quote(label)}";
    }

    private static string? LaterIn(DurationExpression? duration) =>
        duration is null or DurationLiteral or DurationNegation { Operand: DurationLiteral } ? null : $"the computed duration {duration}";

    private static bool IsLaterLabel(string name) => name != LabelNames.MetricName && !Identifiers.IsLabelName(name);
}
