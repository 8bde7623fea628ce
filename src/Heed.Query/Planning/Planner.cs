using Heed.Query.Execution;
using Heed.Query.Syntax;

namespace Heed.Query.Planning;

/// <summary>Settles what depends on the query's times: offsets, anchors, subquery steps, and what is the same at every step.</summary>
internal sealed class Planner(QueryOptions options, StepGrid query, bool isRange)
{
    /// <summary>Functions whose answer depends on the time of the step even where their arguments do not.</summary>
    private static readonly HashSet<string> TimeDependent =
    [
        "days_in_month", "day_of_month", "day_of_week", "day_of_year", "hour", "minute", "month", "year", "predict_linear", "time", "timestamp",
    ];

    private long StepMs => isRange ? query.StepMs : 0;

    private long RangeMs => query.EndMs - query.StartMs;

    public PlanNode Plan(Expression expression)
    {
        bool hasEdges = expression.Unwrap() is RangeSelector { Selector.Edges: not RangeEdges.Plain };
        if (hasEdges)
        {
            throw QueryAbortedException.Execution("anchored and smoothed range selectors can only be used as arguments of functions");
        }

        return Plan(expression, query);
    }

    private PlanNode Plan(Expression expression, StepGrid grid)
    {
        expression = expression.Unwrap();
        bool isVector = expression.Type is ExpressionType.InstantVector or ExpressionType.Scalar;
        if (isVector && grid.Count > 1 && expression is not NumberLiteral && IsStepInvariant(expression))
        {
            return new RepeatPlan(expression, grid, PlanHere(expression, StepGrid.Single(grid.StartMs)));
        }

        return PlanHere(expression, grid);
    }

    private PlanNode PlanHere(Expression expression, StepGrid grid)
    {
        switch (expression)
        {
            case NumberLiteral number: return new ConstantPlan(number, grid, number.Value);
            case StringLiteral text: return new StringPlan(text, grid, text.Value);
            case UnaryExpression { Negative: false } plus: return Plan(plus.Operand, grid);
            case UnaryExpression minus: return new NegatePlan(minus, grid, Plan(minus.Operand, grid));
            case VectorSelector selector: return new SelectPlan(selector, grid, Shift(selector.At, selector.Offset));
            case RangeSelector range:
                return new RangePlan(
                    range, grid, Shift(range.Selector.At, range.Selector.Offset), Milliseconds(range.Range, mustBePositive: true));
            case SubqueryExpression subquery: return PlanSubquery(subquery, grid);
            case BinaryExpression binary: return new BinaryPlan(binary, grid, Plan(binary.Left, grid), Plan(binary.Right, grid));
            case AggregateExpression aggregate:
                return new AggregatePlan(
                    aggregate, grid, Plan(aggregate.Inner, grid), aggregate.Parameter is null ? null : Plan(aggregate.Parameter, grid));
            case CallExpression call: return PlanCall(call, grid);
            default: throw new InvalidOperationException($"expected a node of the language, found {expression.GetType().Name}");
        }
    }

    private PlanNode PlanCall(CallExpression call, StepGrid grid)
    {
        double? constant = call.Function.Name switch
        {
            "step" => StepMs / 1000.0,
            "range" => RangeMs / 1000.0,
            "start" => query.StartMs / 1000.0,
            "end" => query.EndMs / 1000.0,
            "pi" => Math.PI,
            _ => null,
        };
        if (constant is { } value) return new ConstantPlan(call, grid, value);
        RefuseEdges(call);
        PlanNode[] arguments = new PlanNode[call.Arguments.Count];
        for (int i = 0; i < arguments.Length; i++) arguments[i] = Plan(call.Arguments[i], grid);
        return new CallPlan(call, grid, arguments);
    }

    /// <summary>Most functions could not use a window with an edge of its own.</summary>
    private static void RefuseEdges(CallExpression call)
    {
        foreach (Expression argument in call.Arguments)
        {
            if (argument.Unwrap() is not RangeSelector { Selector.Edges: not RangeEdges.Plain and RangeEdges edges }) continue;
            (string modifier, string allowed) = edges == RangeEdges.Anchored
                ? ("anchored", "changes, delta, increase, rate, resets")
                : ("smoothed", "delta, increase, rate");
            if (allowed.Split(", ").Contains(call.Function.Name)) continue;
            throw QueryAbortedException.Execution($"{modifier} modifier can only be used with: {allowed} - not with {call.Function.Name}");
        }
    }

    /// <summary>The inner steps are multiples of their distance, whatever the outer ones are.</summary>
    private SubqueryPlan PlanSubquery(SubqueryExpression subquery, StepGrid grid)
    {
        TimeShift shift = Shift(subquery.At, subquery.Offset);
        long rangeMs = Milliseconds(subquery.Range, mustBePositive: true);
        long stepMs = subquery.Step is null
            ? (long)options.DefaultSubqueryStep.TotalMilliseconds
            : Milliseconds(subquery.Step, mustBePositive: true);
        long left = shift.First(grid) - rangeMs;
        long first = left / stepMs * stepMs;
        if (first < left || (first == left && !options.AsPrometheus2)) first += stepMs;
        long last = shift.Last(grid);
        long count = last < first ? 0 : ((last - first) / stepMs) + 1;
        if (count > options.MaxSamples)
        {
            throw QueryAbortedException.Execution($"subquery has {count:N0} steps, more than the limit of {options.MaxSamples:N0} samples");
        }

        return new SubqueryPlan(subquery, grid, shift, rangeMs, Plan(subquery.Inner, new StepGrid(first, stepMs, (int)count)));
    }

    private TimeShift Shift(AtModifier at, DurationExpression? offset)
    {
        long? fixedAt = at.Anchor switch
        {
            TimeAnchor.Timestamp => at.TimeMs,
            TimeAnchor.Start => query.StartMs,
            TimeAnchor.End => query.EndMs,
            _ => null,
        };
        return new TimeShift(fixedAt, offset is null ? 0 : Milliseconds(offset, mustBePositive: false));
    }

    private long Milliseconds(DurationExpression duration, bool mustBePositive)
    {
        const double Longest = long.MaxValue / 1_000_000.0;
        double milliseconds = duration.Seconds(StepMs, RangeMs) * 1000;
        if (double.IsNaN(milliseconds)) throw QueryAbortedException.Execution($"division by zero in duration {duration}");
        if (Math.Abs(milliseconds) > Longest) throw QueryAbortedException.Execution($"duration out of range: {duration}");
        if (mustBePositive && milliseconds < 1)
        {
            throw QueryAbortedException.Execution($"duration must be greater than 0, {duration} is not");
        }

        return (long)Math.Round(milliseconds);
    }

    private static bool IsStepInvariant(Expression expression) => expression switch
    {
        NumberLiteral or StringLiteral => true,
        VectorSelector selector => selector.At.Anchor != TimeAnchor.None,
        SubqueryExpression subquery => subquery.At.Anchor != TimeAnchor.None,
        CallExpression call when TimeDependent.Contains(call.Function.Name) => false,
        _ => AllInvariant(expression.Children),
    };

    private static bool AllInvariant(IReadOnlyList<Expression> children)
    {
        foreach (Expression child in children)
        {
            if (!IsStepInvariant(child)) return false;
        }

        return true;
    }
}
