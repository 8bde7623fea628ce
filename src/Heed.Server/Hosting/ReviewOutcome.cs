namespace Heed.Server.Hosting;

/// <summary>What became of the answer to a review.</summary>
public enum ReviewOutcome
{
    /// <summary>Its label is durable and in the figures.</summary>
    Taken,

    /// <summary>No review of that id is open, and none was lately.</summary>
    Unknown,

    /// <summary>Somebody was faster, or a label came by another way.</summary>
    AlreadyAnswered,

    /// <summary>The label is none that the model could have.</summary>
    Refused,

    /// <summary>The server could not take it now.</summary>
    Busy,
}
