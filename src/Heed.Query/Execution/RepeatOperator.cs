namespace Heed.Query.Execution;

/// <summary>Carries the one step of its input to all steps.</summary>
internal sealed class RepeatOperator(StepGrid grid, Operator input) : Operator(grid)
{
    private readonly Column _single = new(1);

    public override OutputSeries[] Series => input.Series;

    public override int[]? Order() => input.Order();

    public override void Fill(int series, Column target)
    {
        input.Fill(series, _single);
        target.ClearHistograms();
        target.Values.Fill(_single.Values[0]);
        for (int step = 0; _single.HasHistograms && step < Grid.Count; step++) target.Take(_single, 0, step);
    }
}
