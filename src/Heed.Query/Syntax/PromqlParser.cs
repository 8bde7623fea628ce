using Heed.Model.Parsing;
using Heed.Query.Lexing;

namespace Heed.Query.Syntax;

/// <summary>Reads and checks PromQL.</summary>
public static class PromqlParser
{
    /// <summary>The tree is checked: every operand has the type that its operator asks for.</summary>
    public static ParseResult<Expression> Parse(string text, ParserOptions? options = null)
    {
        ParseResult<List<Token>> tokens = Lexer.Scan(text);
        if (!tokens.IsSuccess) return ParseResult<Expression>.Failure(tokens.Error);
        TokenReader reader = new(text, tokens.Value);
        ExpressionParser parser = new(reader, options ?? ParserOptions.Default);
        Expression expression = parser.ParseAll();
        return reader.Error is { } error ? ParseResult<Expression>.Failure(error) : ParseResult<Expression>.Success(expression);
    }

    /// <summary>As Prometheus words it: <c>1:8: parse error: unexpected end of input</c>.</summary>
    public static string Describe(ParseError error, string text)
    {
        (int line, int column) = error.Locate(text);
        return $"{line}:{column}: parse error: {error}";
    }
}
