using System.Text.Json;

using Heed.Model.Records;

namespace Heed.Ingest.Events;

/// <summary>Texts of JSON without their escapes. Only escaped ones are written anywhere; nothing is allocated.</summary>
internal static class JsonText
{
    /// <summary>
    /// The text, member name or number as written that the reader stands on. Without its escapes it lies behind the batch's
    /// text and lasts until the next text is added. False where an escape is half of a surrogate pair.
    /// </summary>
    public static bool TryPeek(scoped ref readonly Utf8JsonReader reader, RecordBatch batch, out ReadOnlySpan<byte> text)
    {
        text = reader.ValueSpan;
        if (!reader.ValueIsEscaped) return true;
        Span<byte> room = batch.AddTextSpan(text.Length, out int start);
        batch.TrimText(start);
        try
        {
            text = room[..reader.CopyString(room)];
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>The same of a member of this event.</summary>
    public static bool TryPeek(ReadOnlySpan<byte> json, MemberToken token, RecordBatch batch, out ReadOnlySpan<byte> text)
    {
        text = token.Of(json);
        if (!token.IsEscaped) return true;
        Utf8JsonReader reader = new(json.Slice(token.Start - 1, token.Length + 2));
        reader.Read();
        return TryPeek(ref reader, batch, out text);
    }
}
