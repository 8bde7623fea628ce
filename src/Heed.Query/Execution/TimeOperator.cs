namespace Heed.Query.Execution;

/// <summary><c>time()</c>: each step's own time in seconds.</summary>
internal sealed class TimeOperator(StepGrid grid) : Operator(grid)
{
    public override OutputSeries[] Series => ConstantOperator.ScalarSeries;

    public override void Fill(int series, Column target)
    {
        Span<double> values = target.Values;
        for (int step = 0; step < values.Length; step++) values[step] = Grid.TimeAt(step) / 1000.0;
    }
}
