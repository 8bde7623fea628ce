using System.Text;

using Heed.Model.Labels;
using Heed.Model.Parsing;

namespace Heed.Alerting.Routing;

/// <summary>
/// The older syntax: names are plain identifiers, the quotes around a value may be left out, and a backslash before anything but
/// <c>n</c>, a quote or a backslash stands for itself.
/// </summary>
internal static class ClassicMatcherSyntax
{
    public static ParseResult<IReadOnlyList<LabelMatcher>> Parse(string text)
    {
        string inner = text.StartsWith('{') ? text[1..] : text;
        if (inner.EndsWith('}')) inner = inner[..^1];
        List<LabelMatcher> matchers = [];
        foreach (string token in Split(inner))
        {
            ParseResult<LabelMatcher> matcher = ParseOne(token.Trim());
            if (!matcher.IsSuccess) return ParseResult<IReadOnlyList<LabelMatcher>>.Failure(matcher.Error);
            matchers.Add(matcher.Value);
        }

        return ParseResult<IReadOnlyList<LabelMatcher>>.Success(matchers);
    }

    /// <summary>At the commas outside quotes; what follows the last one may be empty.</summary>
    private static List<string> Split(string text)
    {
        List<string> tokens = [];
        bool quoted = false;
        bool escaped = false;
        int start = 0;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c == ',' && !quoted)
            {
                tokens.Add(text[start..i]);
                start = i + 1;
            }

            if (c == '"' && !escaped) quoted = !quoted;
            escaped = c == '\\' && !escaped;
        }

        if (text.AsSpan(start).Trim().Length > 0) tokens.Add(text[start..]);
        return tokens;
    }

    private static ParseResult<LabelMatcher> ParseOne(string token)
    {
        int at = 0;
        while (at < token.Length && (char.IsAsciiLetterOrDigit(token[at]) || token[at] is '_' or ':')) at++;
        string name = token[..at];
        if (!Identifiers.IsMetricName(name)) return Failure(token);
        ReadOnlySpan<char> rest = token.AsSpan(at).TrimStart();
        string op =
            rest.StartsWith("=~") ? "=~" : rest.StartsWith("!=") ? "!=" : rest.StartsWith("!~") ? "!~" : rest.StartsWith("=") ? "=" : "";
        if (op.Length == 0) return Failure(token);
        string raw = rest[op.Length..].Trim().ToString();
        return TryUnquote(raw, out string value) ? MatcherParser.Create(name, op, value, 0) : Failure(token);
    }

    private static bool TryUnquote(string raw, out string value)
    {
        bool quoted = raw.StartsWith('"');
        bool closed = !quoted;
        StringBuilder text = new();
        for (int i = quoted ? 1 : 0; i < raw.Length; i++)
        {
            char c = raw[i];
            if (c == '\\' && i + 1 < raw.Length)
            {
                char next = raw[++i];
                if (next is not ('n' or '"' or '\\')) text.Append('\\');
                text.Append(next == 'n' ? '\n' : next);
            }
            else if (c == '"')
            {
                if (!quoted || i < raw.Length - 1) break;
                closed = true;
            }
            else
            {
                text.Append(c);
            }

            if (i == raw.Length - 1 && closed)
            {
                value = text.ToString();
                return true;
            }
        }

        value = "";
        return raw.Length == 0;
    }

    private static ParseResult<LabelMatcher> Failure(string token) =>
        ParseResult<LabelMatcher>.Failure($"expected a matcher such as severity=\"critical\", found {Quoting.Quote(token)}");
}
