using Heed.Model.Histograms;

namespace Heed.Ingest.Exposition;

/// <summary>One of the samples that a metric of a protobuf exposition holds.</summary>
/// <param name="Suffix">Behind the family's name.</param>
/// <param name="BoundLabel"><c>le</c>, <c>quantile</c>, or null where the sample has no bound.</param>
internal readonly record struct ProtobufPoint(string Suffix, string? BoundLabel, double Bound, double Value, NativeHistogram? Histogram);
