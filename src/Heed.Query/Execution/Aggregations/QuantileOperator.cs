using Heed.Query.Functions;
using Heed.Query.Histograms;
using Heed.Query.Syntax;

namespace Heed.Query.Execution.Aggregations;

/// <summary><c>quantile</c>: all members of a group are held at once.</summary>
internal sealed class QuantileOperator : Operator
{
    private readonly QueryContext _context;
    private readonly Operator _input;
    private readonly GroupTable _groups;
    private readonly Column _quantile;
    private readonly AggregateExpression _aggregate;

    public QuantileOperator(QueryContext context, AggregateExpression aggregate, Operator input, Operator parameter)
        : base(input.Grid)
    {
        _context = context;
        _input = input;
        _groups = new GroupTable(context, aggregate, input.Series);
        _aggregate = aggregate;
        _quantile = parameter.FillScalar();
        QuantileChecks.Warn(context, _quantile, aggregate.Parameter!.Span);
    }

    public override OutputSeries[] Series => _groups.Groups;

    public override void Fill(int series, Column target)
    {
        IReadOnlyList<int> members = _groups.MembersOf(series);
        long held = (long)members.Count * Grid.Count;
        _context.Hold(held);
        Column[] columns = new Column[members.Count];
        for (int i = 0; i < columns.Length; i++)
        {
            _context.Continue();
            _input.Fill(members[i], columns[i] = new Column(Grid.Count));
            if (!columns[i].DropHistograms()) continue;
            HistogramRemarks.IgnoredInAggregation(_context.Annotations, _aggregate.Inner.Span, "quantile");
        }

        double[] values = new double[columns.Length];
        for (int step = 0; step < Grid.Count; step++)
        {
            _context.Continue();
            int count = 0;
            foreach (Column column in columns)
            {
                if (!Column.IsNothing(column.Values[step])) values[count++] = column.Values[step];
            }

            target.Values[step] = count == 0 ? Column.Nothing : Quantile.Of(_quantile.Values[step], values.AsSpan(0, count));
        }

        _context.Release(held);
    }
}
