using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Heed.Model.Parsing;

/// <summary>Reads one escape of RE2 at a backslash, inside a character class or outside.</summary>
internal sealed class Re2EscapeReader(string pattern, int start)
{
    private const int LastCodePoint = 0x10FFFF;

    /// <summary>The offset behind the escape that was read.</summary>
    public int End { get; private set; }

    public string? Error { get; private set; }

    /// <summary>What was read stands for a set of characters and goes inside brackets.</summary>
    public bool IsSet { get; private set; }

    /// <summary>The code point of a literal that was read.</summary>
    public int CodePoint { get; private set; }

    private char Kind => start + 1 < pattern.Length ? pattern[start + 1] : '\0';

    /// <summary><c>\d</c> and its kin, which are ASCII, and Unicode categories.</summary>
    public bool TryReadSet([NotNullWhen(true)] out string? set)
    {
        set = Re2Classes.Perl(Kind);
        if (set is not null) End = start + 2;
        else if (Kind is 'p' or 'P') set = ReadCategory();
        IsSet = set is not null;
        return IsSet;
    }

    /// <summary>A single character, escaped for .NET.</summary>
    public bool TryReadLiteral([NotNullWhen(true)] out string? literal)
    {
        literal = null;
        if (Error is not null || !TryReadCodePoint()) return false;
        StringBuilder text = new();
        foreach (char c in char.ConvertFromUtf32(CodePoint)) Re2Classes.AppendLiteral(text, c);
        literal = CodePoint > char.MaxValue ? $"(?:{text})" : text.ToString();
        return true;
    }

    private bool TryReadCodePoint()
    {
        const string Letters = "aftnrv";
        const string Values = "\a\f\t\n\r\v";
        int letter = Letters.IndexOf(Kind, StringComparison.Ordinal);
        if (Kind == '\0' && start + 1 >= pattern.Length) Error = "trailing backslash at end of expression";
        else if (letter >= 0) return Take(Values[letter], 2);
        else if (Kind == 'x') return TryReadHex();
        else if (Kind is >= '0' and <= '7') return TryReadOctal();
        else if (Kind < 128 && !char.IsAsciiLetterOrDigit(Kind)) return Take(Kind, 2);
        return false;
    }

    private bool Take(int codePoint, int length)
    {
        if (codePoint > LastCodePoint || codePoint is >= 0xD800 and <= 0xDFFF) return false;
        CodePoint = codePoint;
        End = start + length;
        return true;
    }

    private bool TryReadHex()
    {
        bool braced = start + 2 < pattern.Length && pattern[start + 2] == '{';
        int close = braced ? pattern.IndexOf('}', start) : start + 4;
        if (close < 0 || close > pattern.Length) return false;
        string digits = pattern[(start + (braced ? 3 : 2))..close];
        return digits.Length <= 6
            && int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int codePoint)
            && Take(codePoint, close + (braced ? 1 : 0) - start);
    }

    /// <summary>One digit but zero would refer back to a group, which RE2 does not know.</summary>
    private bool TryReadOctal()
    {
        int end = start + 1;
        int codePoint = 0;
        while (end < pattern.Length && end < start + 4 && pattern[end] is >= '0' and <= '7')
        {
            codePoint = (codePoint * 8) + pattern[end++] - '0';
        }

        return (Kind == '0' || end > start + 2) && Take(codePoint, end - start);
    }

    private string? ReadCategory()
    {
        bool braced = start + 2 < pattern.Length && pattern[start + 2] == '{';
        int close = braced ? pattern.IndexOf('}', start) : start + 3;
        if (close < 0 || close > pattern.Length)
        {
            Error = $"invalid character class range: {pattern[start..]}";
            return null;
        }

        string name = pattern[(start + (braced ? 3 : 2))..close];
        bool negated = Kind == 'P';
        if (name.StartsWith('^'))
        {
            negated = !negated;
            name = name[1..];
        }

        if (!Re2Classes.IsCategory(name))
        {
            Error =
                $"invalid character class range: {pattern[start..(close + (braced ? 1 : 0))]} (only general categories such as L or Nd)";
            return null;
        }

        End = close + (braced ? 1 : 0);
        return $@"\{(negated ? 'P' : 'p')}{{{name}}}";
    }
}
