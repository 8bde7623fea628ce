namespace Heed.Ingest.Files;

/// <summary>What a step through a file of events, or of rows, came to.</summary>
public enum EventFileStep
{
    /// <summary>The end of the file.</summary>
    End,

    /// <summary>The bytes of one event, which may still be no JSON, or of one row.</summary>
    Event,

    /// <summary>An event or row with more bytes than the limit; it is passed over.</summary>
    TooLarge,

    /// <summary>The gzip stream ends early or is broken here: this is told once, and the end follows.</summary>
    Truncated,

    /// <summary>The file ends inside the quotes of a row's field: what is there of the row is passed over.</summary>
    Unclosed,
}
