namespace Heed.Query.Lexing;

internal enum TokenKind
{
    EndOfInput,
    Identifier,
    Number,
    Duration,
    Text,
    Operator,
    LeftParen,
    RightParen,
    LeftBrace,
    RightBrace,
    LeftBracket,
    RightBracket,
    Comma,
    Colon,
    At,
}
