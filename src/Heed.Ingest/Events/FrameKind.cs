namespace Heed.Ingest.Events;

/// <summary>What an <see cref="EventFramer"/> found.</summary>
internal enum FrameKind
{
    /// <summary>The bytes of one event, not looked into.</summary>
    Event,

    /// <summary>An event with more bytes than the limit; they are gone.</summary>
    TooLarge,

    /// <summary>What stands behind the last end of an event when the body ends: an event, or the start of one.</summary>
    Tail,
}
