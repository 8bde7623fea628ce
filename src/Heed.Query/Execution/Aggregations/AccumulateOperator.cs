using Heed.Query.Histograms;
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
    private readonly AggregateExpression _aggregate;
    private readonly HistogramGroup? _histograms;

    public AccumulateOperator(QueryContext context, AggregateExpression aggregate, Operator input)
        : base(input.Grid)
    {
        _context = context;
        _input = input;
        _groups = new GroupTable(context, aggregate, input.Series);
        _accumulator = Create(aggregate.Operator, Grid.Count);
        _column = new Column(Grid.Count);
        _aggregate = aggregate;
        bool folds = aggregate.Operator is AggregationOperator.Sum or AggregationOperator.Avg;
        bool mean = aggregate.Operator == AggregationOperator.Avg;
        _histograms = folds ? new HistogramGroup(context.Annotations, aggregate.Inner.Span, Grid.Count, mean) : null;
    }

    public override OutputSeries[] Series => _groups.Groups;

    public override void Fill(int series, Column target)
    {
        _accumulator.Clear();
        _histograms?.Clear();
        foreach (int member in _groups.MembersOf(series))
        {
            _context.Continue();
            _input.Fill(member, _column);
            if (_column.HasHistograms) TakeHistograms(_input.Series[member].Labels.MetricName);
            _accumulator.Add(_column.Values);
        }

        target.ClearHistograms();
        _accumulator.Finish(target.Values);
        if (_histograms is { IsEmpty: false }) _histograms.Finish(target);
    }

    /// <summary>Leaves in the column what the accumulator may see: counting counts all samples, the others know floats only.</summary>
    private void TakeHistograms(string metric)
    {
        if (_histograms is not null) _histograms.Take(_column, metric);
        else if (_aggregate.Operator is AggregationOperator.Count or AggregationOperator.Group) _column.ClearHistograms();
        else if (_column.DropHistograms())
        {
            HistogramRemarks.IgnoredInAggregation(_context.Annotations, _aggregate.Inner.Span, _aggregate.Operator.Name());
        }
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
