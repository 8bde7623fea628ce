namespace Heed.Monitoring.Drift;

/// <summary>What a comparison says of a column, or of a whole table.</summary>
public enum DriftVerdict
{
    /// <summary>One side has too few values to tell.</summary>
    NotEnoughData,

    /// <summary>No change that is both significant and large enough to matter.</summary>
    Quiet,

    /// <summary>A change that is significant and large enough to matter.</summary>
    Drift,
}
