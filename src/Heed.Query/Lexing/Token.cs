namespace Heed.Query.Lexing;

/// <param name="Source">The characters as written, quotes included.</param>
internal readonly record struct Token(TokenKind Kind, string Source, int Start)
{
    public int End => Start + Source.Length;

    public bool IsOperator(string text) => Kind == TokenKind.Operator && Source == text;

    public bool IsWord(string keyword) => Kind == TokenKind.Identifier && Source.Equals(keyword, StringComparison.OrdinalIgnoreCase);

    /// <summary>As error messages name it.</summary>
    public string Describe() => Kind switch
    {
        TokenKind.EndOfInput => "end of input",
        TokenKind.Identifier => $"identifier \"{Source}\"",
        TokenKind.Number => $"number \"{Source}\"",
        TokenKind.Duration => $"duration \"{Source}\"",
        TokenKind.Text => $"string {Source}",
        TokenKind.LeftParen => "left parenthesis '('",
        TokenKind.RightParen => "right parenthesis ')'",
        TokenKind.LeftBrace => "left brace '{'",
        TokenKind.RightBrace => "right brace '}'",
        TokenKind.LeftBracket => "left bracket '['",
        TokenKind.RightBracket => "right bracket ']'",
        TokenKind.Comma => "comma ','",
        TokenKind.Colon => "colon ':'",
        TokenKind.At => "\"@\"",
        _ => $"operator \"{Source}\"",
    };
}
