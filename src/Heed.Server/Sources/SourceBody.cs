using Heed.Ingest.Sources;

namespace Heed.Server.Sources;

/// <summary><c>GET /v1/sources</c>.</summary>
/// <param name="Messages">Messages that came.</param>
/// <param name="Events">Events that were made of them.</param>
/// <param name="WaitingMessages">Requests and answers whose other half has not come.</param>
/// <param name="EvictedRequests">Requests that no answer came for in time.</param>
/// <param name="EvictedAnswers">Answers whose request did not come in time.</param>
/// <param name="RepeatedMessages">Messages that came twice.</param>
/// <param name="DroppedEvents">Events that found no room.</param>
/// <param name="Refused">Messages of which no event could be made, by reason.</param>
/// <param name="LastRefusals">The newest, oldest first.</param>
internal sealed record SourceBody(
    long Messages,
    long Events,
    int WaitingMessages,
    long EvictedRequests,
    long EvictedAnswers,
    long RepeatedMessages,
    long DroppedEvents,
    IReadOnlyDictionary<string, long> Refused,
    IReadOnlyList<SourceRefusalBody> LastRefusals)
{
    public static SourceBody Of(SourceDesk desk) => new(
        desk.Figures.Messages.Value,
        desk.Outgoing.Taken,
        desk.Waiting.Count,
        desk.Waiting.EvictedRequests,
        desk.Waiting.EvictedAnswers,
        desk.Waiting.Repeated,
        desk.Outgoing.Dropped,
        desk.Figures.Refused.Read().ToDictionary(r => r.Labels.Get("reason"), r => r.Value, StringComparer.Ordinal),
        [.. desk.Figures.Last.Select(SourceRefusalBody.Of)]);
}

/// <summary>One message that made no event.</summary>
internal sealed record SourceRefusalBody(DateTimeOffset Time, string Source, string What, string Reason, string Detail)
{
    public static SourceRefusalBody Of(RefusedMessage refused) => new(
        DateTimeOffset.FromUnixTimeMilliseconds(refused.TimeMs),
        refused.Source,
        refused.What,
        SourceRefusals.Word(refused.Refusal),
        SourceRefusals.Sentence(refused.Refusal));
}
