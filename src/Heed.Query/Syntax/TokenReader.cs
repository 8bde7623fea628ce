using Heed.Model.Parsing;
using Heed.Query.Lexing;

namespace Heed.Query.Syntax;

/// <summary>
/// Walks the tokens. The first error is kept and moves the reader to the end of the input, so that every rule of the grammar
/// runs out without looking at what it returns.
/// </summary>
internal sealed class TokenReader(string text, List<Token> tokens)
{
    private int _at;

    public ParseError? Error { get; private set; }

    public Token Current => tokens[_at];

    public Token Following => tokens[Math.Min(_at + 1, tokens.Count - 1)];

    /// <summary>The offset behind the last token that was taken.</summary>
    public int LastEnd => _at == 0 ? 0 : tokens[_at - 1].End;

    public Token Take()
    {
        Token taken = tokens[_at];
        if (_at < tokens.Count - 1) _at++;
        return taken;
    }

    public bool TryTake(TokenKind kind)
    {
        if (Current.Kind != kind) return false;
        Take();
        return true;
    }

    public bool TryTakeWord(string keyword)
    {
        if (!Current.IsWord(keyword)) return false;
        Take();
        return true;
    }

    public bool TryTakeOperator(string op)
    {
        if (!Current.IsOperator(op)) return false;
        Take();
        return true;
    }

    /// <param name="context">As "in call arguments"; empty for none.</param>
    public void Expect(TokenKind kind, string expected, string context = "")
    {
        if (!TryTake(kind)) FailUnexpected(context, expected);
    }

    public SourceSpan SpanFrom(int start) => new(text, start, Math.Max(LastEnd, start));

    public SourceSpan SpanOf(Token token) => new(text, token.Start, token.End);

    public void FailUnexpected(string context, string expected)
    {
        string where = context.Length > 0 ? " " + context : "";
        string wanted = expected.Length > 0 ? ", expected " + expected : "";
        Fail($"unexpected {Current.Describe()}{where}{wanted}", Current.Start, Current.End);
    }

    public void Fail(string message, SourceSpan span, string? suggestion = null) => Fail(message, span.Start, span.End, suggestion);

    public void Fail(string message, int start, int end, string? suggestion = null)
    {
        Error ??= new ParseError(message, start, end, suggestion);
        _at = tokens.Count - 1;
    }
}
