namespace Heed.Ingest.Events;

/// <summary>What became of the events of one body.</summary>
/// <param name="Accepted">Events that were handed on.</param>
/// <param name="RejectedCount">Events that were refused, listed or not.</param>
/// <param name="Rejected">The first <see cref="EventLimits.MaxListedRefusals"/> of them, by line.</param>
/// <param name="Problem">What ended the reading early; null where the body was read to its end.</param>
public sealed record EventBodyResult(
    long Accepted, long RejectedCount, IReadOnlyList<LineRefusal> Rejected, BodyProblem? Problem);
