namespace Heed.Rules.Groups;

/// <summary>How the last evaluation of a rule went: Prometheus' words.</summary>
public enum RuleHealth
{
    /// <summary>Never evaluated.</summary>
    Unknown,

    Ok,

    /// <summary>The last evaluation failed; the rule's series and alerts stay as they were.</summary>
    Err,
}
