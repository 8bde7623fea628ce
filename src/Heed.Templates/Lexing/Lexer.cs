using System.Buffers;
using System.Globalization;

namespace Heed.Templates.Lexing;

/// <summary>
/// Cuts a template into tokens. A mistake becomes an error token, the last one, so that mistakes are reported in the order of
/// the text.
/// </summary>
internal sealed class Lexer
{
    private const string Left = "{{";
    private const string Right = "}}";

    private static readonly SearchValues<string> Keywords = SearchValues.Create(
        ["block", "break", "continue", "define", "else", "end", "if", "range", "template", "with"], StringComparison.Ordinal);

    private readonly string _text;
    private readonly List<Token> _tokens = [];
    private int _at;
    private int _parens;

    private Lexer(string text) => _text = text;

    public static IReadOnlyList<Token> Read(string text)
    {
        Lexer lexer = new(text);
        while (lexer.ReadText() && lexer.ReadAction())
        {
        }

        return lexer._tokens;
    }

    public static bool IsSpace(char c) => c is ' ' or '\t' or '\r' or '\n';

    private static bool IsAlphaNumeric(char c) => c == '_' || char.IsLetterOrDigit(c);

    /// <summary>Up to the next action that is no comment; false at the end.</summary>
    private bool ReadText()
    {
        while (true)
        {
            int open = _text.IndexOf(Left, _at, StringComparison.Ordinal);
            bool trim = open >= 0 && IsLeftTrim(open + Left.Length);
            AddText(open < 0 ? _text.Length : open, trim);
            if (open < 0)
            {
                Add(TokenKind.End, _text.Length, _text.Length);
                return false;
            }

            _at = open + Left.Length + (trim ? 2 : 0);
            if (!_text.AsSpan(_at).StartsWith("/*", StringComparison.Ordinal))
            {
                Add(TokenKind.LeftDelimiter, open, _at);
                return true;
            }

            if (!SkipComment(open)) return false;
        }
    }

    private void AddText(int end, bool trim)
    {
        while (trim && end > _at && IsSpace(_text[end - 1])) end--;
        if (end > _at) Add(TokenKind.Text, _at, end);
    }

    private bool SkipComment(int open)
    {
        int close = _text.IndexOf("*/", _at + 2, StringComparison.Ordinal);
        if (close < 0) return Fail("unclosed comment", open);
        _at = close + 2;
        if (!IsRight(out bool trim)) return Fail("comment ends before the closing delimiter", open);
        SkipRight(trim);
        return true;
    }

    private bool ReadAction()
    {
        _parens = 0;
        while (true)
        {
            if (IsRight(out bool trim))
            {
                if (_parens > 0) return Fail("unclosed left parenthesis", _at);
                Add(TokenKind.RightDelimiter, _at, _at + Right.Length);
                SkipRight(trim);
                return true;
            }

            if (_at >= _text.Length) return Fail("unclosed action", _at);
            if (!ReadToken()) return false;
        }
    }

    private bool ReadToken()
    {
        char c = _text[_at];
        switch (c)
        {
            case '|': return Take(TokenKind.Pipe, 1);
            case ',': return Take(TokenKind.Comma, 1);
            case '=': return Take(TokenKind.Assign, 1);
            case ':': return _at + 1 < _text.Length && _text[_at + 1] == '=' ? Take(TokenKind.Declare, 2) : Fail("expected :=", _at);
            case '(':
                _parens++;
                return Take(TokenKind.LeftParen, 1);
            case ')':
                return --_parens < 0 ? Fail("unexpected right parenthesis", _at) : Take(TokenKind.RightParen, 1);
            case '"' or '\'': return ReadQuoted(c);
            case '`': return ReadRawString();
            case '$': return ReadName(TokenKind.Variable);
            case '.' when _at + 1 >= _text.Length || !char.IsAsciiDigit(_text[_at + 1]): return ReadName(TokenKind.Field);
            case '+' or '-' or '.': return ReadNumber();
        }

        if (IsSpace(c)) return ReadSpace();
        if (char.IsAsciiDigit(c)) return ReadNumber();
        return IsAlphaNumeric(c) ? ReadIdentifier() : Fail($"unexpected character {Show(c)} in action", _at);
    }

    /// <summary>Leaves the space that belongs to a right trim marker.</summary>
    private bool ReadSpace()
    {
        int start = _at;
        while (_at < _text.Length && IsSpace(_text[_at]) && !IsRight(out _)) _at++;
        Add(TokenKind.Space, start, _at);
        return true;
    }

    private bool ReadQuoted(char quote)
    {
        int start = _at++;
        while (_at < _text.Length && _text[_at] != quote && _text[_at] != '\n') _at += _text[_at] == '\\' ? 2 : 1;
        if (_at >= _text.Length || _text[_at] != quote)
        {
            return Fail(quote == '"' ? "unterminated quoted string" : "unterminated character constant", start);
        }

        _at++;
        Add(quote == '"' ? TokenKind.String : TokenKind.Character, start, _at);
        return true;
    }

    private bool ReadRawString()
    {
        int close = _text.IndexOf('`', _at + 1);
        return close < 0 ? Fail("unterminated raw quoted string", _at) : Take(TokenKind.RawString, close + 1 - _at);
    }

    /// <summary>A dot or dollar sign with the name behind it, if any.</summary>
    private bool ReadName(TokenKind kind)
    {
        int start = _at++;
        while (_at < _text.Length && IsAlphaNumeric(_text[_at])) _at++;
        if (!IsTerminated()) return Fail($"unexpected character {Show(_text[_at])}", _at);
        Add(kind == TokenKind.Field && _at == start + 1 ? TokenKind.Dot : kind, start, _at);
        return true;
    }

    private bool ReadIdentifier()
    {
        int start = _at;
        while (_at < _text.Length && IsAlphaNumeric(_text[_at])) _at++;
        if (!IsTerminated()) return Fail($"unexpected character {Show(_text[_at])}", _at);
        string word = _text[start.._at];
        TokenKind kind = word switch
        {
            "true" or "false" => TokenKind.Bool,
            "nil" => TokenKind.Nil,
            _ when Keywords.Contains(word) => TokenKind.Keyword,
            _ => TokenKind.Identifier,
        };
        Add(kind, start, _at);
        return true;
    }

    private bool ReadNumber()
    {
        int start = _at++;
        while (_at < _text.Length && IsNumberPart(start)) _at++;
        Add(TokenKind.Number, start, _at);
        return true;
    }

    private bool IsNumberPart(int start)
    {
        char c = _text[_at];
        if (IsAlphaNumeric(c) || c == '.') return true;
        bool exponent = _text[_at - 1] is 'e' or 'E' or 'p' or 'P' && _at - 1 > start;
        bool hexadecimal = _text.AsSpan(start, _at - start).ContainsAny('x', 'X');
        return c is '+' or '-' && exponent && !(hexadecimal && _text[_at - 1] is 'e' or 'E');
    }

    private bool IsTerminated() =>
        _at >= _text.Length || IsSpace(_text[_at]) || _text[_at] is '.' or ',' or '|' or ':' or '=' or '(' or ')' || IsRight(out _);

    private bool IsLeftTrim(int at) => at + 1 < _text.Length && _text[at] == '-' && IsSpace(_text[at + 1]);

    private bool IsRight(out bool trim)
    {
        ReadOnlySpan<char> rest = _text.AsSpan(_at);
        trim = rest.Length >= 4 && IsSpace(rest[0]) && rest[1] == '-' && rest[2..].StartsWith(Right, StringComparison.Ordinal);
        return trim || rest.StartsWith(Right, StringComparison.Ordinal);
    }

    private void SkipRight(bool trim)
    {
        _at += Right.Length + (trim ? 2 : 0);
        while (trim && _at < _text.Length && IsSpace(_text[_at])) _at++;
    }

    private bool Take(TokenKind kind, int length)
    {
        Add(kind, _at, _at + length);
        _at += length;
        return true;
    }

    private void Add(TokenKind kind, int start, int end) => _tokens.Add(new Token(kind, _text[start..end], start, end));

    private bool Fail(string message, int at)
    {
        _tokens.Add(new Token(TokenKind.Error, message, at, at));
        return false;
    }

    private static string Show(char c) => char.IsControl(c) ? string.Create(CultureInfo.InvariantCulture, $"U+{(int)c:X4}") : $"'{c}'";
}
