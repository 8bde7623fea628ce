using Heed.Model.Labels;

namespace Heed.Query.Execution;

/// <summary>A scalar that is the same at every step.</summary>
internal sealed class ConstantOperator(StepGrid grid, double value) : Operator(grid)
{
    public static readonly OutputSeries[] ScalarSeries = [new(LabelSet.Empty, false)];

    public override OutputSeries[] Series => ScalarSeries;

    public override void Fill(int series, Column target) => target.Values.Fill(value);
}
