namespace Heed.Model.Alerts;

/// <summary>The states of an alert of a rule.</summary>
public enum AlertState
{
    Inactive,

    /// <summary>The expression holds, but not yet for the hold duration.</summary>
    Pending,

    Firing,
}
