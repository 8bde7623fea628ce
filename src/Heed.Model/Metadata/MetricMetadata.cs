namespace Heed.Model.Metadata;

/// <summary>What a source says of one metric.</summary>
/// <param name="Family">The metric's name without <c>_bucket</c>, <c>_sum</c>, <c>_count</c>; in OpenMetrics without <c>_total</c>, too.</param>
/// <param name="Unit">Empty where nobody says.</param>
/// <param name="Help">Empty where nobody says.</param>
public sealed record MetricMetadata(string Family, MetricType Type, string Unit, string Help);
