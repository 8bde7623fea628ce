namespace Heed.Ingest.Files;

/// <summary>What a step through an <see cref="EventFile"/> came to.</summary>
public enum EventFileStep
{
    /// <summary>The end of the file.</summary>
    End,

    /// <summary>One event's bytes; they may still be no JSON.</summary>
    Event,

    /// <summary>An event with more bytes than the limit; it is passed over.</summary>
    TooLarge,

    /// <summary>The gzip stream ends early or is broken here: this is told once, and the end follows.</summary>
    Truncated,
}
