using Heed.Model.Histograms;
using Heed.Model.Samples;
using Heed.Query.Planning;

namespace Heed.Query.Execution;

/// <summary>Windows over the steps of an inner operator.</summary>
internal sealed class SubqueryWindows(QueryContext context, SubqueryPlan plan, Operator inner)
    : WindowSource(plan.Grid, plan.Shift, plan.RangeMs)
{
    private readonly Column _column = new(inner.Grid.Count);

    public override OutputSeries[] Series => inner.Series;

    public override void Read(int series, SampleBuffer target)
    {
        context.Continue();
        target.Clear();
        inner.Fill(series, _column);
        ReadOnlySpan<double> values = _column.Values;
        for (int step = 0; step < values.Length; step++)
        {
            if (Column.IsNothing(values[step])) continue;
            if (_column.HistogramAt(step) is { } histogram) target.Add(inner.Grid.TimeAt(step), WithoutHint(histogram));
            else target.Add(inner.Grid.TimeAt(step), values[step]);
        }
    }

    /// <summary>A hint speaks of two neighbours among the stored samples; the steps in between may leave some out or show one twice.</summary>
    private static NativeHistogram WithoutHint(NativeHistogram histogram) =>
        histogram.ResetHint is CounterResetHint.Reset or CounterResetHint.NoReset
            ? histogram with { ResetHint = CounterResetHint.Unknown }
            : histogram;
}
