using Heed.Model.Labels;

namespace Heed.Query.Execution;

/// <summary>
/// Renames series. Inputs that get the same labels become one series, as long as no two of them have a value at the same step.
/// </summary>
internal sealed class MergeOperator : Operator
{
    private readonly Operator _input;
    private readonly int[][] _members;
    private readonly Column _other;

    private MergeOperator(Operator input, OutputSeries[] series, int[][] members)
        : base(input.Grid)
    {
        _input = input;
        Series = series;
        _members = members;
        _other = new Column(input.Grid.Count);
    }

    public override OutputSeries[] Series { get; }

    /// <param name="context">The query.</param>
    /// <param name="input">The series as they are.</param>
    /// <param name="renamed">The new series of each input series.</param>
    public static MergeOperator Rename(QueryContext context, Operator input, OutputSeries[] renamed)
    {
        Dictionary<LabelSet, int> index = new(renamed.Length);
        List<OutputSeries> series = new(renamed.Length);
        List<List<int>> members = new(renamed.Length);
        for (int i = 0; i < renamed.Length; i++)
        {
            context.Continue();
            if (index.TryAdd(renamed[i].Labels, series.Count))
            {
                series.Add(renamed[i]);
                members.Add([i]);
            }
            else
            {
                int at = index[renamed[i].Labels];
                members[at].Add(i);
                series[at] = series[at] with { DropName = series[at].DropName || renamed[i].DropName };
            }
        }

        int[][] arrays = new int[members.Count][];
        for (int i = 0; i < arrays.Length; i++)
        {
            context.Continue();
            arrays[i] = [.. members[i]];
        }

        MergeOperator merged = new(input, [.. series], arrays);
        merged.Verify();
        return merged;
    }

    /// <summary>
    /// Computes what several inputs feed ahead of the query: two values at one step fail it, also where nobody asks for them.
    /// </summary>
    private void Verify()
    {
        if (_members.Length == _input.Series.Length) return;
        Column scratch = new(Grid.Count);
        for (int i = 0; i < _members.Length; i++)
        {
            if (_members[i].Length > 1) Fill(i, scratch);
        }
    }

    /// <summary>The input itself where no name has to go and no two series are the same.</summary>
    public static Operator FinishNames(QueryContext context, Operator input)
    {
        bool drops = Array.Exists(input.Series, s => s.DropName);
        return drops || HasDuplicates(context, input)
            ? Rename(context, input, context.Map(input.Series, s => new OutputSeries(s.FinalLabels, false)))
            : input;
    }

    /// <summary>The input itself where no two series are the same.</summary>
    public static Operator MergeDuplicates(QueryContext context, Operator input) =>
        HasDuplicates(context, input) ? Rename(context, input, input.Series) : input;

    public override void Fill(int series, Column target)
    {
        int[] members = _members[series];
        _input.Fill(members[0], target);
        Span<double> values = target.Values;
        for (int i = 1; i < members.Length; i++)
        {
            _input.Fill(members[i], _other);
            Span<double> others = _other.Values;
            for (int step = 0; step < values.Length; step++)
            {
                if (Column.IsNothing(others[step])) continue;
                if (!Column.IsNothing(values[step]))
                {
                    throw QueryAbortedException.Execution("vector cannot contain metrics with the same labelset");
                }

                target.Take(_other, step, step);
            }
        }
    }

    public override int[]? Order()
    {
        if (_input.Order() is not { } inner) return null;
        int[] ownerOf = new int[_input.Series.Length];
        for (int i = 0; i < _members.Length; i++)
        {
            foreach (int member in _members[i]) ownerOf[member] = i;
        }

        HashSet<int> seen = new(Series.Length);
        List<int> order = new(Series.Length);
        foreach (int member in inner)
        {
            if (seen.Add(ownerOf[member])) order.Add(ownerOf[member]);
        }

        return [.. order];
    }

    private static bool HasDuplicates(QueryContext context, Operator input)
    {
        HashSet<LabelSet> seen = new(input.Series.Length);
        foreach (OutputSeries series in input.Series)
        {
            context.Continue();
            if (!seen.Add(series.Labels)) return true;
        }

        return false;
    }
}
