namespace Heed.Server.Hosting;

/// <summary>A file of recorded events.</summary>
/// <param name="Path">NDJSON or JSON, gzip too.</param>
/// <param name="Shift">Added to every event's time.</param>
public readonly record struct RecordedFile(string Path, TimeSpan Shift);
