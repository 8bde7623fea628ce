using System.Text;

using Heed.Ingest.Sources.KServe;
using Heed.Ingest.Sources.Mapping;
using Heed.Ingest.Sources.Payloads;
using Heed.Ingest.Sources.Seldon;
using Heed.Model.Records;

namespace Heed.Ingest.Sources.CloudEvents;

/// <summary>Makes events of the messages of serving systems. Safe to use from any thread, each with a writer and lines of its own.</summary>
public sealed class InferenceMessages(JoinLimits limits)
{
    private const int MostKeyBytes = 1024;

    private static readonly ICloudEventSource[] Sources = [new KServeSource(), new SeldonSource()];

    /// <summary>What waits for its other half.</summary>
    public InferenceJoin Waiting { get; } = new(limits);

    /// <summary>Takes one message; the lines get events once both halves are there.</summary>
    /// <param name="message">As it came.</param>
    /// <param name="nowMs">When.</param>
    /// <param name="models">The models in force.</param>
    /// <param name="writer">The caller's own.</param>
    /// <param name="lines">The caller's own.</param>
    public SourceRefusal Take(in CloudEvent message, long nowMs, SourceModels models, InferenceWriter writer, SourceLines lines)
    {
        (ICloudEventSource? source, MessagePart part) = SourceOf(message.Type);
        if (source is null) return SourceRefusal.UnknownType;
        string? service = message.Service ?? message.ModelId;
        if (service is null) return SourceRefusal.MissingAttribute;
        SourceModel? model = models.Find(service) ?? (message.ModelId is { } node ? models.Find(node) : null);
        if (model is null) return SourceRefusal.UnknownModel;
        string id = source.IdOf(in message);
        if (part == MessagePart.Feedback) return TakeFeedback(model, id, in message, writer, lines);
        if (message.Data.IsEmpty) return SourceRefusal.BrokenJson;
        WaitingMessage? other = Waiting.Join(KeyOf(service, message.Component, id), part, in message, nowMs);
        if (other is null) return SourceRefusal.None;
        try
        {
            return Write(source, model, id, in message, part, other, writer, lines);
        }
        finally
        {
            Waiting.Return(other);
        }
    }

    private static (ICloudEventSource? Source, MessagePart Part) SourceOf(string type)
    {
        foreach (ICloudEventSource source in Sources)
        {
            MessagePart part = source.PartOf(type);
            if (part != MessagePart.None) return (source, part);
        }

        return (null, MessagePart.None);
    }

    /// <summary>A transformer and its predictor may log the same request: each answer belongs to the request of its own component.</summary>
    private static RecordId KeyOf(string service, string? component, string id)
    {
        Span<byte> key = stackalloc byte[MostKeyBytes];
        int length = 0;
        foreach (string? part in (ReadOnlySpan<string?>)[service, component, id])
        {
            if (!Encoding.UTF8.TryGetBytes(part, key[length..^1], out int written))
            {
                return RecordId.Of(Encoding.UTF8.GetBytes($"{service}\0{component}\0{id}\0"));
            }

            length += written;
            key[length++] = 0;
        }

        return RecordId.Of(key[..length]);
    }

    private static SourceRefusal Write(
        ICloudEventSource source,
        SourceModel model,
        string id,
        in CloudEvent message,
        MessagePart part,
        WaitingMessage other,
        InferenceWriter writer,
        SourceLines lines)
    {
        bool isAnswer = part == MessagePart.Answer;
        double requestMs = isAnswer ? other.TimeMs : message.TimeMs;
        bool isRequestTimed = isAnswer ? other.IsTimeOfOccurrence : message.IsTimeOfOccurrence;
        CloudEvent answer = isAnswer ? message : message with { TimeMs = other.TimeMs, IsTimeOfOccurrence = other.IsTimeOfOccurrence };
        InferenceContext context = new(Encoding.UTF8.GetBytes(id), double.IsNaN(requestMs) ? null : (long)Math.Floor(requestMs))
        {
            Endpoint = string.IsNullOrEmpty(message.Endpoint) ? default : Encoding.UTF8.GetBytes(message.Endpoint),
            LatencyMs = source.Latency(requestMs, isRequestTimed, in answer),
        };
        ReadOnlySpan<byte> own = message.Data.Span;
        return isAnswer
            ? writer.WritePredictions(model, in context, other.Body, own, lines)
            : writer.WritePredictions(model, in context, own, other.Body, lines);
    }

    private static SourceRefusal TakeFeedback(SourceModel model, string id, in CloudEvent message, InferenceWriter writer, SourceLines lines)
    {
        ReadOnlySpan<byte> body = message.Data.Span;
        SourceRefusal refusal = SeldonFeedback.Read(body, out PayloadSlice truth, out PayloadSlice predictionId);
        if (refusal != SourceRefusal.None) return refusal;
        ReadOnlySpan<byte> joined = predictionId.IsEmpty ? Encoding.UTF8.GetBytes(id) : predictionId.Of(body);
        InferenceContext context = new(joined, double.IsNaN(message.TimeMs) ? null : (long)Math.Floor(message.TimeMs));
        return writer.WriteLabels(model, in context, truth.Of(body), lines);
    }
}
