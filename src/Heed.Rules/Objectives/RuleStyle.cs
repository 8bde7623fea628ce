namespace Heed.Rules.Objectives;

/// <summary>How the rules of an objective are written.</summary>
public enum RuleStyle
{
    /// <summary>
    /// Windows are computed from the series themselves, so that each event weighs the same; planned maintenance and calendars are
    /// respected; there are the <c>ml_slo_*</c> series.
    /// </summary>
    Direct,

    /// <summary>As Sloth generates them: the period's ratio is the mean of its five-minute ratios.</summary>
    Sloth,
}
