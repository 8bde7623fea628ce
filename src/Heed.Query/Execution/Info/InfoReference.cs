using Heed.Query.Planning;

namespace Heed.Query.Execution.Info;

/// <summary>When the argument of <c>info</c> is looked at: info follows its <c>@</c> and offset, subqueries included.</summary>
internal static class InfoReference
{
    /// <summary>The shift of the first selector in the plan.</summary>
    public static TimeShift Of(PlanNode plan) => Find(plan, new TimeShift(null, 0)) ?? new TimeShift(null, 0);

    private static TimeShift? Find(PlanNode plan, TimeShift outer)
    {
        switch (plan)
        {
            case SelectPlan select: return Combine(outer, select.Shift);
            case RangePlan range: return Combine(outer, range.Shift);
            case SubqueryPlan subquery: return Find(subquery.Input, Combine(outer, subquery.Shift));
            default:
                foreach (PlanNode input in plan.Inputs)
                {
                    if (Find(input, outer) is { } found) return found;
                }

                return null;
        }
    }

    /// <summary>An inner anchor hides what is outside of it.</summary>
    private static TimeShift Combine(TimeShift outer, TimeShift inner) =>
        inner.AtMs is null ? new TimeShift(outer.AtMs, outer.OffsetMs + inner.OffsetMs) : inner;
}
