using Heed.Ingest.Events;
using Heed.Server.Hosting;

namespace Heed.Server.Endpoints;

/// <summary>The answer to <c>POST /v1/events</c>.</summary>
/// <param name="Accepted">Events that are durable.</param>
/// <param name="Rejected">Those that are not, by line; the first thousand of them.</param>
/// <param name="RejectedCount">All of them.</param>
/// <param name="Error">What ended the reading early, or kept good events from being taken.</param>
internal sealed record EventsBody(long Accepted, IReadOnlyList<RejectedLine> Rejected, long RejectedCount, string? Error)
{
    public static EventsBody Of(IngestReceipt receipt)
    {
        string? error = receipt switch
        {
            { IsOverloaded: true } => "the queue is full; send the same body again after the time in Retry-After",
            { Failure: { } failure } => $"events could not be made durable: {failure}",
            { Body.Problem: { } problem } => $"line {problem.Line}: {problem.Detail}",
            { Accepted: 0, Body.RejectedCount: 0 } => "expected events (NDJSON, a JSON array or one object), found an empty body",
            _ => null,
        };
        RejectedLine[] rejected = [.. receipt.Body.Rejected.Select(r => new RejectedLine(r.Line, RefusalReasons.Word(r.Reason), r.Detail))];
        return new EventsBody(receipt.Accepted, rejected, receipt.Body.RejectedCount, error);
    }
}

/// <summary>One event that was not taken.</summary>
/// <param name="Line">Counted from one; the item of a JSON array.</param>
/// <param name="Code">The reason as a word, as in <c>heed_ingest_rejected_events_total{reason}</c>.</param>
/// <param name="Reason">What was expected and what was found.</param>
internal sealed record RejectedLine(int Line, string Code, string Reason);
