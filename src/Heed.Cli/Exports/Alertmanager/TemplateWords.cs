using System.Text.RegularExpressions;

namespace Heed.Cli.Exports.Alertmanager;

/// <summary>What a text with templates calls, as far as it takes to know whether Alertmanager 0.25 can run it.</summary>
internal static partial class TemplateWords
{
    /// <summary>The first function that 0.25 has not; null where there is none.</summary>
    public static string? FirstLaterFunction(string text)
    {
        foreach (Match action in Actions().Matches(text))
        {
            foreach (Match word in Words().Matches(Texts().Replace(action.Value, "")))
            {
                if (OldAlertmanager.IsLaterFunction(word.Value)) return word.Value;
            }
        }

        return null;
    }

    /// <summary>The templates that a text defines.</summary>
    public static IEnumerable<string> Defined(string text) => Definitions().Matches(text).Select(m => m.Groups[1].Value);

    /// <summary>The templates that a text calls.</summary>
    public static IEnumerable<string> Called(string text) => Calls().Matches(text).Select(m => m.Groups[1].Value);

    [GeneratedRegex(@"\{\{.*?\}\}", RegexOptions.Singleline)]
    private static partial Regex Actions();

    [GeneratedRegex("\"(\\\\.|[^\"\\\\])*\"|`[^`]*`")]
    private static partial Regex Texts();

    /// <summary>Names that are no field (<c>.Name</c>) and no variable (<c>$name</c>).</summary>
    [GeneratedRegex(@"(?<![.$\w])[A-Za-z]\w*")]
    private static partial Regex Words();

    [GeneratedRegex("""\{\{-?\s*(?:define|block)\s+"([^"]+)""")]
    private static partial Regex Definitions();

    [GeneratedRegex("""\{\{-?\s*(?:template|block)\s+"([^"]+)""")]
    private static partial Regex Calls();
}
