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
            if (!Column.IsNothing(values[step])) target.Add(inner.Grid.TimeAt(step), values[step]);
        }
    }
}
