using Heed.Model.Histograms;

namespace Heed.Query.Execution.Histograms;

/// <summary>A number from each native histogram; floats are left out.</summary>
internal sealed class FigureOperator(Operator input, Func<NativeHistogram, double> figure) : Operator(input.Grid)
{
    private readonly Column _column = new(input.Grid.Count);

    public override OutputSeries[] Series { get; } = Array.ConvertAll(input.Series, s => s with { DropName = true });

    public override void Fill(int series, Column target)
    {
        input.Fill(series, _column);
        target.Clear();
        for (int step = 0; _column.HasHistograms && step < Grid.Count; step++)
        {
            if (_column.HistogramAt(step) is { } histogram) target.Values[step] = figure(histogram);
        }
    }
}
