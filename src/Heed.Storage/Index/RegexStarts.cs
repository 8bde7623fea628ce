namespace Heed.Storage.Index;

/// <summary>
/// Reads from a regular expression of RE2's syntax, one that has been accepted, how the values that it matches as a whole begin. What
/// it does not know it describes by an unknown tail; where the expression changes the rules (<c>(?i)</c>, <c>\Q</c>), it says nothing.
/// </summary>
internal ref struct RegexStarts
{
    /// <summary>Deeper groups are not looked into.</summary>
    private const int MostDepth = 50;

    /// <summary>A class of more characters than this is not taken apart.</summary>
    private const int MostClassMembers = 32;

    private const string ClosedEscapes = "dDsSwW";

    private readonly ReadOnlySpan<char> _pattern;
    private readonly List<LiteralStarts> _sequence = [];
    private int _at;
    private bool _failed;
    private bool _hasAlternatives;

    private RegexStarts(ReadOnlySpan<char> pattern) => _pattern = pattern;

    private readonly bool AtEnd => _failed || _at >= _pattern.Length;

    /// <param name="pattern">The whole expression.</param>
    /// <param name="pieces">The texts that it wants in order, where it has no alternatives at its top; else null.</param>
    public static LiteralStart[] Read(string pattern, out TextPieces? pieces)
    {
        RegexStarts reader = new(pattern);
        LiteralStarts starts = reader.Alternatives(depth: 0);
        pieces = null;
        if (reader._failed || reader._at < pattern.Length) return [new LiteralStart("", LabelTail.Unknown)];
        if (!reader._hasAlternatives) pieces = TextPieces.Of(reader._sequence);
        return starts.Disjoint();
    }

    private LiteralStarts Alternatives(int depth)
    {
        if (depth > MostDepth) _failed = true;
        LiteralStarts all = Sequence(depth);
        while (!AtEnd && _pattern[_at] == '|')
        {
            _at++;
            _hasAlternatives |= depth == 0;
            all = all.Or(Sequence(depth));
        }

        return all;
    }

    private LiteralStarts Sequence(int depth)
    {
        LiteralStarts all = LiteralStarts.Of("");

        // An anchor at the outer end of the whole expression says what is so anyway.
        if (depth == 0 && !AtEnd && _pattern[_at] == '^') SkipAnchor();
        while (!AtEnd && _pattern[_at] is not ('|' or ')'))
        {
            if (depth == 0 && _pattern[_at] == '$' && (_at + 1 == _pattern.Length || _pattern[_at + 1] == '|'))
            {
                _at++;
                break;
            }

            LiteralStarts part = Repetition(depth);
            if (depth == 0) _sequence.Add(part);
            all = all.Then(part);
        }

        return all;
    }

    private void SkipAnchor()
    {
        _at++;
        if (!AtEnd && _pattern[_at] is '*' or '+' or '?' or '{') _failed = true;
    }

    private LiteralStarts Repetition(int depth)
    {
        bool isDot = _pattern[_at] == '.';
        LiteralStarts part = Part(depth);
        bool isRepeatedTwice = false;
        while (!AtEnd && _pattern[_at] is '*' or '+' or '?' or '{')
        {
            char quantifier = _pattern[_at];
            int least = quantifier is '+' ? 1 : 0;
            if (quantifier == '{')
            {
                if (!TryReadCount(out least)) break;
            }
            else
            {
                _at++;
            }

            if (!AtEnd && _pattern[_at] == '?') _at++;
            part = isRepeatedTwice ? LiteralStarts.Any(LabelTail.Unknown) : Repeated(part, quantifier, least, isDot);
            isRepeatedTwice = true;
        }

        return part;
    }

    private static LiteralStarts Repeated(LiteralStarts part, char quantifier, int least, bool isDot) => quantifier switch
    {
        '?' => part.Or(LiteralStarts.Of("")),
        '*' when isDot => LiteralStarts.Any(LabelTail.Anything),
        '+' when isDot => LiteralStarts.Any(LabelTail.Something),
        _ => least > 0 ? part.Repeated() : LiteralStarts.Any(LabelTail.Unknown),
    };

    private LiteralStarts Part(int depth)
    {
        char c = _pattern[_at];
        switch (c)
        {
            case '(':
                return Group(depth);
            case '[':
                return Class();
            case '\\':
                return Escape();
            case '.' or '^' or '$':
                _at++;
                return LiteralStarts.Any(LabelTail.Unknown);
            default:
                // The halves of a surrogate pair belong together: what repeats both or one of them is not looked into.
                int length = char.IsHighSurrogate(c) && _at + 1 < _pattern.Length ? 2 : 1;
                string text = new(_pattern.Slice(_at, length));
                _at += length;
                bool isHalf = length == 2 && !AtEnd && _pattern[_at] is '*' or '+' or '?' or '{';
                return isHalf ? LiteralStarts.Any(LabelTail.Unknown) : LiteralStarts.Of(text);
        }
    }

    private LiteralStarts Group(int depth)
    {
        ReadOnlySpan<char> rest = _pattern[_at..];
        if (rest.StartsWith("(?:")) _at += 3;
        else if (rest.StartsWith("(?P<") || rest.StartsWith("(?<")) _at += rest.IndexOf('>') + 1;
        else if (rest.StartsWith("(?")) _failed = true;
        else _at++;
        LiteralStarts inner = Alternatives(depth + 1);
        if (AtEnd) _failed = true;
        else _at++;
        return inner;
    }

    private LiteralStarts Escape()
    {
        char kind = _at + 1 < _pattern.Length ? _pattern[_at + 1] : '\0';
        _at += 2;
        if (char.IsAscii(kind) && (char.IsPunctuation(kind) || char.IsSymbol(kind))) return LiteralStarts.Of(kind.ToString());
        if (!ClosedEscapes.Contains(kind, StringComparison.Ordinal)) _failed = true;
        return LiteralStarts.Any(LabelTail.Unknown);
    }

    /// <summary>The members of a plain class; of any other one only where it ends.</summary>
    private LiteralStarts Class()
    {
        List<LiteralStart> members = [];
        int at = ++_at;
        while (at < _pattern.Length && _pattern[at] != ']' && members.Count <= MostClassMembers)
        {
            char first = _pattern[at++];
            char last = first;
            if (at + 1 < _pattern.Length && _pattern[at] == '-' && _pattern[at + 1] != ']')
            {
                last = _pattern[at + 1];
                at += 2;
            }

            bool isPlain = char.IsAsciiLetterOrDigit(first) && char.IsAsciiLetterOrDigit(last);
            bool isMember = isPlain || (first == last && first is ('-' or '_' or '.' or ':' or ' '));
            if (!isMember || last - first > MostClassMembers)
            {
                members.Clear();
                break;
            }

            for (char c = first; c <= last; c++) members.Add(new LiteralStart(c.ToString(), LabelTail.Nothing));
        }

        if (members.Count is > 0 and <= MostClassMembers && at < _pattern.Length)
        {
            _at = at + 1;
            return new LiteralStarts(members);
        }

        SkipClass();
        return LiteralStarts.Any(LabelTail.Unknown);
    }

    private void SkipClass()
    {
        if (!AtEnd && _pattern[_at] == '^') _at++;

        // A bracket in the first place is a member.
        if (!AtEnd && _pattern[_at] == ']') _at++;
        while (!AtEnd && _pattern[_at] != ']')
        {
            if (_pattern[_at] == '\\') _at += 2;
            else if (_pattern[_at..].StartsWith("[:") && _pattern[_at..].IndexOf(":]") is var end and > 0) _at += end + 2;
            else _at++;
        }

        if (AtEnd) _failed = true;
        else _at++;
    }

    /// <summary>Reads <c>{n}</c>, <c>{n,}</c> or <c>{n,m}</c>; other braces are characters.</summary>
    private bool TryReadCount(out int least)
    {
        least = 0;
        int end = _pattern[_at..].IndexOf('}');
        if (end < 0) return false;
        ReadOnlySpan<char> counts = _pattern.Slice(_at + 1, end - 1);
        int comma = counts.IndexOf(',');
        ReadOnlySpan<char> first = comma < 0 ? counts : counts[..comma];
        ReadOnlySpan<char> second = comma < 0 ? [] : counts[(comma + 1)..];
        if (first.IsEmpty || first.ContainsAnyExceptInRange('0', '9') || second.ContainsAnyExceptInRange('0', '9')) return false;
        foreach (char digit in first) least |= digit - '0';
        _at += end + 1;
        return true;
    }
}
