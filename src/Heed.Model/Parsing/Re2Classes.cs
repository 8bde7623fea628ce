using System.Globalization;
using System.Text;

namespace Heed.Model.Parsing;

/// <summary>RE2's named character classes, all of them ASCII, as the inside of a .NET class.</summary>
internal static class Re2Classes
{
    /// <summary>Pairs of first and last characters, ascending.</summary>
    private static readonly Dictionary<string, string> PosixRanges = new()
    {
        ["alnum"] = "09AZaz",
        ["alpha"] = "AZaz",
        ["ascii"] = "\0\x7F",
        ["blank"] = "\t\t  ",
        ["cntrl"] = "\0\x1F\x7F\x7F",
        ["digit"] = "09",
        ["graph"] = "!~",
        ["lower"] = "az",
        ["print"] = " ~",
        ["punct"] = "!/:@[`{~",
        ["space"] = "\t\r  ",
        ["upper"] = "AZ",
        ["word"] = "09AZ__az",
        ["xdigit"] = "09AFaf",
    };

    private static readonly HashSet<string> Categories =
    [
        "L", "Lu", "Ll", "Lt", "Lm", "Lo", "M", "Mn", "Mc", "Me", "N", "Nd", "Nl", "No", "P", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po",
        "S", "Sm", "Sc", "Sk", "So", "Z", "Zs", "Zl", "Zp", "C", "Cc", "Cf", "Co", "Cs",
    ];

    /// <summary>
    /// The members of <c>\d</c>, <c>\D</c>, <c>\s</c>, <c>\S</c>, <c>\w</c>, <c>\W</c>; null for another letter. <c>\s</c> has no
    /// vertical tab.
    /// </summary>
    public static string? Perl(char letter) => letter switch
    {
        'd' or 'D' => Print(PosixRanges["digit"], letter == 'D'),
        'w' or 'W' => Print(PosixRanges["word"], letter == 'W'),
        's' or 'S' => Print("\t\n\f\r  ", letter == 'S'),
        _ => null,
    };

    /// <summary>The members of <c>[:alpha:]</c> or <c>[:^alpha:]</c>; null for an unknown name.</summary>
    public static string? Posix(string written)
    {
        string name = written[2..^2];
        bool negated = name.StartsWith('^');
        return PosixRanges.TryGetValue(negated ? name[1..] : name, out string? ranges) ? Print(ranges, negated) : null;
    }

    public static bool IsCategory(string name) => Categories.Contains(name);

    /// <summary>Everything but ASCII letters and digits is escaped by its code.</summary>
    public static void AppendLiteral(StringBuilder target, char c)
    {
        if (char.IsAsciiLetterOrDigit(c)) target.Append(c);
        else target.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
    }

    private static string Print(string ranges, bool negated)
    {
        StringBuilder target = new();
        int next = 0;
        for (int i = 0; i < ranges.Length; i += 2)
        {
            if (!negated) AppendRange(target, ranges[i], ranges[i + 1]);
            else if (ranges[i] > next) AppendRange(target, next, ranges[i] - 1);
            next = ranges[i + 1] + 1;
        }

        if (negated) AppendRange(target, next, char.MaxValue);
        return target.ToString();
    }

    private static void AppendRange(StringBuilder target, int first, int last)
    {
        AppendLiteral(target, (char)first);
        if (first == last) return;
        target.Append('-');
        AppendLiteral(target, (char)last);
    }
}
