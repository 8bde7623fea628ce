using Heed.Query.Execution.Aggregations;
using Heed.Query.Execution.Binary;
using Heed.Query.Execution.Explaining;
using Heed.Query.Planning;
using Heed.Query.Syntax;

namespace Heed.Query.Execution;

/// <summary>Turns a plan into operators. Selectors find their series here; samples are read later.</summary>
internal sealed class OperatorBuilder
{
    private readonly QueryContext _context;
    private readonly CallBuilder _calls;

    public OperatorBuilder(QueryContext context, bool isRange)
    {
        _context = context;
        _calls = new CallBuilder(context, this, isRange);
    }

    public Operator Build(PlanNode plan) => _context.Profile is { } profile ? Measured(profile, plan) : BuildPlain(plan);

    public WindowSource BuildWindows(PlanNode plan) =>
        _context.Profile is { } profile ? MeasuredWindows(profile, plan) : BuildPlainWindows(plan);

    private Operator Measured(QueryProfile profile, PlanNode plan) => profile.Measure(plan, () => BuildPlain(plan));

    private WindowSource MeasuredWindows(QueryProfile profile, PlanNode plan) => profile.Note(plan, () => BuildPlainWindows(plan));

    private Operator BuildPlain(PlanNode plan)
    {
        Operator built = plan switch
        {
            ConstantPlan constant => new ConstantOperator(plan.Grid, constant.Value),
            RepeatPlan repeat => new RepeatOperator(plan.Grid, Build(repeat.Input)),
            SelectPlan { Selector.Edges: RangeEdges.Smoothed } select => new SmoothedSelectOperator(_context, select),
            SelectPlan select => new SelectOperator(_context, select),
            NegatePlan negate => new NegateOperator(Build(negate.Input)),
            BinaryPlan binary => BuildBinary(binary),
            AggregatePlan aggregate => BuildAggregate(aggregate),
            CallPlan call => _calls.Build(call),
            _ => throw new InvalidOperationException($"expected a plan of a vector or scalar, found {plan}"),
        };

        // Without the delay, a name that an operation drops is gone for the next one.
        return _context.Options.DelayedNameRemoval ? built : MergeOperator.FinishNames(_context, built);
    }

    private WindowSource BuildPlainWindows(PlanNode plan) => plan switch
    {
        RangePlan range => new SelectorWindows(_context, range),
        SubqueryPlan subquery => new SubqueryWindows(_context, subquery, MergeOperator.MergeDuplicates(_context, Build(subquery.Input))),
        _ => throw new InvalidOperationException($"expected a plan of a range vector, found {plan}"),
    };

    private Operator BuildBinary(BinaryPlan plan)
    {
        BinaryExpression expression = plan.Binary;
        Operator left = Build(plan.Left);
        Operator right = Build(plan.Right);
        bool scalarLeft = expression.Left.Type == ExpressionType.Scalar;
        if (scalarLeft && expression.Right.Type == ExpressionType.Scalar && !expression.Operator.IsComparison())
        {
            return new ScalarBinaryOperator(_context, expression, left, right, scalarLeft: false);
        }

        if (scalarLeft) return new ScalarBinaryOperator(_context, expression, right, left, scalarLeft: true);
        if (expression.Right.Type == ExpressionType.Scalar) return new ScalarBinaryOperator(_context, expression, left, right, scalarLeft: false);
        return expression.Operator.IsSetOperator()
            ? MergeOperator.MergeDuplicates(_context, new SetOperator(_context, expression, left, right))
            : new MatchOperator(_context, expression, left, right);
    }

    private Operator BuildAggregate(AggregatePlan plan)
    {
        AggregateExpression aggregate = plan.Aggregate;
        Operator input = Build(plan.Input);
        if (aggregate.Operator == AggregationOperator.CountValues)
        {
            return new CountValuesOperator(_context, aggregate, input, ((StringPlan)plan.Parameter!).Value);
        }

        if (plan.Parameter is null) return new AccumulateOperator(_context, aggregate, input);
        Operator parameter = Build(plan.Parameter);
        return aggregate.Operator switch
        {
            AggregationOperator.Quantile => new QuantileOperator(_context, aggregate, input, parameter),
            AggregationOperator.LimitRatio => new LimitRatioOperator(_context, aggregate, input, parameter),
            _ => new SelectionOperator(_context, aggregate, input, parameter),
        };
    }
}
