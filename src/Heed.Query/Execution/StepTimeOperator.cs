namespace Heed.Query.Execution;

/// <summary><c>timestamp()</c> of anything that is computed: the time of the step, where there is a value.</summary>
internal sealed class StepTimeOperator(Operator input) : Operator(input.Grid)
{
    public override OutputSeries[] Series { get; } = Array.ConvertAll(input.Series, s => s with { DropName = true });

    public override void Fill(int series, Column target)
    {
        input.Fill(series, target);
        target.ClearHistograms();
        Span<double> values = target.Values;
        for (int step = 0; step < values.Length; step++)
        {
            if (!Column.IsNothing(values[step])) values[step] = Grid.TimeAt(step) / 1000.0;
        }
    }
}
