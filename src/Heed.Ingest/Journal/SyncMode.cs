namespace Heed.Ingest.Journal;

/// <summary>What a commit waits for.</summary>
public enum SyncMode
{
    /// <summary>The disk: what was committed survives a loss of power.</summary>
    Always,

    /// <summary>The operating system: what was committed survives a crash of the process, not one of the machine.</summary>
    Never,
}
