namespace Heed.Monitoring.Drift;

/// <summary>What a column's verdict rests on.</summary>
public enum DriftReason
{
    /// <summary>No change was found.</summary>
    None,

    /// <summary>The distribution of the values.</summary>
    Distribution,

    /// <summary>The share of rows without a value.</summary>
    Missing,

    /// <summary>The share of rows with a text where a number is expected.</summary>
    Invalid,

    /// <summary>Fewer than the least number of values on one side.</summary>
    FewValues,

    /// <summary>Significant, and too small to matter.</summary>
    SmallEffect,
}
