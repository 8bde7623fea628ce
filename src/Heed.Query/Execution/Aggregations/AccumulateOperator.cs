using Heed.Query.Syntax;

namespace Heed.Query.Execution.Aggregations;

/// <summary>Aggregations that fold a group's members one after the other: only one group is in memory at a time.</summary>
internal sealed class AccumulateOperator : Operator
{
    private readonly QueryContext _context;
    private readonly Operator _input;
    private readonly GroupTable _groups;
    private readonly Accumulator _accumulator;
    private readonly Column _column;

    public AccumulateOperator(QueryContext context, AggregateExpression aggregate, Operator input)
        : base(input.Grid)
    {
        _context = context;
        _input = input;
        _groups = new GroupTable(aggregate, input.Series);
        _accumulator = Create(aggregate.Operator, Grid.Count);
        _column = new Column(Grid.Count);
    }

    public override OutputSeries[] Series => _groups.Groups;

    public override void Fill(int series, Column target)
    {
        _accumulator.Clear();
        foreach (int member in _groups.MembersOf(series))
        {
            _context.Continue();
            _input.Fill(member, _column);
            _accumulator.Add(_column.Values);
        }

        _accumulator.Finish(target.Values);
    }

    private static Accumulator Create(AggregationOperator op, int steps) => op switch
    {
        AggregationOperator.Sum => new SumAccumulator(steps),
        AggregationOperator.Avg => new AverageAccumulator(steps),
        AggregationOperator.Count => new CountAccumulator(steps, group: false),
        AggregationOperator.Group => new CountAccumulator(steps, group: true),
        AggregationOperator.Min => new ExtremeAccumulator(steps, max: false),
        AggregationOperator.Max => new ExtremeAccumulator(steps, max: true),
        AggregationOperator.Stdvar => new VarianceAccumulator(steps, deviation: false),
        AggregationOperator.Stddev => new VarianceAccumulator(steps, deviation: true),
        _ => throw new InvalidOperationException($"expected an aggregation without parameter, found {op}"),
    };
}
