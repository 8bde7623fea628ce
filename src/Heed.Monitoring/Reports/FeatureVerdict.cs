namespace Heed.Monitoring.Reports;

/// <summary>What the last closed window says of one feature.</summary>
public enum FeatureVerdict
{
    /// <summary>No window has closed yet, or the closed one has too few values or is outdated.</summary>
    NotEnoughData,

    /// <summary>The change is not significant, or too small to matter.</summary>
    Ok,

    /// <summary>The change is significant and large enough to matter.</summary>
    Drift,
}
