namespace Heed.Alerting.Silences;

/// <summary>Where a silence stands at a time.</summary>
public enum SilenceState
{
    /// <summary>It begins later.</summary>
    Pending,
    Active,

    /// <summary>It has ended, by itself or by a person.</summary>
    Expired,
}
