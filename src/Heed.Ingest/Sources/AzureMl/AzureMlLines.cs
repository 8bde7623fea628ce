using System.Text;
using System.Text.Json;

using Heed.Ingest.Sources.CloudEvents;
using Heed.Ingest.Sources.Files;
using Heed.Ingest.Sources.Mapping;
using Heed.Model.Records;

namespace Heed.Ingest.Sources.AzureMl;

/// <summary>
/// One message a line. A collection's name ends the message's type: <c>…inputs</c> or <c>request</c>, <c>…outputs</c> or
/// <c>response</c>, or <c>…inputs_outputs</c>, whose rows have both. Halves wait for each other across the files of an import.
/// </summary>
internal sealed class AzureMlLines(SourceModels models, SourceModel? model) : JsonLines
{
    private readonly InferenceWriter _writer = new();

    protected override SourceRefusal Read(JsonElement root, SourceLines lines)
    {
        string? id = Text(root, "correlationid") ?? Text(root, "xrequestid");
        string type = Text(root, "type") ?? "";
        if (string.IsNullOrEmpty(id)) return SourceRefusal.NoId;
        SourceModel? owner = model ?? ModelOf(Text(root, "source"));
        if (owner is null) return SourceRefusal.UnknownModel;
        if (!root.TryGetProperty("data", out JsonElement data)) return SourceRefusal.UnknownShape;
        byte[] rows = Encoding.UTF8.GetBytes(data.ValueKind == JsonValueKind.String ? data.GetString()! : data.GetRawText());
        double timeMs = CloudEventTime.Read(Text(root, "time"));
        if (type.EndsWith("inputs_outputs", StringComparison.Ordinal))
        {
            InferenceContext both = Context(id, timeMs);
            return _writer.WritePredictions(owner, in both, rows, rows, lines);
        }

        MessagePart part = PartOf(type);
        if (part == MessagePart.None) return SourceRefusal.UnknownType;
        CloudEvent message = new() { Type = type, Id = id, TimeMs = timeMs, Data = rows };
        WaitingMessage? other = models.FileHalves.Join(RecordId.Of(Encoding.UTF8.GetBytes($"{owner.Schema.Name}\0{id}")), part, in message, nowMs: 0);
        return other is null ? SourceRefusal.None : Join(owner, id, part, in message, other, lines);
    }

    private SourceRefusal Join(SourceModel owner, string id, MessagePart part, in CloudEvent message, WaitingMessage other, SourceLines lines)
    {
        try
        {
            bool isAnswer = part == MessagePart.Answer;
            InferenceContext context = Context(id, isAnswer ? other.TimeMs : message.TimeMs);
            return isAnswer
                ? _writer.WritePredictions(owner, in context, other.Body, message.Data.Span, lines)
                : _writer.WritePredictions(owner, in context, message.Data.Span, other.Body, lines);
        }
        finally
        {
            models.FileHalves.Return(other);
        }
    }

    private static InferenceContext Context(string id, double timeMs) =>
        new(Encoding.UTF8.GetBytes(id), double.IsNaN(timeMs) ? null : (long)Math.Floor(timeMs));

    private static MessagePart PartOf(string type)
    {
        if (type.EndsWith("inputs", StringComparison.Ordinal) || type.EndsWith("request", StringComparison.Ordinal)) return MessagePart.Request;
        bool isAnswer = type.EndsWith("outputs", StringComparison.Ordinal) || type.EndsWith("response", StringComparison.Ordinal);
        return isAnswer ? MessagePart.Answer : MessagePart.None;
    }

    /// <summary>The source is a path of resources that has the endpoint and the deployment among its parts.</summary>
    private SourceModel? ModelOf(string? source) =>
        source?.Split('/').Reverse().Select(models.Find).FirstOrDefault(found => found is not null);
}
