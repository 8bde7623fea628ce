using System.Text.Json;

using Heed.Model.Records;

namespace Heed.Ingest.Events;

/// <summary>Reads the <c>segments</c> of one prediction: the declared keys are kept, the others counted.</summary>
internal static class SegmentReader
{
    public static EventRefusal? Read(
        scoped ref Utf8JsonReader reader,
        ReadOnlySpan<byte> source,
        ModelSchema schema,
        RecordBatch batch,
        Span<TextSlice> segments,
        ref int unknown)
    {
        int expected = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool readable = JsonText.TryPeek(ref reader, batch, out ReadOnlySpan<byte> name);
            int key = readable ? schema.SegmentNames.Find(name, expected) : -1;
            reader.Read();
            if (key < 0)
            {
                unknown++;
                reader.Skip();
                continue;
            }

            expected = key + 1;
            if (reader.TokenType == JsonTokenType.Null) continue;
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                MemberToken found = MemberToken.At(ref reader);
                return RefusalDetails.WrongType(source, Name(schema, key), "text, a number or a boolean", found);
            }

            if (!JsonText.TryPeek(ref reader, batch, out ReadOnlySpan<byte> text)) return RefusalDetails.HalfSurrogate(Name(schema, key));
            segments[key] = batch.AddText(text);
        }

        return null;
    }

    private static string Name(ModelSchema schema, int key) => $"segments.{schema.SegmentNames.Names[key]}";
}
