using System.Text;
using System.Text.Json;

using Heed.Ingest.Sources.Files;
using Heed.Ingest.Sources.Mapping;
using Heed.Model.Time;

namespace Heed.Ingest.Sources.SageMaker;

/// <summary>
/// Lines of data capture become predictions, lines of ground truth labels. The id is <c>inferenceId</c>, which a client gives, else
/// <c>eventId</c>, which SageMaker gives: the same rule that its own merge of both follows.
/// </summary>
internal sealed class SageMakerLines(SourceModel? model) : JsonLines
{
    private readonly InferenceWriter _writer = new();
    private readonly SourceLines _input = new();
    private readonly SourceLines _output = new();

    protected override SourceRefusal Read(JsonElement root, SourceLines lines)
    {
        if (model is null) return SourceRefusal.UnknownModel;
        if (!root.TryGetProperty("eventMetadata", out JsonElement metadata) || metadata.ValueKind != JsonValueKind.Object) return SourceRefusal.NoId;
        string? id = Text(metadata, "inferenceId") ?? Text(metadata, "eventId");
        if (string.IsNullOrEmpty(id)) return SourceRefusal.NoId;
        long? timeMs = Rfc3339.TryParse(Text(metadata, "inferenceTime"), out long time) ? time : null;
        InferenceContext context = new(Encoding.UTF8.GetBytes(id), timeMs);
        if (root.TryGetProperty("groundTruthData", out JsonElement truth))
        {
            return TryDecode(truth, _output) ? _writer.WriteLabels(model, in context, _output.Bytes.Span, lines) : SourceRefusal.NoLabel;
        }

        if (!root.TryGetProperty("captureData", out JsonElement capture) || capture.ValueKind != JsonValueKind.Object) return SourceRefusal.UnknownLine;
        bool isWhole = capture.TryGetProperty("endpointInput", out JsonElement input) & capture.TryGetProperty("endpointOutput", out JsonElement output);
        if (!isWhole || !TryDecode(input, _input)) return SourceRefusal.UnknownShape;
        return TryDecode(output, _output)
            ? _writer.WritePredictions(model, in context, _input.Bytes.Span, _output.Bytes.Span, lines)
            : SourceRefusal.NoPrediction;
    }

    /// <summary>Whatever the encoding, as JSON.</summary>
    private static bool TryDecode(JsonElement part, SourceLines json)
    {
        json.Clear();
        if (part.ValueKind != JsonValueKind.Object || Text(part, "data") is not { Length: > 0 } data) return false;
        bool isBase64 = Text(part, "encoding") == "BASE64";
        byte[] bytes = Encoding.UTF8.GetBytes(data);
        if (isBase64 && !TryFromBase64(data, out bytes)) return false;
        string? encoding = Text(part, "encoding");
        string type = Text(part, "observedContentType") ?? "";
        bool isJson = encoding == "JSON" || (encoding != "CSV" && type.Contains("json", StringComparison.OrdinalIgnoreCase));
        if (isJson) json.WriteToken(bytes);
        else CsvJson.WriteRows(bytes, json);
        return true;
    }

    private static bool TryFromBase64(string text, out byte[] bytes)
    {
        bytes = new byte[text.Length];
        bool isBase64 = Convert.TryFromBase64String(text, bytes, out int length);
        Array.Resize(ref bytes, isBase64 ? length : 0);
        return isBase64;
    }
}
