using System.Text.Json;

using Heed.Ingest.Sources.Payloads;

namespace Heed.Ingest.Sources.Seldon;

/// <summary>
/// Finds in the body of feedback (<c>{"request", "response", "reward", "truth"}</c>) the truth and, where the answer it is about carries
/// one, the id of that prediction.
/// </summary>
internal static class SeldonFeedback
{
    /// <param name="json">The body.</param>
    /// <param name="truth">In the shape of an answer; empty where the feedback is a reward alone.</param>
    /// <param name="predictionId">Still escaped; empty where the body does not tell.</param>
    public static SourceRefusal Read(ReadOnlySpan<byte> json, out PayloadSlice truth, out PayloadSlice predictionId)
    {
        (truth, predictionId) = (default, default);
        try
        {
            Utf8JsonReader reader = new(json);
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject) return SourceRefusal.UnknownShape;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                bool isTruth = reader.ValueTextEquals("truth"u8);
                bool isResponse = reader.ValueTextEquals("response"u8);
                reader.Read();
                PayloadSlice value = PayloadReader.ValueOf(ref reader);
                if (isTruth && json[value.Start] != 'n') truth = value;
                else if (isResponse && json[value.Start] == '{') predictionId = FindPuid(json, value);
            }

            return truth.IsEmpty ? SourceRefusal.NoLabel : SourceRefusal.None;
        }
        catch (JsonException)
        {
            return SourceRefusal.BrokenJson;
        }
    }

    private static PayloadSlice FindPuid(ReadOnlySpan<byte> json, PayloadSlice response)
    {
        Utf8JsonReader reader = new(response.Of(json));
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName) continue;
            bool isPuid = reader.CurrentDepth == 2 && reader.ValueTextEquals("puid"u8);
            bool isMeta = reader.CurrentDepth == 1 && reader.ValueTextEquals("meta"u8);
            reader.Read();
            if (isPuid)
            {
                PayloadSlice value = PayloadReader.ValueOf(ref reader);
                return PayloadReader.TextOf(json, value with { Start = value.Start + response.Start });
            }

            if (!isMeta) reader.Skip();
        }

        return default;
    }
}
