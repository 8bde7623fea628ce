using Heed.Templates.Lexing;

namespace Heed.Templates.Syntax;

/// <summary>The parser's place in the tokens. A lexical mistake is raised when it is reached.</summary>
internal sealed class TokenReader(TemplateSource source)
{
    private readonly IReadOnlyList<Token> _tokens = Lexer.Read(source.Text);
    private int _at;

    public Token Peek() => At(_at);

    /// <summary>The token that is this many after the next one, not counting space.</summary>
    public Token PeekPastSpace(int ahead)
    {
        int at = _at;
        while (true)
        {
            while (At(at).Kind == TokenKind.Space) at++;
            if (ahead-- == 0) return At(at);
            at++;
        }
    }

    public Token Next()
    {
        Token token = At(_at);
        if (_at < _tokens.Count - 1) _at++;
        return token;
    }

    public Token NextPastSpace()
    {
        while (Peek().Kind == TokenKind.Space) Next();
        return Next();
    }

    public TemplateFailure Fail(string message, int position) => new(source.Error(message, position));

    public TemplateFailure Unexpected(Token token, string context) => token.Kind switch
    {
        TokenKind.Error => Fail(token.Text, token.Start),
        TokenKind.End => Fail($"unexpected end of the text in {context}", token.Start),
        TokenKind.RightDelimiter => Fail($"unexpected }}}} in {context}", token.Start),
        _ => Fail($"unexpected {source.Excerpt(token.Start, token.End)} in {context}", token.Start),
    };

    /// <summary>The text that a node was read from.</summary>
    public string Text(Node node) => source.Excerpt(node.Start, node.End);

    private Token At(int index)
    {
        Token token = _tokens[Math.Min(index, _tokens.Count - 1)];
        return token.Kind == TokenKind.Error ? throw Fail(token.Text, token.Start) : token;
    }
}
