namespace Heed.Statistics.Sequential;

/// <summary>What a change detector says after a value.</summary>
public enum ChangeSignal
{
    /// <summary>Nothing is shown.</summary>
    None = 0,

    /// <summary>A change may have begun.</summary>
    Warning,

    /// <summary>A change is shown; the detector has started anew.</summary>
    Change,
}
