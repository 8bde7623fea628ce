using Heed.Model.Labels;
using Heed.Model.Parsing;

namespace Heed.Alerting.Routing;

/// <summary>
/// Matchers as Alertmanager writes them: <c>a="b"</c>, <c>a=~"b.*", c!=d</c>, <c>{"a.b"="c"}</c>. Two syntaxes are in use. A text
/// that only one of them reads means what that one says; where both read it and differ, the classic one holds, as in
/// Alertmanager's fallback mode.
/// </summary>
public static class MatcherParser
{
    /// <summary>Reads any number of matchers; the error is the one of the UTF-8 syntax, which names the place.</summary>
    public static ParseResult<IReadOnlyList<LabelMatcher>> Parse(string text)
    {
        ParseResult<IReadOnlyList<LabelMatcher>> utf8 = Utf8MatcherSyntax.Parse(text);
        ParseResult<IReadOnlyList<LabelMatcher>> classic = ClassicMatcherSyntax.Parse(text);
        return classic.IsSuccess ? classic : utf8;
    }

    internal static ParseResult<LabelMatcher> Create(string name, string op, string value, int start) =>
        LabelMatcher.Parse(name, Operator(op), value) is { IsSuccess: false } failed
            ? ParseResult<LabelMatcher>.Failure(failed.Error.Message, start)
            : LabelMatcher.Parse(name, Operator(op), value);

    private static MatchOperator Operator(string op) => op switch
    {
        "=" => MatchOperator.Equal,
        "!=" => MatchOperator.NotEqual,
        "=~" => MatchOperator.Regex,
        _ => MatchOperator.NotRegex,
    };
}
