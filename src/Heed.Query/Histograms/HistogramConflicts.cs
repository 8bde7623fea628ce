namespace Heed.Query.Histograms;

/// <summary>What a combination of two histograms had to put up with.</summary>
[Flags]
public enum HistogramConflicts
{
    None = 0,

    /// <summary>Their custom bounds differ: only those that both have are left.</summary>
    BoundsReconciled = 1,

    /// <summary>One says that the counts began anew, the other that they went on.</summary>
    Resets = 2,

    /// <summary>One has exponential and the other custom buckets: they cannot be combined, and nothing was.</summary>
    Incompatible = 4,
}
