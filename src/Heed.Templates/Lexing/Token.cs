namespace Heed.Templates.Lexing;

/// <summary>A piece of a template's text. Of an error, the text is the message.</summary>
internal readonly record struct Token(TokenKind Kind, string Text, int Start, int End);
