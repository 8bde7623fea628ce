namespace Heed.Monitoring.Drift;

/// <summary>When a difference of two tables counts as drift, and what is compared.</summary>
public sealed record DriftOptions
{
    public const double DefaultAlpha = 0.01;
    public const double DefaultEffect = 0.1;
    public const double DefaultMissingEffect = 0.05;

    /// <value>How often two samples of the same source may raise any alarm, over all columns together. Inside (0, 0.5]. Default: 0.01.</value>
    public double Alpha { get; init; } = DefaultAlpha;

    /// <value>The least Kolmogorov–Smirnov D or total variation that matters. Inside [0, 1]. Default: 0.1.</value>
    public double Effect { get; init; } = DefaultEffect;

    /// <value>The least change of the share of missing values, or of values of another type, that matters. Default: 0.05.</value>
    public double MissingEffect { get; init; } = DefaultMissingEffect;

    /// <value>Values that either side needs before a column is compared. Default: 30.</value>
    public int LeastValues { get; init; } = 30;

    /// <value>Categories with a figure of their own. Default: 100.</value>
    public int CategoryLimit { get; init; } = ModelOptions.DefaultClassLimit;
}
