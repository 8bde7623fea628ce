namespace Heed.Ingest.Sources.Files;

/// <summary>A line of a file that did not become an event.</summary>
/// <param name="Line">Counted from one.</param>
/// <param name="Reason">One word.</param>
/// <param name="Detail">One sentence.</param>
public readonly record struct ImportRefusal(int Line, string Reason, string Detail);
