using Heed.Model.Histograms;
using Heed.Model.Labels;
using Heed.Model.Parsing;
using Heed.Query.Histograms;
using Heed.Query.Syntax;

namespace Heed.Query.Execution.Aggregations;

/// <summary><c>count_values</c>: the one operator whose series depend on values, so it reads its input before it knows them.</summary>
internal sealed class CountValuesOperator : Operator
{
    private readonly List<int[]> _counts = [];
    private readonly bool _isHidden;

    /// <summary>The series of each value in the group that is counted, by the bits of the value; all NaN are one.</summary>
    private readonly Dictionary<long, int> _seriesOf = [];

    public CountValuesOperator(QueryContext context, AggregateExpression aggregate, Operator input, string label)
        : base(input.Grid)
    {
        if (!context.IsLabelName(label)) throw QueryAbortedException.Execution($"invalid label name {GoLabels.Quote(label)}");

        // A label that "without" removes is removed behind the counting too.
        _isHidden = aggregate.Without && aggregate.Grouping.Contains(label);
        GroupTable groups = new(context, aggregate, input.Series);
        Column column = new(Grid.Count);
        List<OutputSeries> series = [];
        Dictionary<LabelSet, int> index = [];
        for (int group = 0; group < groups.Groups.Length; group++)
        {
            _seriesOf.Clear();
            foreach (int member in groups.MembersOf(group))
            {
                context.Continue();
                input.Fill(member, column);
                Count(context, groups.Groups[group], label, column, series, index);
            }
        }

        Series = [.. series];
    }

    public override OutputSeries[] Series { get; }

    public override void Fill(int series, Column target)
    {
        int[] counts = _counts[series];
        for (int step = 0; step < counts.Length; step++) target.Values[step] = counts[step] == 0 ? Column.Nothing : counts[step];
    }

    /// <summary>A value is written as a label once a group, however often it comes.</summary>
    private void Count(
        QueryContext context,
        OutputSeries group,
        string label,
        Column column,
        List<OutputSeries> series,
        Dictionary<LabelSet, int> index)
    {
        for (int step = 0; step < Grid.Count; step++)
        {
            double value = column.Values[step];
            if (Column.IsNothing(value)) continue;
            NativeHistogram? histogram = column.HistogramAt(step);
            long key = BitConverter.DoubleToInt64Bits(double.IsNaN(value) ? double.NaN : value);
            if (histogram is not null || !_seriesOf.TryGetValue(key, out int at))
            {
                string text = histogram is null ? GoNumber.FormatPlain(value) : HistogramText.Of(histogram);
                at = SeriesOf(context, group with { Labels = _isHidden ? group.Labels : group.Labels.With(label, text) }, series, index);
                if (histogram is null) _seriesOf.Add(key, at);
            }

            _counts[at][step]++;
        }
    }

    private int SeriesOf(QueryContext context, OutputSeries counted, List<OutputSeries> series, Dictionary<LabelSet, int> index)
    {
        if (index.TryGetValue(counted.Labels, out int at)) return at;
        context.Hold(Grid.Count);
        context.HoldLabels(counted.Labels);
        at = series.Count;
        index.Add(counted.Labels, at);
        series.Add(counted);
        _counts.Add(new int[Grid.Count]);
        return at;
    }
}
