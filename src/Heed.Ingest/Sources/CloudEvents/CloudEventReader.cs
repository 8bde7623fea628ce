using System.Text.Json;

namespace Heed.Ingest.Sources.CloudEvents;

/// <summary>Reads CloudEvents that are JSON themselves: one (<c>application/cloudevents+json</c>) or a batch of them.</summary>
public static class CloudEventReader
{
    /// <summary>Messages of one batch.</summary>
    public const int MaxBatch = 10_000;

    private static readonly JsonReaderOptions Options = new() { MaxDepth = 64 };

    /// <summary>Takes one message after another.</summary>
    /// <param name="message">Its data are bytes of the body, or of their own where they were written otherwise.</param>
    /// <param name="isComplete">Whether it has the attributes that CloudEvents require.</param>
    public delegate void MessageHandler(in CloudEvent message, bool isComplete);

    /// <param name="json">One object or an array of them.</param>
    /// <param name="onMessage">Called for each.</param>
    public static SourceRefusal Read(ReadOnlyMemory<byte> json, MessageHandler onMessage)
    {
        try
        {
            Utf8JsonReader reader = new(json.Span, Options);
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                ReadOne(ref reader, json, onMessage);
                reader.Read();
                return SourceRefusal.None;
            }

            if (reader.TokenType != JsonTokenType.StartArray) return SourceRefusal.UnknownShape;
            int count = 0;
            while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
            {
                if (count++ == MaxBatch) return SourceRefusal.TooLarge;
                ReadOne(ref reader, json, onMessage);
            }

            return reader.TokenType == JsonTokenType.EndArray ? SourceRefusal.None : SourceRefusal.UnknownShape;
        }
        catch (JsonException)
        {
            return SourceRefusal.BrokenJson;
        }
    }

    private static void ReadOne(scoped ref Utf8JsonReader reader, ReadOnlyMemory<byte> json, MessageHandler onMessage)
    {
        CloudEventAttributes attributes = default;
        ReadOnlyMemory<byte> data = default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            reader.Read();
            if (name == "data") data = Data(ref reader, json);
            else if (name == "data_base64" && reader.TokenType == JsonTokenType.String) data = Base64(ref reader);
            else if (reader.TokenType == JsonTokenType.String) attributes.Set(name, reader.GetString()!);
            else reader.Skip();
        }

        bool isComplete = attributes.TryBuild(data, out CloudEvent message);
        onMessage(in message, isComplete);
    }

    /// <summary>JSON stands as it is; a text is JSON that was written as a text.</summary>
    private static ReadOnlyMemory<byte> Data(scoped ref Utf8JsonReader reader, ReadOnlyMemory<byte> json)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            byte[] text = new byte[reader.ValueSpan.Length];
            return text.AsMemory(0, reader.CopyString(text));
        }

        int start = (int)reader.TokenStartIndex;
        reader.Skip();
        return json[start..(int)reader.BytesConsumed];
    }

    private static ReadOnlyMemory<byte> Base64(scoped ref Utf8JsonReader reader) =>
        reader.TryGetBytesFromBase64(out byte[]? bytes) ? bytes : ReadOnlyMemory<byte>.Empty;
}
