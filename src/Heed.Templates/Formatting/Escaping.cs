using System.Globalization;
using System.Text;

namespace Heed.Templates.Formatting;

/// <summary>Makes a text safe in HTML, in a JavaScript string, and in a URL's query, in Go's spelling.</summary>
internal static class Escaping
{
    public static string Html(string text)
    {
        StringBuilder escaped = new(text.Length);
        foreach (char c in text)
        {
            switch (c)
            {
                case '\0': escaped.Append('\uFFFD'); break;
                case '"': escaped.Append("&#34;"); break;
                case '\'': escaped.Append("&#39;"); break;
                case '&': escaped.Append("&amp;"); break;
                case '<': escaped.Append("&lt;"); break;
                case '>': escaped.Append("&gt;"); break;
                default: escaped.Append(c); break;
            }
        }

        return escaped.ToString();
    }

    public static string JavaScript(string text)
    {
        StringBuilder escaped = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (rune.Value is '\\' or '\'' or '"') escaped.Append('\\').Append((char)rune.Value);
            else if (rune.Value is '<' or '>' or '&' or '=' or < ' ') escaped.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}");
            else if (GoQuote.IsPrintable(rune)) escaped.Append(rune.ToString());
            else escaped.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}");
        }

        return escaped.ToString();
    }

    public static string UrlQuery(string text)
    {
        StringBuilder escaped = new(text.Length);
        foreach (byte b in Encoding.UTF8.GetBytes(text))
        {
            if (char.IsAsciiLetterOrDigit((char)b) || b is (byte)'-' or (byte)'_' or (byte)'.' or (byte)'~') escaped.Append((char)b);
            else if (b == ' ') escaped.Append('+');
            else escaped.Append(CultureInfo.InvariantCulture, $"%{b:X2}");
        }

        return escaped.ToString();
    }
}
