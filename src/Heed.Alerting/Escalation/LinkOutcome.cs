namespace Heed.Alerting.Escalation;

/// <summary>What a token is worth.</summary>
public enum LinkOutcome
{
    Valid,
    Expired,

    /// <summary>It is no token, or not one that this server signed.</summary>
    Forged,
}
