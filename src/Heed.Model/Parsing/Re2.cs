using System.Text.RegularExpressions;

namespace Heed.Model.Parsing;

/// <summary>
/// Regular expressions in RE2's syntax, as Prometheus and Alertmanager use them, run by .NET's non-backtracking engine:
/// time is linear in the input whatever the pattern. Two things differ from RE2: a character class cannot name characters beyond
/// U+FFFF, and <c>\b</c> knows the letters of all languages.
/// </summary>
public static class Re2
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.NonBacktracking;

    /// <summary>A pattern that has to match the whole text; the dot matches a line break, too.</summary>
    public static ParseResult<Regex> ParseAnchored(string pattern) => Parse(pattern, "^(?s:", ")\\z", dotStops: false);

    /// <summary>A pattern that may match anywhere, as in <c>reReplaceAll</c>.</summary>
    public static ParseResult<Regex> Parse(string pattern) => Parse(pattern, "", "", dotStops: true);

    private static ParseResult<Regex> Parse(string pattern, string prefix, string suffix, bool dotStops)
    {
        Re2Translator translator = new(pattern, dotStops);
        string translated = translator.Translate();
        if (translator.Error is { } found) return Failure(pattern, found);
        try
        {
            return ParseResult<Regex>.Success(new Regex(prefix + translated + suffix, Options));
        }
        catch (RegexParseException error)
        {
            return Failure(pattern, Words(error.Error));
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            return Failure(pattern, "expression is too large");
        }
    }

    private static string Words(RegexParseError error) => error switch
    {
        RegexParseError.QuantifierAfterNothing => "missing argument to repetition operator",
        RegexParseError.NestedQuantifiersNotParenthesized => "invalid nested repetition operator",
        RegexParseError.InsufficientClosingParentheses => "missing closing )",
        RegexParseError.InsufficientOpeningParentheses => "unexpected )",
        RegexParseError.ReversedQuantifierRange => "invalid repeat count",
        RegexParseError.InvalidUnicodePropertyEscape or RegexParseError.MalformedUnicodePropertyEscape => "invalid character class range",
        _ => $"invalid syntax ({error})",
    };

    private static ParseResult<Regex> Failure(string pattern, string reason) =>
        ParseResult<Regex>.Failure($"invalid regular expression {Quoting.Quote(pattern)}: {reason}");
}
