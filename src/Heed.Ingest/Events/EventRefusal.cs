namespace Heed.Ingest.Events;

/// <summary>Why one event was not taken, with what was expected and what was found.</summary>
public readonly record struct EventRefusal(RefusalReason Reason, string Detail);
