using System.Collections.Concurrent;

using Heed.Model.Metadata;

namespace Heed.Server.Hosting;

/// <summary>What the sources of samples say that their metrics are; the newest word counts. Bounded. Safe to use from any thread.</summary>
public sealed class MetricDescriptions : IMetadataSink
{
    public const int MostFamilies = 100_000;

    private readonly ConcurrentDictionary<string, MetricMetadata> _families = new(StringComparer.Ordinal);

    /// <summary>Families that found no room.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    private long _refused;

    public void Describe(MetricMetadata metadata)
    {
        if (_families.Count >= MostFamilies && !_families.ContainsKey(metadata.Family)) Interlocked.Increment(ref _refused);
        else _families[metadata.Family] = metadata;
    }

    /// <summary>Ordered by family.</summary>
    public IReadOnlyList<MetricMetadata> Read() => [.. _families.Values.OrderBy(m => m.Family, StringComparer.Ordinal)];
}
