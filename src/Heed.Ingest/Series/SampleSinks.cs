using Heed.Model.Histograms;
using Heed.Model.Metadata;
using Heed.Model.Samples;

namespace Heed.Ingest.Series;

/// <summary>Where what is received goes.</summary>
/// <param name="Samples">Any thread may call it.</param>
/// <param name="Histograms">Null where native histograms are refused.</param>
/// <param name="Metadata">Null where nobody keeps what metrics are.</param>
public sealed record SampleSinks(IBatchSampleSink Samples, IHistogramSink? Histograms, IMetadataSink? Metadata);
