using Heed.Model.Histograms;
using Heed.Model.Labels;
using Heed.Model.Samples;

namespace Heed.Query.Results;

/// <param name="Sample">Its value is NaN where there is a histogram.</param>
/// <param name="Histogram">Null where the sample is a float.</param>
public readonly record struct VectorSample(LabelSet Labels, Sample Sample, NativeHistogram? Histogram = null);
