using Heed.Model.Labels;

namespace Heed.Query.Execution.Labels;

/// <summary>
/// <c>sort</c>, <c>sort_desc</c>, <c>sort_by_label</c> and <c>sort_by_label_desc</c>: the order of an instant query's result.
/// </summary>
/// <param name="labels">The labels to sort by; null to sort by value.</param>
internal sealed class SortOperator(QueryContext context, Operator input, bool descending, string[]? labels) : Operator(input.Grid)
{
    private readonly double[] _last = new double[input.Series.Length];

    public override OutputSeries[] Series => input.Series;

    public override void Fill(int series, Column target)
    {
        input.Fill(series, target);
        if (labels is null) target.DropHistograms();
        _last[series] = target.Values.Length == 0 ? Column.Nothing : target.Values[^1];
    }

    public override int[]? Order()
    {
        if (Grid.Count != 1) return null;
        int[] order = new int[Series.Length];
        for (int i = 0; i < order.Length; i++) order[i] = i;
        context.Sort<int>(order, labels is null ? CompareValues : CompareLabels);
        return order;
    }

    /// <summary>NaN comes last in both directions.</summary>
    private int CompareValues(int x, int y)
    {
        int order = double.IsNaN(_last[x]).CompareTo(double.IsNaN(_last[y]));
        if (order == 0) order = descending ? _last[y].CompareTo(_last[x]) : _last[x].CompareTo(_last[y]);
        return order != 0 ? order : x.CompareTo(y);
    }

    private int CompareLabels(int x, int y)
    {
        LabelSet a = Series[x].Labels;
        LabelSet b = Series[y].Labels;
        int order = 0;
        for (int i = 0; i < labels!.Length && order == 0; i++) order = NaturalOrder.Compare(a.Get(labels[i]), b.Get(labels[i]));
        if (order == 0) order = a.CompareTo(b);
        return descending ? -order : order;
    }
}
