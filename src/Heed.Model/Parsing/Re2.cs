using System.Text;
using System.Text.RegularExpressions;

namespace Heed.Model.Parsing;

/// <summary>
/// Regular expressions in RE2's syntax, as Prometheus and Alertmanager use them, run by .NET's non-backtracking engine:
/// time is linear in the input whatever the pattern.
/// </summary>
public static class Re2
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.NonBacktracking;

    /// <summary>A pattern that has to match the whole text; the dot matches a line break, too.</summary>
    public static ParseResult<Regex> ParseAnchored(string pattern) => Parse(pattern, "^(?s:", ")\\z");

    /// <summary>A pattern that may match anywhere, as in <c>reReplaceAll</c>.</summary>
    public static ParseResult<Regex> Parse(string pattern) => Parse(pattern, "", "");

    private static ParseResult<Regex> Parse(string pattern, string prefix, string suffix)
    {
        try
        {
            return ParseResult<Regex>.Success(new Regex(prefix + Translate(pattern) + suffix, Options));
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            return ParseResult<Regex>.Failure($"invalid regular expression {Quoting.Quote(pattern)}: {error.Message}");
        }
    }

    /// <summary>What RE2 writes otherwise than .NET: named groups, literal runs, POSIX classes, the end of the text.</summary>
    private static string Translate(string pattern)
    {
        StringBuilder translated = new(pattern.Length);
        bool inClass = false;
        for (int i = 0; i < pattern.Length; i++)
        {
            ReadOnlySpan<char> rest = pattern.AsSpan(i);
            if (rest.StartsWith(@"\Q", StringComparison.Ordinal))
            {
                int end = pattern.IndexOf(@"\E", i, StringComparison.Ordinal);
                int stop = end < 0 ? pattern.Length : end;
                translated.Append(Regex.Escape(pattern[(i + 2)..stop]));
                i = end < 0 ? pattern.Length : end + 1;
            }
            else if (pattern[i] == '\\' && i + 1 < pattern.Length)
            {
                i += AppendEscape(translated, pattern, i);
            }
            else if (!inClass && rest.StartsWith("(?P<", StringComparison.Ordinal))
            {
                translated.Append("(?<");
                i += 3;
            }
            else if (inClass && rest.StartsWith("[:", StringComparison.Ordinal) && PosixClass(rest) is { } posix)
            {
                translated.Append(posix.Replacement);
                i += posix.Length - 1;
            }
            else
            {
                if (pattern[i] == '[' && !inClass) inClass = true;
                else if (pattern[i] == '[') translated.Append('\\');
                else if (pattern[i] == ']') inClass = false;
                translated.Append(pattern[i] == '$' && !inClass ? @"\z" : pattern[i].ToString());
                if (inClass && pattern[i] == '[' && i + 1 < pattern.Length) i += AppendLeadingBracket(translated, pattern, i);
            }
        }

        return translated.ToString();
    }

    /// <summary>Right behind the opening bracket of a class, an optional ^ and a literal ].</summary>
    private static int AppendLeadingBracket(StringBuilder translated, string pattern, int open)
    {
        int next = open + 1;
        if (translated[^1] != '[' || (translated.Length > 1 && translated[^2] == '\\')) return 0;
        int taken = 0;
        if (pattern[next] == '^')
        {
            translated.Append('^');
            taken++;
            next++;
        }

        if (next < pattern.Length && pattern[next] == ']')
        {
            translated.Append(@"\]");
            taken++;
        }

        return taken;
    }

    private static int AppendEscape(StringBuilder translated, string pattern, int at)
    {
        char escaped = pattern[at + 1];
        if (escaped == 'p' || escaped == 'P')
        {
            if (at + 2 < pattern.Length && pattern[at + 2] != '{')
            {
                translated.Append('\\').Append(escaped).Append('{').Append(pattern[at + 2]).Append('}');
                return 2;
            }
        }
        else if (escaped is 'd' or 'w' or 's' or 'D' or 'W' or 'S')
        {
            // RE2's classes are ASCII only.
            translated.Append(escaped switch
            {
                'd' => "[0-9]",
                'D' => "[^0-9]",
                'w' => "[0-9A-Za-z_]",
                'W' => "[^0-9A-Za-z_]",
                's' => @"[\t\n\f\r ]",
                _ => @"[^\t\n\f\r ]",
            });
            if (InsideClass(pattern, at)) UnwrapClass(translated, escaped);
            return 1;
        }
        else if (escaped == '_' || escaped == '-' || escaped == '/' || escaped == '"' || escaped == '\'')
        {
            translated.Append(Regex.Escape(escaped.ToString()));
            if (escaped == '-') translated.Insert(translated.Length - 1, '\\');
            return 1;
        }

        translated.Append('\\').Append(escaped);
        return 1;
    }

    private static bool InsideClass(string pattern, int at)
    {
        bool inside = false;
        for (int i = 0; i < at; i++)
        {
            if (pattern[i] == '\\') i++;
            else if (pattern[i] == '[') inside = true;
            else if (pattern[i] == ']') inside = false;
        }

        return inside;
    }

    /// <summary>Inside a class an ASCII class stands without its own brackets; .NET's own negations serve for the negated ones.</summary>
    private static void UnwrapClass(StringBuilder translated, char escaped)
    {
        int open = translated.ToString().LastIndexOf('[');
        if (char.IsUpper(escaped))
        {
            translated.Length = open;
            translated.Append('\\').Append(escaped);
            return;
        }

        translated.Remove(open, 1);
        translated.Length--;
    }

    private static (string Replacement, int Length)? PosixClass(ReadOnlySpan<char> rest)
    {
        foreach ((string name, string replacement) in PosixClasses)
        {
            if (rest.StartsWith(name, StringComparison.Ordinal)) return (replacement, name.Length);
        }

        return null;
    }

    private static readonly (string Name, string Replacement)[] PosixClasses =
    [
        ("[:alnum:]", "0-9A-Za-z"), ("[:alpha:]", "A-Za-z"), ("[:ascii:]", @"\x00-\x7F"), ("[:blank:]", @"\t "),
        ("[:cntrl:]", @"\x00-\x1F\x7F"), ("[:digit:]", "0-9"), ("[:graph:]", "!-~"), ("[:lower:]", "a-z"), ("[:print:]", " -~"),
        ("[:punct:]", @"!-/:-@\[-`{-~"), ("[:space:]", @"\t\n\v\f\r "), ("[:upper:]", "A-Z"), ("[:word:]", "0-9A-Za-z_"),
        ("[:xdigit:]", "0-9A-Fa-f"),
    ];
}
