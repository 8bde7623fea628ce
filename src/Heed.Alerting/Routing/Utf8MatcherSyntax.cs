using System.Globalization;
using System.Text;

using Heed.Model.Labels;
using Heed.Model.Parsing;

namespace Heed.Alerting.Routing;

/// <summary>
/// The newer syntax: names and values are any text in double quotes, or without quotes any run of characters that are neither
/// blank nor one of <c>{ } ! = ~ , \ " ' `</c>.
/// </summary>
internal sealed class Utf8MatcherSyntax
{
    private const string Reserved = "{}!=~,\\\"'`";

    private readonly string _text;
    private readonly List<LabelMatcher> _matchers = [];
    private int _at;
    private ParseError? _error;

    private Utf8MatcherSyntax(string text) => _text = text;

    public static ParseResult<IReadOnlyList<LabelMatcher>> Parse(string text)
    {
        Utf8MatcherSyntax syntax = new(text);
        return syntax.ReadAll() && syntax._error is null
            ? ParseResult<IReadOnlyList<LabelMatcher>>.Success(syntax._matchers)
            : ParseResult<IReadOnlyList<LabelMatcher>>.Failure(syntax._error!);
    }

    private bool ReadAll()
    {
        SkipBlanks();
        bool braces = Take('{');
        while (!AtEnd && _text[_at] != '}')
        {
            if (!ReadMatcher()) return false;
            if (!Take(',')) break;
        }

        if (braces && !Take('}')) return Fail("a closing }");
        return AtEnd || Fail("a comma or the end");
    }

    private bool AtEnd
    {
        get
        {
            SkipBlanks();
            return _at == _text.Length;
        }
    }

    private bool ReadMatcher()
    {
        int start = _at;
        if (!ReadText("a label name", out string name)) return false;
        string op = ReadOperator();
        if (op.Length == 0) return Fail("one of = != =~ !~");
        if (!ReadText("a value", out string value)) return false;
        if (name.Length == 0) return Fail("a label name");
        ParseResult<LabelMatcher> matcher = MatcherParser.Create(name, op, value, start);
        _error = matcher.Error;
        if (matcher.IsSuccess) _matchers.Add(matcher.Value);
        return matcher.IsSuccess;
    }

    private string ReadOperator()
    {
        SkipBlanks();
        foreach (string op in (ReadOnlySpan<string>)["=~", "!~", "!=", "="])
        {
            if (string.CompareOrdinal(_text, _at, op, 0, op.Length) != 0) continue;
            _at += op.Length;
            return op;
        }

        return "";
    }

    private bool ReadText(string expected, out string text)
    {
        SkipBlanks();
        if (_at < _text.Length && _text[_at] == '"') return ReadQuoted(out text);
        int start = _at;
        while (_at < _text.Length && !char.IsWhiteSpace(_text[_at]) && !Reserved.Contains(_text[_at])) _at++;
        text = _text[start.._at];
        return text.Length > 0 || Fail(expected);
    }

    private bool ReadQuoted(out string text)
    {
        StringBuilder value = new();
        text = "";
        for (_at++; _at < _text.Length; _at++)
        {
            char c = _text[_at];
            if (c == '"')
            {
                _at++;
                text = value.ToString();
                return true;
            }

            if (c != '\\') value.Append(c);
            else if (!AppendEscape(value)) return Fail("a known escape such as \\n, \\\" or \\\\");
        }

        return Fail("a closing quote");
    }

    private bool AppendEscape(StringBuilder value)
    {
        if (_at + 1 == _text.Length) return false;
        char escaped = _text[++_at];
        int digits = escaped switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
        if (digits > 0)
        {
            bool hex = _at + digits < _text.Length;
            hex = int.TryParse(
                hex ? _text.AsSpan(_at + 1, digits) : "", NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int code);
            if (!hex || !Rune.IsValid(code)) return false;
            value.Append(new Rune(code));
            _at += digits;
            return true;
        }

        int known = "abfnrtv\\\"".IndexOf(escaped, StringComparison.Ordinal);
        if (known < 0) return false;
        value.Append("\a\b\f\n\r\t\v\\\""[known]);
        return true;
    }

    private bool Take(char c)
    {
        SkipBlanks();
        if (_at == _text.Length || _text[_at] != c) return false;
        _at++;
        return true;
    }

    private void SkipBlanks()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at])) _at++;
    }

    private bool Fail(string expected)
    {
        string found = _at < _text.Length ? Quoting.Quote(_text[_at..Math.Min(_text.Length, _at + 20)]) : "the end";
        _error = new ParseError($"expected {expected} at character {_at + 1} of {Quoting.Quote(_text)}, found {found}", _at, _at);
        return false;
    }
}
