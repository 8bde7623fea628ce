using Heed.Model.Labels;
using Heed.Model.Parsing;
using Heed.Query.Lexing;

namespace Heed.Query.Syntax;

/// <summary>Metric names and matchers in braces.</summary>
internal sealed class SelectorParser(TokenReader reader, ParserOptions options)
{
    private const string Context = "in label matching";

    private readonly List<LabelMatcher> _matchers = [];
    private string? _name;

    /// <param name="name">The identifier in front, already taken; null where the braces stand alone.</param>
    /// <param name="mayMatchEverything">No matcher has to exclude the empty value.</param>
    public VectorSelector Parse(Token? name, bool mayMatchEverything = false)
    {
        _matchers.Clear();
        _name = name?.Source;
        int start = name?.Start ?? reader.Current.Start;
        if (reader.TryTake(TokenKind.LeftBrace)) ParseMatchers();
        if (_name is not null) _matchers.Add(LabelMatcher.Equal(LabelNames.MetricName, _name));
        VectorSelector selector = new(reader.SpanFrom(start), _name ?? "", [.. _matchers]);
        Check(selector, mayMatchEverything);
        return selector;
    }

    private void ParseMatchers()
    {
        while (reader.Current.Kind is not (TokenKind.RightBrace or TokenKind.EndOfInput))
        {
            ParseMatcher();
            if (!reader.TryTake(TokenKind.Comma)) break;
        }

        reader.Expect(TokenKind.RightBrace, "\",\" or \"}\"", Context);
    }

    private void ParseMatcher()
    {
        Token label = reader.Current;
        if (label.Kind is not (TokenKind.Identifier or TokenKind.Text))
        {
            reader.FailUnexpected(Context, "identifier or \"}\"");
            return;
        }

        reader.Take();
        string name = Unquote(label);
        if (label.Kind == TokenKind.Text && reader.Current.Kind is TokenKind.Comma or TokenKind.RightBrace)
        {
            SetName(name, label);
            return;
        }

        if (label.Source.Contains(':', StringComparison.Ordinal) && label.Kind == TokenKind.Identifier)
        {
            reader.Fail($"unexpected character inside braces: ':'", reader.SpanOf(label));
        }

        ParseCondition(name);
    }

    private void ParseCondition(string name)
    {
        Token op = reader.Current;
        MatchOperator? how = op.Source switch
        {
            "=" => MatchOperator.Equal,
            "!=" => MatchOperator.NotEqual,
            "=~" => MatchOperator.Regex,
            "!~" => MatchOperator.NotRegex,
            _ => null,
        };
        if (how is null)
        {
            reader.FailUnexpected(Context, "label matching operator");
            return;
        }

        reader.Take();
        Token value = reader.Current;
        if (value.Kind != TokenKind.Text)
        {
            reader.FailUnexpected(Context, "string");
            return;
        }

        reader.Take();
        if (how is MatchOperator.Regex or MatchOperator.NotRegex && value.Source.Length > options.MaxRegexLength)
        {
            reader.Fail(
                $"regular expression is longer than {options.MaxRegexLength} characters; match a label with fewer values",
                reader.SpanOf(value));
            return;
        }

        ParseResult<LabelMatcher> matcher = LabelMatcher.Parse(name, how.Value, Unquote(value));
        if (matcher.IsSuccess) _matchers.Add(matcher.Value);
        else reader.Fail(matcher.Error.Message, reader.SpanOf(value));
    }

    private void SetName(string name, Token token)
    {
        if (_name is not null) reader.Fail($"metric name must not be set twice: \"{_name}\" or \"{name}\"", reader.SpanOf(token));
        _name = name;
    }

    private string Unquote(Token token)
    {
        if (token.Kind != TokenKind.Text) return token.Source;
        string? text = StringText.Unquote(token.Source);
        if (text is null) reader.Fail($"error unquoting string {token.Source}: invalid syntax", reader.SpanOf(token));
        return text ?? "";
    }

    private void Check(VectorSelector selector, bool mayMatchEverything)
    {
        if (_name is not null && _matchers.FindIndex(m => m.Name == LabelNames.MetricName) is int other && other < _matchers.Count - 1)
        {
            reader.Fail($"metric name must not be set twice: \"{_name}\" or \"{_matchers[other].Value}\"", selector.Span);
        }

        if (!mayMatchEverything && _matchers.TrueForAll(m => m.MatchesEmpty))
        {
            reader.Fail("vector selector must contain at least one non-empty matcher", selector.Span);
        }
    }
}
