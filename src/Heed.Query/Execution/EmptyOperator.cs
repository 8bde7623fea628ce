namespace Heed.Query.Execution;

/// <summary>An instant vector without series: what functions of native histograms make of floats.</summary>
internal sealed class EmptyOperator(StepGrid grid) : Operator(grid)
{
    public override OutputSeries[] Series => [];

    public override void Fill(int series, Column target) =>
        throw new InvalidOperationException($"expected no call, there is no series {series}");
}
