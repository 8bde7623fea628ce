namespace Heed.Rules.Alerting;

/// <summary>What an evaluation did to an alert.</summary>
public enum AlertTransition
{
    /// <summary>Pending, firing or resolved as before.</summary>
    None,

    /// <summary>A new pending alert, or a resolved one that begins anew.</summary>
    BecamePending,

    /// <summary>The condition has held for the hold duration, which may be zero.</summary>
    Fired,

    /// <summary>A firing alert whose condition no longer holds begins to be kept firing.</summary>
    KeptFiring,

    /// <summary>A firing alert is over; it stays in reports for a while.</summary>
    Resolved,

    /// <summary>A pending alert never fired, or a resolved one was shown for long enough.</summary>
    Forgotten,
}
