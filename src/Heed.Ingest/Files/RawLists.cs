using System.Text.Json;

using Heed.Ingest.Events;
using Heed.Model.Records;

namespace Heed.Ingest.Files;

/// <summary>The lists of a row, of an event's members as of a table's cells: each from JSON that has been checked.</summary>
internal static class RawLists
{
    /// <param name="json">An array.</param>
    public static void ReadEmbedding(ReadOnlySpan<byte> json, RawRow row)
    {
        Utf8JsonReader reader = new(json);
        reader.Read();

        // One number too many is enough to tell that there are too many.
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray && row.Embedding.Count <= ModelSchema.LongestEmbedding)
        {
            row.Embedding.Add((float)Number(reader.TokenType, reader.TokenType == JsonTokenType.Number ? reader.ValueSpan : default));
            reader.Skip();
        }
    }

    /// <param name="json">An array.</param>
    public static void ReadItems(ReadOnlySpan<byte> json, RawRow row, JsonScratch scratch)
    {
        row.HasItems = true;
        Utf8JsonReader reader = new(json);
        reader.Read();
        while (TryNextItem(ref reader, row.Items.Count)) row.Items.Add(row.AddText(scratch.Text(ref reader)));
    }

    /// <param name="json">An array of items, or an object of grades by item.</param>
    public static void ReadLabelItems(ReadOnlySpan<byte> json, RawRow row, JsonScratch scratch)
    {
        row.HasLabelItems = true;
        Utf8JsonReader reader = new(json);
        reader.Read();
        bool isGraded = reader.TokenType == JsonTokenType.StartObject;
        while (TryNextItem(ref reader, row.LabelItems.Count))
        {
            TextSlice item = row.AddText(scratch.Text(ref reader));
            double grade = 1;
            if (isGraded)
            {
                reader.Read();
                grade = Number(reader.TokenType, reader.ValueSpan);
                reader.Skip();
            }

            row.LabelItems.Add(new ClassScore(item, grade));
        }
    }

    /// <param name="json">An object.</param>
    public static void ReadScores(ReadOnlySpan<byte> json, RawRow row, JsonScratch scratch)
    {
        Utf8JsonReader reader = new(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            TextSlice label = row.AddText(scratch.Text(ref reader));
            reader.Read();
            row.Scores.Add(new ClassScore(label, Number(reader.TokenType, reader.ValueSpan)));
            reader.Skip();
        }
    }

    /// <summary>NaN for what is no number.</summary>
    public static double Number(JsonTokenType type, ReadOnlySpan<byte> text)
    {
        double number = double.NaN;
        bool read = type == JsonTokenType.Number ? JsonNumber.TryParse(text, out number)
            : type == JsonTokenType.String && NonFiniteWords.TryParse(text, out number);
        return read ? number : double.NaN;
    }

    /// <summary>Steps to the next text, number or name; what else stands in a list, and what is beyond the limit, is passed over.</summary>
    private static bool TryNextItem(scoped ref Utf8JsonReader reader, int count)
    {
        while (count < EventLimits.MaxScores && reader.Read())
        {
            if (reader.TokenType is JsonTokenType.EndArray or JsonTokenType.EndObject) return false;
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.Number or JsonTokenType.PropertyName) return true;
            reader.Skip();
        }

        return false;
    }
}
