using Heed.Query.Execution;
using Heed.Query.Syntax;

namespace Heed.Query.Histograms;

/// <summary>The remarks on histograms, in the words of Prometheus.</summary>
internal static class HistogramRemarks
{
    public static void MixedWithFloats(Annotations annotations, SourceSpan at, string metric) =>
        annotations.Warn(at, $"encountered a mix of histograms and floats for metric name {GoLabels.Quote(metric)}");

    public static void MixedWithFloatsInAggregation(Annotations annotations, SourceSpan at) =>
        annotations.Warn(at, "encountered a mix of histograms and floats for aggregation");

    public static void MixedSchemas(Annotations annotations, SourceSpan at, string metric) => annotations.Warn(
        at, $"vector contains a mix of histograms with exponential and custom buckets schemas for metric name {GoLabels.Quote(metric)}");

    public static void MixedWithClassic(Annotations annotations, SourceSpan at, string metric) => annotations.Warn(
        at, $"vector contains a mix of classic and native histograms{ForMetric(metric)}");

    public static void NotCounter(Annotations annotations, SourceSpan at, string metric) =>
        annotations.Warn(at, $"this native histogram metric is not a counter: {GoLabels.Quote(metric)}");

    public static void NotGauge(Annotations annotations, SourceSpan at, string metric) =>
        annotations.Warn(at, $"this native histogram metric is not a gauge: {GoLabels.Quote(metric)}");

    /// <param name="operation">addition, subtraction or aggregation.</param>
    public static void Conflicts(Annotations annotations, SourceSpan at, HistogramConflicts conflicts, string operation)
    {
        if (conflicts.HasFlag(HistogramConflicts.Resets))
        {
            annotations.Warn(at, $"conflicting counter resets during histogram {operation}");
        }

        Reconciled(annotations, at, conflicts, operation);
    }

    public static void Reconciled(Annotations annotations, SourceSpan at, HistogramConflicts conflicts, string operation)
    {
        if (conflicts.HasFlag(HistogramConflicts.BoundsReconciled))
        {
            annotations.Inform(at, $"mismatched custom buckets were reconciled during {operation}");
        }
    }

    public static void IgnoredInAggregation(Annotations annotations, SourceSpan at, string operation) =>
        annotations.Inform(at, $"ignored histogram in {operation} aggregation");

    public static void IgnoredInRange(Annotations annotations, SourceSpan at, string metric) => annotations.Inform(
        at, $"ignored histograms in a range containing both floats and histograms for metric name {GoLabels.Quote(metric)}");

    public static void IncompatibleTypes(Annotations annotations, SourceSpan at, string left, string operation, string right) =>
        annotations.Inform(
            at, $"incompatible sample types encountered for binary operator \"{operation}\": {left} {operation} {right}");

    public static void IncompatibleLayout(Annotations annotations, SourceSpan at, string operation) =>
        annotations.Warn(at, $"incompatible bucket layout encountered for binary operator {operation}");

    public static void Nan(Annotations annotations, SourceSpan at, NanRemark remark, string metric)
    {
        string? text = remark switch
        {
            NanRemark.IsNan => "input to histogram_quantile has NaN observations, result is NaN",
            NanRemark.IsSkewed => "input to histogram_quantile has NaN observations, result is skewed higher",
            NanRemark.AreExcluded => "input to histogram_fraction has NaN observations, which are excluded from all fractions",
            _ => null,
        };
        if (text is not null) annotations.Inform(at, text + ForMetric(metric));
    }

    private static string ForMetric(string metric) => metric.Length == 0 ? "" : $" for metric name {GoLabels.Quote(metric)}";
}
