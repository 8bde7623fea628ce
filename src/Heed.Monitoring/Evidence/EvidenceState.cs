namespace Heed.Monitoring.Evidence;

/// <summary>What a piece of evidence says now.</summary>
public enum EvidenceState
{
    /// <summary>Too few records in the baseline or lately: neither healthy nor changed.</summary>
    NotEnoughData = 0,

    /// <summary>Nothing shows a change that is large enough to matter.</summary>
    Quiet,

    /// <summary>A change is shown, and lasts.</summary>
    Holding,

    /// <summary>A change was shown, and the newest records speak against it: not enough yet to call it over.</summary>
    Clearing,
}
