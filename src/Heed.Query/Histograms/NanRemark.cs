namespace Heed.Query.Histograms;

/// <summary>What observations of NaN, which no bucket holds, do to a figure of a histogram.</summary>
public enum NanRemark
{
    None,

    /// <summary>The figure itself is one of them.</summary>
    IsNan,

    /// <summary>The figure is larger than it would be without them.</summary>
    IsSkewed,

    /// <summary>The figure leaves them out.</summary>
    AreExcluded,
}
