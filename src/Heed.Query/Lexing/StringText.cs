using System.Globalization;
using System.Text;

namespace Heed.Query.Lexing;

/// <summary>
/// Reads quoted strings with Go's escapes. Bytes written as <c>\xff</c> are UTF-8; one that is no part of a valid character
/// becomes a lone surrogate, which no valid name or label value has.
/// </summary>
internal static class StringText
{
    private const int LoneSurrogateBase = 0xDC00;

    /// <summary>Null where an escape is wrong.</summary>
    public static string? Unquote(string quoted)
    {
        ReadOnlySpan<char> body = quoted.AsSpan(1, quoted.Length - 2);
        if (quoted[0] == '`') return body.ToString().Replace("\r", "", StringComparison.Ordinal);
        if (!body.Contains('\\')) return body.ToString();
        List<byte> bytes = new(body.Length);
        while (body.Length > 0)
        {
            if (body[0] != '\\')
            {
                int next = body.IndexOf('\\');
                ReadOnlySpan<char> plain = next < 0 ? body : body[..next];
                bytes.AddRange(Encoding.UTF8.GetBytes(plain.ToString()));
                body = body[plain.Length..];
            }
            else
            {
                int taken = Escape(body, quoted[0], bytes);
                if (taken == 0) return null;
                body = body[taken..];
            }
        }

        return Decode([.. bytes]);
    }

    /// <summary>How many characters the escape takes; 0 for a wrong one.</summary>
    private static int Escape(ReadOnlySpan<char> text, char quote, List<byte> target)
    {
        if (text.Length < 2) return 0;
        const string Letters = "abfnrtv\\";
        const string Values = "\a\b\f\n\r\t\v\\";
        int simple = Letters.IndexOf(text[1], StringComparison.Ordinal);
        if (simple >= 0 || text[1] == quote)
        {
            target.Add((byte)(simple >= 0 ? Values[simple] : quote));
            return 2;
        }

        return text[1] switch
        {
            'x' => Number(text, 2, 2, 16, false, target),
            'u' => Number(text, 2, 4, 16, true, target),
            'U' => Number(text, 2, 8, 16, true, target),
            >= '0' and <= '7' => Number(text, 1, 3, 8, false, target),
            _ => 0,
        };
    }

    private static int Number(ReadOnlySpan<char> text, int start, int digits, int radix, bool isRune, List<byte> target)
    {
        if (text.Length < start + digits) return 0;
        long number = 0;
        foreach (char c in text.Slice(start, digits))
        {
            if (!int.TryParse([c], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int digit) || digit >= radix) return 0;
            number = (number * radix) + digit;
        }

        if (isRune)
        {
            if (number > 0x10FFFF || !Rune.IsValid((int)number)) return 0;
            target.AddRange(Encoding.UTF8.GetBytes(new Rune((int)number).ToString()));
        }
        else
        {
            if (number > byte.MaxValue) return 0;
            target.Add((byte)number);
        }

        return start + digits;
    }

    private static string Decode(ReadOnlySpan<byte> bytes)
    {
        StringBuilder text = new(bytes.Length);
        while (bytes.Length > 0)
        {
            if (Rune.DecodeFromUtf8(bytes, out Rune rune, out int taken) == System.Buffers.OperationStatus.Done)
            {
                text.Append(rune.ToString());
                bytes = bytes[taken..];
            }
            else
            {
                text.Append((char)(LoneSurrogateBase + bytes[0]));
                bytes = bytes[1..];
            }
        }

        return text.ToString();
    }
}
