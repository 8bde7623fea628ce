namespace Heed.Alerting.Dispatching;

/// <summary>How an alert stands now.</summary>
public enum AlertCondition
{
    Active,

    /// <summary>It fires, but is inhibited or silenced.</summary>
    Suppressed,
    Resolved,
}
