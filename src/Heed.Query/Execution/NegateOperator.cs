using Heed.Query.Histograms;

namespace Heed.Query.Execution;

/// <summary>The unary minus.</summary>
internal sealed class NegateOperator(Operator input) : Operator(input.Grid)
{
    public override OutputSeries[] Series { get; } = Array.ConvertAll(input.Series, s => s with { DropName = true });

    public override void Fill(int series, Column target)
    {
        input.Fill(series, target);
        Span<double> values = target.Values;
        for (int step = 0; step < values.Length; step++)
        {
            if (!Column.IsNothing(values[step])) values[step] = -values[step];
        }

        for (int step = 0; target.HasHistograms && step < values.Length; step++)
        {
            if (target.HistogramAt(step) is not { } histogram) continue;
            HistogramSum negative = HistogramSum.Of(histogram);
            negative.Multiply(-1);
            target.SetHistogram(step, negative.ToHistogram());
        }
    }
}
