using System.Text.Json;

namespace Heed.Ingest.Sources.Files;

/// <summary>Reads formats that are one JSON object a line or item.</summary>
internal abstract class JsonLines : ISourceLineReader
{
    public SourceRefusal Read(ReadOnlySpan<byte> line, int number, SourceLines lines)
    {
        try
        {
            Utf8JsonReader reader = new(line);
            using JsonDocument document = JsonDocument.ParseValue(ref reader);
            return document.RootElement.ValueKind == JsonValueKind.Object ? Read(document.RootElement, lines) : SourceRefusal.UnknownLine;
        }
        catch (JsonException)
        {
            return SourceRefusal.BrokenJson;
        }
    }

    /// <param name="root">An object; gone afterwards.</param>
    /// <param name="lines">Takes the events; unchanged where the object is refused.</param>
    protected abstract SourceRefusal Read(JsonElement root, SourceLines lines);

    /// <summary>Null where the member is absent or no text.</summary>
    protected static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;
}
