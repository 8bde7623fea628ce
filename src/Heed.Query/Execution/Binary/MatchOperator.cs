using Heed.Model.Labels;
using Heed.Query.Functions;
using Heed.Query.Syntax;

namespace Heed.Query.Execution.Binary;

/// <summary>
/// Arithmetic and comparison of two instant vectors. Which series may meet is known from their labels; at each step at most one of a
/// group's "one" side may have a value, and each result may come from one pair only.
/// </summary>
internal sealed class MatchOperator : Operator
{
    private readonly QueryContext _context;
    private readonly BinaryExpression _expression;
    private readonly VectorMatching _matching;
    private readonly Operator _many;
    private readonly Operator _one;
    private readonly bool _swapped;
    private readonly List<MatchRow> _rows = [];
    private readonly MatchPresence _presence;
    private readonly Column _manyColumn;
    private readonly Column _oneColumn;
    private readonly MixedArithmetic _mixed;
    private int _oneCached = -1;

    public MatchOperator(QueryContext context, BinaryExpression expression, Operator left, Operator right)
        : base(left.Grid)
    {
        _context = context;
        _expression = expression;
        _matching = expression.Matching!;
        _swapped = _matching.Cardinality == MatchCardinality.OneToMany;
        _many = _swapped ? right : left;
        _one = _swapped ? left : right;
        _manyColumn = new Column(Grid.Count);
        _oneColumn = new Column(Grid.Count);
        _mixed = new MixedArithmetic(context.Annotations, expression);
        _presence = new MatchPresence(_many, _one);
        List<OutputSeries> series = [];
        bool empty = left.Series.Length == 0 || right.Series.Length == 0;
        if (!empty || _matching.HasFill) Build(series);
        Series = [.. series];
        if (!empty) VerifyRows();
        if (Series.Length == 0 && _matching.Cardinality == MatchCardinality.OneToOne)
        {
            MatchAdvice.InformNoMatch(context, expression, left.Series, right.Series);
        }
    }

    public override OutputSeries[] Series { get; }

    public override void Fill(int series, Column target)
    {
        MatchRow row = _rows[series];
        target.Clear();
        foreach ((int many, int one) in row.Pairs)
        {
            FillPair(row.Group, many, one);
            Combine(target);
        }
    }

    private void Build(List<OutputSeries> series)
    {
        foreach (MatchGroup group in MatchGroup.Build(_context, new MatchSignature(_matching), _many.Series, _one.Series))
        {
            if (group.Right.Count > 1) CheckOneSide(group);
            if (group is { Left.Count: > 1, Right.Count: > 0 } && _matching.Cardinality == MatchCardinality.OneToOne) CheckManySide(group);
            Dictionary<LabelSet, MatchRow> rows = [];
            foreach (int many in group.Left)
            {
                foreach (int one in group.Right) Add(group, many, one);
                if (_matching.FillRight is not null) Add(group, many, -1);
            }

            if (_matching.FillLeft is null) continue;
            foreach (int one in group.Right) Add(group, -1, one);

            void Add(MatchGroup of, int many, int one) => AddPair(rows, series, of, many, one);
        }
    }

    private void AddPair(Dictionary<LabelSet, MatchRow> rows, List<OutputSeries> series, MatchGroup group, int many, int one)
    {
        _context.Continue();
        OutputSeries result = ResultOf(group, many, one);
        if (!rows.TryGetValue(result.Labels, out MatchRow? row))
        {
            row = new MatchRow(group, []);
            rows.Add(result.Labels, row);
            _rows.Add(row);
            series.Add(result);
        }

        row.Pairs.Add((many, one));
    }

    private OutputSeries ResultOf(MatchGroup group, int many, int one)
    {
        OutputSeries present = many < 0 ? new OutputSeries(group.Signature, false) : _many.Series[many];
        bool dropsName = _context.DropsName(_expression.Operator);
        LabelSetBuilder labels = present.Labels.ToBuilder();
        if (dropsName) MetadataLabels.Drop(labels);
        if (_matching.Cardinality == MatchCardinality.OneToOne)
        {
            if (_matching.On) labels = MatchSignature.Keep(labels.Build(), _matching.Labels).ToBuilder();
            else foreach (string name in _matching.Labels) labels.Remove(name);
        }

        LabelSet source = one < 0 ? group.Signature : _one.Series[one].Labels;
        foreach (string name in _matching.Include) labels.Set(name, source.Get(name));
        return new OutputSeries(labels.Build(), _expression.ReturnBool || (present.DropName && !dropsName));
    }

    /// <summary>
    /// Leaves the results of one pair in the "many" column. As in Prometheus, the left fill value stands for the "many" side, also where
    /// <c>group_right</c> makes that the right one.
    /// </summary>
    private void FillPair(MatchGroup group, int many, int one)
    {
        Span<double> values = _manyColumn.Values;
        _manyColumn.ClearHistograms();
        if (many >= 0) _many.Fill(many, _manyColumn);
        else Missing(values, _presence.OfMany(group), _matching.FillLeft!.Value);
        if (one >= 0) FillOne(one);
        else
        {
            _oneColumn.ClearHistograms();
            Missing(_oneColumn.Values, _presence.OfOne(group), _matching.FillRight!.Value);
            _oneCached = -1;
        }

        if (_manyColumn.HasHistograms || _oneColumn.HasHistograms || _expression.Operator.IsTrim())
        {
            CombineMixed();
            return;
        }

        ReadOnlySpan<double> others = _oneColumn.Values;
        for (int step = 0; step < values.Length; step++)
        {
            double left = _swapped ? others[step] : values[step];
            double right = _swapped ? values[step] : others[step];
            bool both = !Column.IsNothing(left) && !Column.IsNothing(right);
            values[step] = both ? BinaryArithmetic.Apply(_expression.Operator, left, right, _expression.ReturnBool) : Column.Nothing;
        }
    }

    private void CombineMixed()
    {
        for (int step = 0; step < Grid.Count; step++)
        {
            double many = _manyColumn.Values[step];
            double one = _oneColumn.Values[step];
            if (Column.IsNothing(many)) continue;
            if (Column.IsNothing(one))
            {
                _manyColumn.SetValue(step, Column.Nothing);
                continue;
            }

            BinarySample left = new(many, _manyColumn.HistogramAt(step));
            BinarySample right = new(one, _oneColumn.HistogramAt(step));
            if (_swapped) (left, right) = (right, left);
            BinarySample? result = _mixed.Apply(left, right, out _);
            if (result?.Histogram is { } histogram) _manyColumn.SetHistogram(step, histogram);
            else _manyColumn.SetValue(step, result?.Value ?? Column.Nothing);
        }
    }

    /// <summary>Rows of one group come one after the other and share their "one" side.</summary>
    private void FillOne(int one)
    {
        if (_oneCached == one) return;
        _one.Fill(one, _oneColumn);
        _oneCached = one;
    }

    private static void Missing(Span<double> target, bool[] present, double fill)
    {
        for (int step = 0; step < target.Length; step++) target[step] = present[step] ? Column.Nothing : fill;
    }

    private void Combine(Column column)
    {
        Span<double> target = column.Values;
        ReadOnlySpan<double> values = _manyColumn.Values;
        for (int step = 0; step < target.Length; step++)
        {
            if (Column.IsNothing(values[step])) continue;
            if (!Column.IsNothing(target[step]))
            {
                throw QueryAbortedException.Execution("multiple matches for labels: grouping labels must ensure unique matches");
            }

            column.Take(_manyColumn, step, step);
        }
    }

    /// <summary>
    /// Results that several pairs may feed are computed once ahead of the query: a match that is ambiguous fails it, also where
    /// nobody asks for the result.
    /// </summary>
    private void VerifyRows()
    {
        Column scratch = new(Grid.Count);
        for (int i = 0; i < _rows.Count; i++)
        {
            if (_rows[i].Pairs.Count > 1) Fill(i, scratch);
        }
    }

    /// <summary>
    /// Refuses a group in which two series of the "many" side meet one at one step. To Prometheus 2, what a comparison filters out has
    /// not met.
    /// </summary>
    private void CheckManySide(MatchGroup group)
    {
        bool[] seen = new bool[Grid.Count];
        foreach (int many in group.Left)
        {
            foreach (int one in group.Right)
            {
                _context.Continue();
                if (_context.Options.AsPrometheus2) FillPair(group, many, one);
                else FillMet(many, one);
                for (int step = 0; step < seen.Length; step++)
                {
                    if (Column.IsNothing(_manyColumn.Values[step])) continue;
                    if (seen[step]) throw ManyToOne();
                    seen[step] = true;
                }
            }
        }
    }

    /// <summary>Leaves in the "many" column what has a partner.</summary>
    private void FillMet(int many, int one)
    {
        _many.Fill(many, _manyColumn);
        FillOne(one);
        Span<double> values = _manyColumn.Values;
        for (int step = 0; step < values.Length; step++)
        {
            if (Column.IsNothing(_oneColumn.Values[step])) values[step] = Column.Nothing;
        }
    }

    private QueryAbortedException ManyToOne() => QueryAbortedException.Execution(
        "multiple matches for labels: many-to-one matching must be explicit (group_left/group_right); "
        + $"write \"{MatchAdvice.ForDuplicates(_matching)}\"");

    /// <summary>Refuses a group that has two series on the "one" side at a step at which the other side has any.</summary>
    private void CheckOneSide(MatchGroup group)
    {
        int[] owner = new int[Grid.Count];
        (int First, int Second)?[] duplicates = new (int, int)?[Grid.Count];
        bool isAmbiguous = false;
        foreach (int one in group.Right)
        {
            _context.Continue();
            FillOne(one);
            for (int step = 0; step < owner.Length; step++)
            {
                if (Column.IsNothing(_oneColumn.Values[step])) continue;
                if (owner[step] != 0) duplicates[step] ??= (owner[step] - 1, one);
                isAmbiguous |= owner[step] != 0;
                owner[step] = one + 1;
            }
        }

        if (isAmbiguous) RefuseWhereManyHasValues(group, duplicates);
    }

    private void RefuseWhereManyHasValues(MatchGroup group, (int First, int Second)?[] duplicates)
    {
        for (int many = 0; many < _many.Series.Length; many++)
        {
            _context.Continue();
            _many.Fill(many, _manyColumn);
            for (int step = 0; step < duplicates.Length; step++)
            {
                if (duplicates[step] is not { } pair || Column.IsNothing(_manyColumn.Values[step])) continue;
                throw Duplicate(group, pair.First, pair.Second);
            }
        }
    }

    private QueryAbortedException Duplicate(MatchGroup group, int first, int second)
    {
        string side = _swapped ? "left" : "right";
        string a = GoLabels.Print(_one.Series[first].Labels);
        string b = GoLabels.Print(_one.Series[second].Labels);
        if (string.CompareOrdinal(a, b) > 0) (a, b) = (b, a);
        return QueryAbortedException.Execution(
            $"found duplicate series for the match group {GoLabels.Print(group.Signature)} on the {side} hand-side of the operation: [{a}, {b}];"
            + "many-to-many matching not allowed: matching labels must be unique on one side");
    }
}
