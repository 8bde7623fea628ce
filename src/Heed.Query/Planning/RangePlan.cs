using Heed.Model.Time;
using Heed.Query.Execution;
using Heed.Query.Syntax;

namespace Heed.Query.Planning;

/// <summary>Windows of stored samples.</summary>
internal sealed record RangePlan(RangeSelector Range, StepGrid Grid, TimeShift Shift, long RangeMs) : PlanNode(Range, Grid)
{
    protected override string Title => $"windows of {PrometheusDuration.Format(TimeSpan.FromMilliseconds(RangeMs))} over {Range.Selector}";
}
