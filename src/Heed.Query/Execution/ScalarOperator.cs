namespace Heed.Query.Execution;

/// <summary><c>scalar()</c>: the value of the only series at a step, else NaN.</summary>
internal sealed class ScalarOperator(Operator input) : Operator(input.Grid)
{
    private readonly Column _column = new(input.Grid.Count);

    public override OutputSeries[] Series => ConstantOperator.ScalarSeries;

    public override void Fill(int series, Column target)
    {
        target.Clear();
        Span<double> values = target.Values;
        Span<bool> several = new bool[values.Length];
        for (int i = 0; i < input.Series.Length; i++)
        {
            input.Fill(i, _column);
            _column.DropHistograms();
            for (int step = 0; step < values.Length; step++)
            {
                double value = _column.Values[step];
                if (Column.IsNothing(value)) continue;
                several[step] = !Column.IsNothing(values[step]);
                values[step] = several[step] ? double.NaN : value;
            }
        }

        for (int step = 0; step < values.Length; step++)
        {
            if (Column.IsNothing(values[step])) values[step] = double.NaN;
        }
    }
}
