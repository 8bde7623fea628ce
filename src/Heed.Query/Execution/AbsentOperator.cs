using Heed.Model.Labels;
using Heed.Query.Syntax;

namespace Heed.Query.Execution;

/// <summary>
/// <c>absent</c> and <c>absent_over_time</c>: 1 where no input series has a value, labelled by what the selector asks for with
/// equality exactly once.
/// </summary>
internal sealed class AbsentOperator(Operator input, Expression argument) : Operator(input.Grid)
{
    private readonly Column _column = new(input.Grid.Count);

    public override OutputSeries[] Series { get; } = [new(LabelsOf(argument.Unwrap()), false)];

    public override void Fill(int series, Column target)
    {
        Span<double> values = target.Values;
        values.Fill(1);
        for (int i = 0; i < input.Series.Length; i++)
        {
            input.Fill(i, _column);
            for (int step = 0; step < values.Length; step++)
            {
                if (!Column.IsNothing(_column.Values[step])) values[step] = Column.Nothing;
            }
        }
    }

    private static LabelSet LabelsOf(Expression argument)
    {
        IReadOnlyList<LabelMatcher> matchers = argument switch
        {
            VectorSelector selector => selector.Matchers,
            RangeSelector range => range.Selector.Matchers,
            _ => [],
        };
        LabelSetBuilder labels = new();
        HashSet<string> seen = [LabelNames.MetricName];
        foreach (LabelMatcher matcher in matchers)
        {
            if (matcher.Name == LabelNames.MetricName) continue;
            bool only = seen.Add(matcher.Name) && matcher.Operator == MatchOperator.Equal;
            labels.Set(matcher.Name, only ? matcher.Value : "");
        }

        return labels.Build();
    }
}
