using System.Text.Json;

using Heed.Ingest.Events;

namespace Heed.Ingest.Files;

/// <summary>Lists in the cells of CSV files: an array or an object as JSON writes it. Anything else is a text.</summary>
internal static class CsvList
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = EventLimits.MaxDepth };

    public static bool IsArray(ReadOnlySpan<byte> field) => BeginsLikeOne(field) && field.TrimStart((byte)' ')[0] == '[' && Is(field);

    /// <summary>Whether it looks like a list: a cell that does, and is none, was written by something else than a writer of JSON.</summary>
    public static bool BeginsLikeOne(ReadOnlySpan<byte> field) => field.TrimStart((byte)' ') is [(byte)'[' or (byte)'{', ..];

    /// <summary>Whether the whole cell is one array or object.</summary>
    public static bool Is(ReadOnlySpan<byte> field)
    {
        if (!BeginsLikeOne(field)) return false;
        try
        {
            Utf8JsonReader reader = new(field, Options);
            while (reader.Read())
            {
                // Reading to the end finds what is broken, and what stands behind.
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
