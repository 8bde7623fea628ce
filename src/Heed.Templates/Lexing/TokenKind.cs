namespace Heed.Templates.Lexing;

/// <summary>The kinds of tokens of a template.</summary>
internal enum TokenKind
{
    Text,
    LeftDelimiter,
    RightDelimiter,

    /// <summary>White space inside an action, which parts operands.</summary>
    Space,
    Field,
    Variable,
    Identifier,
    Keyword,
    Bool,
    Number,
    Character,
    String,
    RawString,
    Dot,
    Nil,
    Declare,
    Assign,
    Pipe,
    Comma,
    LeftParen,
    RightParen,
    Error,
    End,
}
