using System.Text;

namespace Heed.Receivers;

/// <summary>Keeps texts within what the other side takes.</summary>
internal static class ShortText
{
    private const string Ellipsis = "…";

    /// <summary>At most so many characters, the last of them an ellipsis where something was cut; no character is cut in two.</summary>
    public static string Cut(string text, int most)
    {
        if (text.Length <= most) return text;
        int end = char.IsHighSurrogate(text[most - 2]) ? most - 2 : most - 1;
        return text[..end] + Ellipsis;
    }

    /// <summary>As <see cref="Cut"/>, in bytes of UTF-8.</summary>
    public static string CutBytes(string text, int most)
    {
        if (Encoding.UTF8.GetByteCount(text) <= most) return text;
        int room = most - Encoding.UTF8.GetByteCount(Ellipsis);
        int end = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            room -= rune.Utf8SequenceLength;
            if (room < 0) break;
            end += rune.Utf16SequenceLength;
        }

        return text[..end] + Ellipsis;
    }
}
