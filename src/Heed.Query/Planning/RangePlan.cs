using Heed.Query.Execution;
using Heed.Query.Syntax;

namespace Heed.Query.Planning;

/// <summary>Windows of stored samples.</summary>
internal sealed record RangePlan(RangeSelector Range, StepGrid Grid, TimeShift Shift, long RangeMs) : PlanNode(Range, Grid)
{
    protected override string Title => $"windows of {Written(RangeMs)} over {Range.Selector}";
}
