using System.Text.Json;

namespace Heed.Ingest.Files;

/// <summary>Room for texts without their escapes.</summary>
internal sealed class JsonScratch
{
    private byte[] _bytes = new byte[256];

    /// <summary>
    /// The text, member name or number as written that the reader stands on, until the next call. An escape that is half of a
    /// surrogate pair leaves the text as written.
    /// </summary>
    public ReadOnlySpan<byte> Text(scoped ref readonly Utf8JsonReader reader)
    {
        ReadOnlySpan<byte> text = reader.ValueSpan;
        if (!reader.ValueIsEscaped) return text;
        if (_bytes.Length < text.Length) _bytes = new byte[text.Length * 2];
        try
        {
            return _bytes.AsSpan(0, reader.CopyString(_bytes));
        }
        catch (InvalidOperationException)
        {
            return text;
        }
    }
}
