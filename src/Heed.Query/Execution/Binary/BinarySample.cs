using Heed.Model.Histograms;

namespace Heed.Query.Execution.Binary;

/// <summary>One side of a binary operator at one step.</summary>
/// <param name="Value">Means nothing where there is a histogram.</param>
internal readonly record struct BinarySample(double Value, NativeHistogram? Histogram)
{
    public string Kind => Histogram is null ? "float" : "histogram";
}
