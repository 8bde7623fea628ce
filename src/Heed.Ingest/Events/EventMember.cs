namespace Heed.Ingest.Events;

/// <summary>The members that an event may have; <see cref="None"/> stands for any other name.</summary>
internal enum EventMember
{
    None,
    Type,
    Model,
    Version,
    Id,
    Time,
    Endpoint,
    LatencyMs,
    Features,
    Prediction,
    Score,
    Scores,
    Embedding,
    Segments,
    Cost,
    Error,
    Label,
    Note,
    Reviewer,
}
