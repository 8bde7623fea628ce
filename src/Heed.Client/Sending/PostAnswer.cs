using System.Net;

namespace Heed.Client.Sending;

/// <summary>What became of one request.</summary>
/// <param name="Status">Null where no answer came.</param>
/// <param name="Accepted">Events that are durable.</param>
/// <param name="Rejected">Events that are refused.</param>
/// <param name="RetryAfter">Zero where the server says nothing of it.</param>
/// <param name="Text">The first refusal, or what went wrong.</param>
internal readonly record struct PostAnswer(HttpStatusCode? Status, long Accepted, long Rejected, TimeSpan RetryAfter, string Text)
{
    /// <summary>Whether the same events may be taken at another time.</summary>
    public bool MayPass =>
        Status is null or HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError;
}
