namespace Heed.Query.Execution;

/// <summary>A function of one number, applied to every value.</summary>
internal sealed class ElementOperator(Operator input, Func<double, double> function) : Operator(input.Grid)
{
    public override OutputSeries[] Series { get; } = Array.ConvertAll(input.Series, s => s with { DropName = true });

    public override void Fill(int series, Column target)
    {
        input.Fill(series, target);
        target.DropHistograms();
        Span<double> values = target.Values;
        for (int step = 0; step < values.Length; step++)
        {
            if (!Column.IsNothing(values[step])) values[step] = function(values[step]);
        }
    }
}
