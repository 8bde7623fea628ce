using System.Text.Json;

using Heed.Ingest.Sources.Files;

namespace Heed.Ingest.Sources.HeedEvents;

/// <summary>Events pass as they are; one without an id gets that of its line.</summary>
internal sealed class HeedEventLines : ISourceLineReader
{
    public SourceRefusal Read(ReadOnlySpan<byte> line, int number, SourceLines lines)
    {
        ReadOnlySpan<byte> json = line.Trim(" \t\r\n"u8);
        if (!TryFindId(json, out bool hasId)) return SourceRefusal.BrokenJson;
        if (hasId)
        {
            lines.WriteToken(json);
        }
        else
        {
            lines.WriteToken(json[..^1]);
            lines.Write(",\"id\":"u8);
            lines.WriteText(LineId.Of(line, number));
            lines.Write("}"u8);
        }

        lines.EndLine();
        return SourceRefusal.None;
    }

    private static bool TryFindId(ReadOnlySpan<byte> json, out bool hasId)
    {
        hasId = false;
        try
        {
            Utf8JsonReader reader = new(json);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return false;
            int members = 0;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                bool isId = reader.ValueTextEquals("id"u8);
                reader.Read();
                hasId |= isId && reader.TokenType != JsonTokenType.Null;
                reader.Skip();
                members++;
            }

            return members > 0;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
