namespace Heed.Server.State;

/// <summary>What became of a write to the state.</summary>
public enum WriteOutcome
{
    /// <summary>It is on the disk.</summary>
    Kept,

    /// <summary>Nothing was written: this server does not lead, or another one leads by now.</summary>
    Superseded,
}
