namespace Heed.Ingest.Events;

/// <summary>What ended the reading of a body early. Events before it are accepted.</summary>
/// <param name="Line">The line, or the item of an array, that was being read; counted from one.</param>
public sealed record BodyProblem(BodyProblemKind Kind, int Line, string Detail);
