using System.Text.RegularExpressions;

namespace Heed.Rules.Templates;

/// <summary>
/// What the queries of a template may read, as far as its text tells: where every query is a literal text, or one whose blanks are filled with
/// quoted values and with matchers that are themselves such a text, no value can name a metric that the text does not.
/// </summary>
internal static partial class TemplateReads
{
    /// <summary>Adds every word of the queries, metrics among them; false where a query may read anything.</summary>
    public static bool TryAdd(string text, ISet<string> words)
    {
        HashSet<string> matchers = new(StringComparer.Ordinal);
        foreach (Match set in Definition().Matches(text))
        {
            bool isPlain = IsMatchers(Unquote(set.Groups["text"].Value));
            if (isPlain && !IsSetAgain(text, set.Groups["name"].Value)) matchers.Add(set.Groups["name"].Value);
        }

        int queries = Word("query").Count(text);
        MatchCollection calls = Query().Matches(text);
        if (calls.Count != queries) return false;
        foreach (Match call in calls)
        {
            string query = Unquote(call.Groups["text"].Value);
            if (!IsPlain(query, call.Groups["values"].Value, matchers)) return false;
            foreach (Match word in Words().Matches(Verbs().Replace(query, " "))) words.Add(word.Value);
        }

        return true;
    }

    private static bool IsPlain(string query, string values, HashSet<string> matchers)
    {
        if (query.Contains("__name__", StringComparison.Ordinal) || Nameless().IsMatch(query)) return false;
        bool isQuoted = !Verbs().Matches(query).Any(v => v.Value is not ("%q" or "%%"));
        if (isQuoted) return true;
        bool areMatchers = values.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(matchers.Contains);
        return areMatchers && Verbs().Matches(query).All(v => v.Value is "%s" or "%%");
    }

    /// <summary>A list of matchers in braces, whose blanks are quoted.</summary>
    private static bool IsMatchers(string text) =>
        text.StartsWith('{') && text.EndsWith('}') && text.IndexOf('{', 1) < 0 && text.IndexOf('}') == text.Length - 1
        && !text.Contains("__name__", StringComparison.Ordinal) && Verbs().Matches(text).All(v => v.Value == "%q");

    /// <summary>More than one value, or one that is no such text.</summary>
    private static bool IsSetAgain(string text, string name) =>
        new Regex(Regex.Escape(name) + @"\s*:?=", RegexOptions.CultureInvariant).Count(text) > 1;

    private static string Unquote(string literal) => literal[1..^1].Replace("\\\"", "\"", StringComparison.Ordinal);

    private static Regex Word(string word) => new($@"\b{word}\b", RegexOptions.CultureInvariant);

    [GeneratedRegex("""(?<name>\$\w+)\s*:=\s*printf\s+(?<text>"(?:[^"\\]|\\.)*"|`[^`]*`)[^}|()]*\}\}""", RegexOptions.CultureInvariant)]
    private static partial Regex Definition();

    [GeneratedRegex(
        """\bquery\s+(?:\(\s*printf\s+(?<text>"(?:[^"\\]|\\.)*"|`[^`]*`)(?<values>[^()|"`]*)\)|(?<text>"(?:[^"\\]|\\.)*"|`[^`]*`))""",
        RegexOptions.CultureInvariant)]
    private static partial Regex Query();

    [GeneratedRegex("%.?", RegexOptions.CultureInvariant)]
    private static partial Regex Verbs();

    /// <summary>Braces, or a blank for them, that no name stands before.</summary>
    [GeneratedRegex(@"(?:^|[^\w:])(?:\{|%s)", RegexOptions.CultureInvariant)]
    private static partial Regex Nameless();

    [GeneratedRegex(@"[A-Za-z_:][\w:]*", RegexOptions.CultureInvariant)]
    private static partial Regex Words();
}
