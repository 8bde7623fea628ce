namespace Heed.Ingest.Events;

/// <summary>A refused event and where it stands.</summary>
/// <param name="Line">Counted from one: the line of the body where the event starts, or the item of a JSON array.</param>
public readonly record struct LineRefusal(int Line, RefusalReason Reason, string Detail);
