using Heed.Model.Labels;
using Heed.Model.Samples;

namespace Heed.Query.Results;

public readonly record struct VectorSample(LabelSet Labels, Sample Sample);
