using System.Text;

namespace Heed.Model.Parsing;

/// <summary>Reads one character class of RE2, from its opening bracket to its closing one.</summary>
internal sealed class Re2ClassReader(string pattern, int start)
{
    private const string Missing = "missing closing ]";

    private readonly StringBuilder _target = new();

    /// <summary>The offset behind the closing bracket.</summary>
    public int End { get; private set; } = start;

    public string? Error { get; private set; }

    /// <summary>The class in .NET's syntax; null with an <see cref="Error"/>.</summary>
    public string? Read()
    {
        End++;
        _target.Append('[');
        if (Current == '^')
        {
            _target.Append('^');
            End++;
        }

        // A bracket right at the start is a member, not the end.
        bool first = true;
        while (Error is null && (first || Current != ']'))
        {
            if (End >= pattern.Length) Error = Missing;
            else ReadItem();
            first = false;
        }

        End++;
        return Error is null ? _target.Append(']').ToString() : null;
    }

    private char Current => End < pattern.Length ? pattern[End] : '\0';

    private void ReadItem()
    {
        bool named = pattern.AsSpan(End).StartsWith("[:", StringComparison.Ordinal);
        if (named && pattern.IndexOf(":]", End + 2, StringComparison.Ordinal) is >= 0 and int close)
        {
            string written = pattern[End..(close + 2)];
            string? posix = Re2Classes.Posix(written);
            if (posix is null) Error = $"invalid character class range: {written}";
            _target.Append(posix);
            End = close + 2;
            return;
        }

        int itemStart = End;
        if (Current == '\\')
        {
            Re2EscapeReader escape = new(pattern, End);
            if (escape.TryReadSet(out string? set))
            {
                _target.Append(set);
                End = escape.End;
                return;
            }
        }

        if (!TryReadCharacter(out int low)) return;
        int high = low;
        bool isRange = Current == '-' && End + 1 < pattern.Length && pattern[End + 1] != ']';
        if (isRange)
        {
            End++;
            if (!TryReadCharacter(out high)) return;
            if (high < low) Error = $"invalid character class range: {pattern[itemStart..End]}";
        }

        Append(low, high);
    }

    private bool TryReadCharacter(out int codePoint)
    {
        codePoint = 0;
        if (End >= pattern.Length)
        {
            Error = Missing;
            return false;
        }

        if (Current == '\\')
        {
            Re2EscapeReader escape = new(pattern, End);
            if (!escape.TryReadLiteral(out string? _))
            {
                Error = escape.Error ?? $"invalid escape sequence: {pattern[End..Math.Min(End + 2, pattern.Length)]}";
                return false;
            }

            codePoint = escape.CodePoint;
            End = escape.End;
            return true;
        }

        bool pair = char.IsHighSurrogate(Current) && End + 1 < pattern.Length && char.IsLowSurrogate(pattern[End + 1]);
        codePoint = pair ? char.ConvertToUtf32(Current, pattern[End + 1]) : Current;
        End += pair ? 2 : 1;
        return true;
    }

    private void Append(int low, int high)
    {
        if (high > char.MaxValue)
        {
            Error ??= "characters beyond U+FFFF are not supported in a class; write them as alternatives";
            return;
        }

        Re2Classes.AppendLiteral(_target, (char)low);
        if (high == low) return;
        _target.Append('-');
        Re2Classes.AppendLiteral(_target, (char)high);
    }
}
