namespace Heed.Model.Metadata;

/// <summary>The gate through which readers of formats hand on what metrics are. Safe to call from any thread.</summary>
public interface IMetadataSink
{
    /// <summary>The newest description of a family is the one that counts. Whoever keeps them bounds them.</summary>
    void Describe(MetricMetadata metadata);
}
