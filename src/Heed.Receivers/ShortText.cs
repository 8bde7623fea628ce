namespace Heed.Receivers;

/// <summary>Keeps texts within what the other side takes.</summary>
internal static class ShortText
{
    /// <summary>At most so many characters, the last of them an ellipsis where something was cut; no character is cut in two.</summary>
    public static string Cut(string text, int most)
    {
        if (text.Length <= most) return text;
        int end = char.IsHighSurrogate(text[most - 2]) ? most - 2 : most - 1;
        return text[..end] + "…";
    }
}
