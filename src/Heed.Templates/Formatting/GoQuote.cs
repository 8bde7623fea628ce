using System.Globalization;
using System.Text;

namespace Heed.Templates.Formatting;

/// <summary>Quotes texts and characters as Go source.</summary>
internal static class GoQuote
{
    public static string Quote(string text, bool ascii = false)
    {
        StringBuilder quoted = new("\"");
        foreach (Rune rune in text.EnumerateRunes()) Append(quoted, rune, '"', ascii);
        return quoted.Append('"').ToString();
    }

    public static string QuoteCharacter(long point, bool ascii)
    {
        StringBuilder quoted = new("'");
        Append(quoted, ToRune(point), '\'', ascii);
        return quoted.Append('\'').ToString();
    }

    /// <summary>The character of a code point, or the replacement character where there is none.</summary>
    public static Rune ToRune(long point) =>
        point is >= 0 and <= 0x10FFFF && Rune.TryCreate((int)point, out Rune rune) ? rune : Rune.ReplacementChar;

    /// <summary>Whether Go prints it as it is: letters, marks, numbers, punctuation, symbols, and the ASCII space.</summary>
    public static bool IsPrintable(Rune rune) => rune.Value == ' ' || Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator);

    private static void Append(StringBuilder quoted, Rune rune, char quote, bool ascii)
    {
        int point = rune.Value;
        string? escape = point switch
        {
            '\a' => "\\a",
            '\b' => "\\b",
            '\f' => "\\f",
            '\n' => "\\n",
            '\r' => "\\r",
            '\t' => "\\t",
            '\v' => "\\v",
            '\\' => "\\\\",
            _ when point == quote => "\\" + quote,
            _ => null,
        };
        if (escape is not null) quoted.Append(escape);
        else if (rune.IsAscii ? IsPrintable(rune) : !ascii && IsPrintable(rune)) quoted.Append(rune.ToString());
        else if (point < 0x80) quoted.Append(CultureInfo.InvariantCulture, $"\\x{point:x2}");
        else if (point < 0x10000) quoted.Append(CultureInfo.InvariantCulture, $"\\u{point:x4}");
        else quoted.Append(CultureInfo.InvariantCulture, $"\\U{point:x8}");
    }
}
