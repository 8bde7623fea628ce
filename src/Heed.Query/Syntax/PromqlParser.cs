using System.Globalization;

using Heed.Model.Parsing;
using Heed.Query.Lexing;

namespace Heed.Query.Syntax;

/// <summary>Reads and checks PromQL.</summary>
public static class PromqlParser
{
    /// <summary>The tree is checked: every operand has the type that its operator asks for.</summary>
    public static ParseResult<Expression> Parse(string text, ParserOptions? options = null)
    {
        options ??= ParserOptions.Default;
        if (text.Length > options.MaxLength)
        {
            return ParseResult<Expression>.Failure(new ParseError(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"expression has {text.Length:N0} characters, more than the limit of {options.MaxLength:N0}; split it into recording rules"),
                0,
                0));
        }

        List<Token> tokens = Lexer.Scan(text, out ParseError? unreadable);
        TokenReader reader = new(text, tokens);
        ExpressionParser parser = new(reader, options);
        Expression expression = parser.ParseAll();

        // Of two errors the one in front is told: the parser's, unless it is that the readable text is at its end.
        if (unreadable is not null && !(reader.Error?.Start < tokens[^1].Start)) return ParseResult<Expression>.Failure(unreadable);
        return reader.Error is { } error ? ParseResult<Expression>.Failure(error) : ParseResult<Expression>.Success(expression);
    }

    /// <summary>As Prometheus words it: <c>1:8: parse error: unexpected end of input</c>.</summary>
    public static string Describe(ParseError error, string text)
    {
        (int line, int column) = error.Locate(text);
        return $"{line}:{column}: parse error: {error}";
    }
}
