using Heed.Model.Records;

namespace Heed.Monitoring;

/// <summary>What the configuration says of one feature, over what the baseline says.</summary>
public sealed record FeatureOptions
{
    /// <value>Number or category; null to infer it from the baseline's values, the default.</value>
    public FeatureKind? Kind { get; init; }

    /// <value>The smallest value in range, in the feature's unit; null for the baseline's minimum, the default.</value>
    public double? Min { get; init; }

    /// <value>The largest value in range, in the feature's unit; null for the baseline's maximum, the default.</value>
    public double? Max { get; init; }

    /// <value>Whether the feature is in no figure. The default value is false.</value>
    public bool Ignore { get; init; }
}
