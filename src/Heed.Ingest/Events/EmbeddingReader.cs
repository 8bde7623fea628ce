using System.Text.Json;

using Heed.Model.Records;

namespace Heed.Ingest.Events;

/// <summary>Reads the <c>embedding</c> of one prediction into its batch.</summary>
internal static class EmbeddingReader
{
    /// <summary>From the array's start to its end. An embedding that is not usable leaves nothing in the batch.</summary>
    /// <param name="length">What the schema says.</param>
    public static void Read(scoped ref Utf8JsonReader reader, int length, RecordBatch batch, ref EventRecord record)
    {
        int depth = reader.CurrentDepth;
        Span<float> values = batch.AddEmbedding(length, out int start);
        int count = 0;
        bool usable = true;
        while (reader.Read() && !(reader.TokenType == JsonTokenType.EndArray && reader.CurrentDepth == depth))
        {
            usable &= count < length && TryRead(ref reader, out values[Math.Min(count, length - 1)]);
            count++;
        }

        usable &= count == length;
        if (!usable) batch.TrimEmbeddings(start);
        record.EmbeddingStart = start;
        record.Embedding = usable ? EmbeddingState.Usable : EmbeddingState.Invalid;
    }

    private static bool TryRead(scoped ref readonly Utf8JsonReader reader, out float value)
    {
        bool read = JsonNumber.TryParse(reader.TokenType == JsonTokenType.Number ? reader.ValueSpan : default, out double number);
        value = (float)number;
        return read && float.IsFinite(value);
    }
}
