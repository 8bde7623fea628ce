using Heed.Model.Parsing;

namespace Heed.Query.Lexing;

/// <summary>
/// Cuts a query into tokens. A colon belongs to a name outside brackets (recording rules) and stands alone inside them
/// (subqueries).
/// </summary>
internal sealed class Lexer(string text)
{
    private static readonly string[] Operators =
        ["==", "!=", "=~", "!~", "<=", ">=", "</", ">/", "=", "<", ">", "+", "-", "*", "/", "%", "^"];

    private readonly List<Token> _tokens = [];
    private readonly Stack<(TokenKind Kind, int Start)> _open = new();
    private int _at;
    private ParseError? _error;

    /// <summary>The tokens up to what cannot be one, with one for the end.</summary>
    /// <param name="text">The query.</param>
    /// <param name="error">What cannot be a token; null where the whole text was read.</param>
    public static List<Token> Scan(string text, out ParseError? error)
    {
        Lexer lexer = new(text);
        lexer.Run();
        error = lexer._error;
        return lexer._tokens;
    }

    private void Run()
    {
        while (_error is null)
        {
            SkipSpaceAndComments();
            if (_at >= text.Length) break;
            Next(text[_at]);
        }

        if (_error is null && _open.TryPeek(out (TokenKind Kind, int Start) open)) FailUnclosed(open.Kind, open.Start);
        _tokens.Add(new Token(TokenKind.EndOfInput, "", _error is null ? text.Length : _at));
    }

    private void Next(char c)
    {
        if (char.IsAsciiDigit(c) || (c == '.' && _at + 1 < text.Length && char.IsAsciiDigit(text[_at + 1])))
        {
            AddNumberOrDuration();
        }
        else if (char.IsAsciiLetter(c) || c == '_' || (c == ':' && !InBrackets))
        {
            Add(TokenKind.Identifier, IdentifierLength());
        }
        else if (c is '"' or '\'' or '`')
        {
            AddString(c);
        }
        else if (!TryPunctuation(c))
        {
            AddOperator(c);
        }
    }

    private bool InBrackets => _open.TryPeek(out (TokenKind Kind, int Start) open) && open.Kind == TokenKind.LeftBracket;

    private void SkipSpaceAndComments()
    {
        while (_at < text.Length)
        {
            if (text[_at] == '#')
            {
                int end = text.IndexOf('\n', _at);
                _at = end < 0 ? text.Length : end;
            }
            else if (text[_at] is ' ' or '\t' or '\n' or '\r')
            {
                _at++;
            }
            else
            {
                return;
            }
        }
    }

    private void Add(TokenKind kind, int length)
    {
        _tokens.Add(new Token(kind, text.Substring(_at, length), _at));
        _at += length;
    }

    private int IdentifierLength()
    {
        bool colons = !InBrackets;
        int end = _at + 1;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_' || (colons && text[end] == ':'))) end++;
        return end - _at;
    }

    private void AddNumberOrDuration()
    {
        ReadOnlySpan<char> rest = text.AsSpan(_at);
        int duration = NumberText.DurationLength(rest);
        int number = NumberText.NumberLength(rest);
        int length = Math.Max(duration, number);
        int end = length;
        while (end < rest.Length && (char.IsAsciiLetterOrDigit(rest[end]) || rest[end] == '_')) end++;
        if (end > length) Fail($"bad number or duration syntax: \"{rest[..end]}\"", _at, _at + end);
        else Add(duration > 0 && duration == length ? TokenKind.Duration : TokenKind.Number, length);
    }

    private void AddString(char quote)
    {
        int end = _at + 1;
        while (end < text.Length && text[end] != quote)
        {
            if (text[end] == '\\' && quote != '`') end++;
            else if (text[end] == '\n' && quote != '`') break;
            end++;
        }

        if (end >= text.Length || text[end] != quote) Fail(
            quote == '`' ? "unterminated raw string" : "unterminated quoted string", _at, text.Length);
        else Add(TokenKind.Text, end + 1 - _at);
    }

    private bool TryPunctuation(char c)
    {
        TokenKind? kind = c switch
        {
            '(' => TokenKind.LeftParen,
            ')' => TokenKind.RightParen,
            '{' => TokenKind.LeftBrace,
            '}' => TokenKind.RightBrace,
            '[' => TokenKind.LeftBracket,
            ']' => TokenKind.RightBracket,
            ',' => TokenKind.Comma,
            ':' => TokenKind.Colon,
            '@' => TokenKind.At,
            _ => null,
        };
        if (kind is null) return false;
        if (c is '(' or '{' or '[') _open.Push((kind.Value, _at));
        else if (c is ')' or '}' or ']' && !TryClose(kind.Value)) return true;
        Add(kind.Value, 1);
        return true;
    }

    private bool TryClose(TokenKind closing)
    {
        TokenKind opening = closing switch
        {
            TokenKind.RightParen => TokenKind.LeftParen,
            TokenKind.RightBrace => TokenKind.LeftBrace,
            _ => TokenKind.LeftBracket,
        };
        if (_open.TryPeek(out (TokenKind Kind, int Start) open) && open.Kind == opening)
        {
            _open.Pop();
            return true;
        }

        string found = new Token(closing, text[_at].ToString(), _at).Describe();
        Fail($"unexpected {found}", _at, _at + 1);
        return false;
    }

    private void AddOperator(char c)
    {
        foreach (string op in Operators)
        {
            if (string.CompareOrdinal(text, _at, op, 0, op.Length) != 0) continue;
            Add(TokenKind.Operator, op.Length);
            return;
        }

        string hint = c == '!' ? ", expected \"!=\" or \"!~\"" : c == '&' || c == '|' ? $", expected \"{(c == '&' ? "and" : "or")}\"" : "";
        Fail($"unexpected character: '{c}'{hint}", _at, _at + 1);
    }

    private void FailUnclosed(TokenKind kind, int start)
    {
        string name = kind switch
        {
            TokenKind.LeftParen => "parenthesis",
            TokenKind.LeftBrace => "brace",
            _ => "bracket",
        };
        Fail($"unclosed left {name}", start, start + 1);
    }

    private void Fail(string message, int start, int end) => _error ??= new ParseError(message, start, end);
}
