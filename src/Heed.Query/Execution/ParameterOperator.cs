namespace Heed.Query.Execution;

/// <summary>A function of a value and up to two scalars of the same step; it may answer <see cref="Column.Nothing"/>.</summary>
internal sealed class ParameterOperator(Operator input, Column first, Column second, Func<double, double, double, double> function)
    : Operator(input.Grid)
{
    public override OutputSeries[] Series { get; } = Array.ConvertAll(input.Series, s => s with { DropName = true });

    public override void Fill(int series, Column target)
    {
        input.Fill(series, target);
        target.DropHistograms();
        Span<double> values = target.Values;
        for (int step = 0; step < values.Length; step++)
        {
            if (!Column.IsNothing(values[step])) values[step] = function(values[step], first.Values[step], second.Values[step]);
        }
    }
}
