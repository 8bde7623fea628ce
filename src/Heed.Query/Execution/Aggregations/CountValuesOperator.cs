using Heed.Model.Labels;
using Heed.Query.Printing;
using Heed.Query.Syntax;

namespace Heed.Query.Execution.Aggregations;

/// <summary><c>count_values</c>: the one operator whose series depend on values, so it reads its input before it knows them.</summary>
internal sealed class CountValuesOperator : Operator
{
    private readonly List<int[]> _counts = [];
    private readonly bool _isHidden;

    public CountValuesOperator(QueryContext context, AggregateExpression aggregate, Operator input, string label)
        : base(input.Grid)
    {
        if (!context.IsLabelName(label)) throw QueryAbortedException.Execution($"invalid label name {GoLabels.Quote(label)}");

        // A label that "without" removes is removed behind the counting too.
        _isHidden = aggregate.Without && aggregate.Grouping.Contains(label);
        GroupTable groups = new(aggregate, input.Series);
        Column column = new(Grid.Count);
        List<OutputSeries> series = [];
        Dictionary<LabelSet, int> index = [];
        for (int group = 0; group < groups.Groups.Length; group++)
        {
            foreach (int member in groups.MembersOf(group))
            {
                context.Continue();
                input.Fill(member, column);
                Count(context, groups.Groups[group], label, column.Values, series, index);
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

    private void Count(
        QueryContext context,
        OutputSeries group,
        string label,
        Span<double> values,
        List<OutputSeries> series,
        Dictionary<LabelSet, int> index)
    {
        for (int step = 0; step < values.Length; step++)
        {
            if (Column.IsNothing(values[step])) continue;
            LabelSet labels = _isHidden ? group.Labels : group.Labels.With(label, GoNumber.FormatPlain(values[step]));
            if (!index.TryGetValue(labels, out int at))
            {
                context.Hold(Grid.Count);
                at = series.Count;
                index.Add(labels, at);
                series.Add(group with { Labels = labels });
                _counts.Add(new int[Grid.Count]);
            }

            _counts[at][step]++;
        }
    }
}
