using Heed.Model.Histograms;
using Heed.Query.Histograms;
using Heed.Query.Syntax;

namespace Heed.Query.Execution.Histograms;

/// <summary>A histogram between two samples, bucket by bucket on a straight line.</summary>
internal static class HistogramInterpolation
{
    /// <summary>A counter that falls between the samples starts from zero. Null, with a remark, where their schemas do not mix.</summary>
    public static NativeHistogram? At(
        Annotations annotations,
        SourceSpan span,
        string metric,
        NativeHistogram before,
        long beforeMs,
        NativeHistogram after,
        long afterMs,
        long atMs,
        bool isCounter)
    {
        if (atMs == beforeMs) return before;
        if (atMs == afterMs) return after;
        if (before.HasCustomBuckets != after.HasCustomBuckets)
        {
            HistogramRemarks.MixedSchemas(annotations, span, metric);
            return null;
        }

        double share = (atMs - beforeMs) / (double)(afterMs - beforeMs);
        HistogramSum between = HistogramSum.Of(after);
        if (isCounter && CounterResets.IsReset(before, after))
        {
            between.Multiply(share);
            return between.ToHistogram();
        }

        HistogramRemarks.Reconciled(annotations, span, between.Subtract(before), "subtraction");
        between.Multiply(share);
        HistogramRemarks.Reconciled(annotations, span, between.Add(before), "addition");
        return between.ToHistogram();
    }
}
