using Heed.Query.Histograms;
using Heed.Query.Syntax;

namespace Heed.Query.Execution.Aggregations;

/// <summary>
/// Aggregations that choose among the series of a group instead of folding them: <c>topk</c>, <c>bottomk</c>, <c>limitk</c>. The first
/// series that is asked for decides all of them.
/// </summary>
internal sealed class SelectionOperator : Operator
{
    private readonly QueryContext _context;
    private readonly AggregateExpression _aggregate;
    private readonly Operator _input;
    private readonly GroupTable _groups;
    private readonly Column _limit;
    private Column[]? _chosen;

    public SelectionOperator(QueryContext context, AggregateExpression aggregate, Operator input, Operator parameter)
        : base(input.Grid)
    {
        _context = context;
        _aggregate = aggregate;
        _input = input;
        _groups = new GroupTable(context, aggregate, input.Series);
        _limit = parameter.FillScalar();
        foreach (double limit in _limit.Values)
        {
            if (double.IsNaN(limit)) throw QueryAbortedException.Execution("Parameter value is NaN");
        }
    }

    public override OutputSeries[] Series => _input.Series;

    public override void Fill(int series, Column target)
    {
        _chosen ??= Choose();
        _chosen[series].CopyTo(target);
    }

    /// <summary>An instant query shows the best first, group by group.</summary>
    public override int[]? Order()
    {
        if (_chosen is null || Grid.Count != 1 || _aggregate.Operator == AggregationOperator.LimitK) return null;
        List<int> order = new(Series.Length);
        for (int group = 0; group < _groups.Groups.Length; group++)
        {
            int[] members = [.. _groups.MembersOf(group)];
            _context.Sort<int>(members, new Ranking(_chosen, 0, _aggregate.Operator == AggregationOperator.TopK).Compare);
            order.AddRange(members);
        }

        return [.. order];
    }

    private Column[] Choose()
    {
        _context.Hold((long)Series.Length * Grid.Count);
        Column[] columns = new Column[Series.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            _context.Continue();
            _input.Fill(i, columns[i] = new Column(Grid.Count));
            if (_aggregate.Operator == AggregationOperator.LimitK || !columns[i].DropHistograms()) continue;
            HistogramRemarks.IgnoredInAggregation(_context.Annotations, _aggregate.Span, _aggregate.Operator.Name());
        }

        for (int group = 0; group < _groups.Groups.Length; group++)
        {
            int[] members = [.. _groups.MembersOf(group)];
            int[] present = new int[members.Length];
            for (int step = 0; step < Grid.Count; step++)
            {
                _context.Continue();
                Cut(columns, members, present, step);
            }
        }

        return columns;
    }

    /// <summary>Removes what the limit of the step leaves out.</summary>
    private void Cut(Column[] columns, int[] members, int[] present, int step)
    {
        int count = 0;
        foreach (int member in members)
        {
            if (!Column.IsNothing(columns[member].Values[step])) present[count++] = member;
        }

        double limit = _limit.Values[step];
        if (limit >= count) return;
        Span<int> candidates = present.AsSpan(0, count);
        if (_aggregate.Operator != AggregationOperator.LimitK)
        {
            _context.Sort(candidates, new Ranking(columns, step, _aggregate.Operator == AggregationOperator.TopK).Compare);
        }

        int kept = limit < 1 ? 0 : (int)limit;
        foreach (int member in candidates[kept..]) columns[member].Values[step] = Column.Nothing;
    }

    /// <summary>Best first: NaN behind every number, absent values last, equals in the order of the input.</summary>
    private sealed class Ranking(Column[] columns, int step, bool largestFirst)
    {
        public int Compare(int x, int y)
        {
            double a = columns[x].Values[step];
            double b = columns[y].Values[step];
            int order = Class(a).CompareTo(Class(b));
            if (order == 0) order = largestFirst ? b.CompareTo(a) : a.CompareTo(b);
            return order != 0 ? order : x.CompareTo(y);
        }

        private static int Class(double value) => Column.IsNothing(value) ? 2 : double.IsNaN(value) ? 1 : 0;
    }
}
