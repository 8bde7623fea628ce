namespace Heed.Monitoring.Monitors;

/// <summary>When a window's difference from the baseline counts as drift.</summary>
internal static class DriftThresholds
{
    /// <summary>The field's published threshold of a warning, for Kolmogorov–Smirnov D and total variation alike.</summary>
    public const double WarningScore = 0.15;

    /// <summary>The field's published threshold of a critical alert.</summary>
    public const double CriticalScore = 0.25;

    /// <summary>
    /// How often a window of an unchanged model may be called significant, over all its features together; and the level of the
    /// PSI threshold that is shown, which is one feature's.
    /// </summary>
    public const double Alpha = 0.001;
}
