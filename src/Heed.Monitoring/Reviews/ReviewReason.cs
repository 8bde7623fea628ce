namespace Heed.Monitoring.Reviews;

/// <summary>Why a prediction was chosen for review.</summary>
public enum ReviewReason
{
    /// <summary>With about the share that is asked for.</summary>
    Random,

    /// <summary>The model was unsure, and such predictions are chosen more often.</summary>
    LowConfidence,

    /// <summary>There are few predictions of its segment, class and confidence, and such are chosen more often.</summary>
    Rare,
}
