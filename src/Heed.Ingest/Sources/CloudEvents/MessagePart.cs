namespace Heed.Ingest.Sources.CloudEvents;

/// <summary>What a message of a serving system is of an inference.</summary>
public enum MessagePart
{
    /// <summary>None that is known.</summary>
    None,
    Request,
    Answer,

    /// <summary>What the answer should have been.</summary>
    Feedback,
}
