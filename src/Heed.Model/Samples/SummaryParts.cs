namespace Heed.Model.Samples;

/// <summary>What of a summary is wanted; the rest costs nothing and says nothing.</summary>
[Flags]
public enum SummaryParts
{
    /// <summary>The count and both end samples, which every summary has.</summary>
    Ends = 0,

    /// <summary>The sum and its carry.</summary>
    Sum = 1,

    /// <summary>The least and the greatest value.</summary>
    Extremes = 2,

    /// <summary>The falls of a counter, and how often the value changes.</summary>
    Steps = 4,

    /// <summary>The squared deviations, for which the sum is computed as well.</summary>
    Deviations = 8,

    All = Sum | Extremes | Steps | Deviations,
}
