using Heed.Model.Histograms;
using Heed.Model.Labels;

namespace Heed.Query.Results;

/// <summary>One series of a matrix: columns of the same length, never empty.</summary>
/// <param name="TimesMs">Unix milliseconds, ascending.</param>
/// <param name="Values">NaN where there is a histogram.</param>
/// <param name="Histograms">Null where the sample is a float; null as a whole where every sample is.</param>
public sealed record MatrixSeries(LabelSet Labels, long[] TimesMs, double[] Values, NativeHistogram?[]? Histograms = null)
{
    public NativeHistogram? HistogramAt(int index) => Histograms?[index];
}
