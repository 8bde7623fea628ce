using System.Globalization;
using System.Text;

namespace Heed.Model.Parsing;

/// <summary>
/// Rewrites a pattern from RE2's syntax to .NET's in one pass. What both write the same is copied; what only .NET knows is
/// refused, so that a pattern means here what it means in Prometheus or nothing.
/// </summary>
/// <param name="pattern">As RE2 knows it.</param>
/// <param name="dotStops">Whether the dot leaves out a line break where no flag says anything.</param>
internal sealed class Re2Translator(string pattern, bool dotStops)
{
    private const int LargestRepeat = 1000;

    /// <summary>.NET counts UTF-16 units, RE2 code points: a pair is one character, and half of one is none.</summary>
    private const string PairOr = @"(?:[\uD800-\uDBFF][\uDC00-\uDFFF]|[^\uD800-\uDFFF";

    private readonly StringBuilder _target = new(pattern.Length + 16);
    private readonly Stack<Flags> _outer = new();
    private readonly HashSet<string> _names = [];
    private Flags _flags = new(dotStops);
    private int _groups;
    private int _at;

    /// <summary>Why RE2 refuses the pattern; null where it does not.</summary>
    public string? Error { get; private set; }

    public string Translate()
    {
        while (_at < pattern.Length && Error is null) Next();
        return _target.ToString();
    }

    private void Next()
    {
        char c = pattern[_at];
        switch (c)
        {
            case '\\': Escape(); break;
            case '[': CharacterClass(); break;
            case '(': Open(); break;
            case ')': Close(); break;
            case '$': Copy(_flags.MultiLine ? "$" : @"\z"); break;
            case '*' or '+' or '?': Repeat(1); break;
            case '{': Braces(); break;
            case '.': Any(".", _flags.DotStops ? @"\n]" : "]", 1); break;
            default: Literal(c); break;
        }
    }

    private void Copy(string text)
    {
        _target.Append(text);
        _at++;
    }

    /// <summary>A pair of surrogates is one character to a repetition behind it.</summary>
    private void Literal(char c)
    {
        if (char.IsHighSurrogate(c) && _at + 1 < pattern.Length && char.IsLowSurrogate(pattern[_at + 1]))
        {
            _target.Append("(?:").Append(c).Append(pattern[_at + 1]).Append(')');
            _at += 2;
            return;
        }

        Copy(c.ToString());
    }

    /// <summary>What takes any character, or any but some. Where it is repeated without end, units and characters come to the same.</summary>
    /// <param name="written">As .NET writes it.</param>
    /// <param name="others">The end of a negated class: what it does not take.</param>
    /// <param name="length">Of the pattern's text.</param>
    private void Any(string written, string others, int length)
    {
        _at += length;
        if (_at < pattern.Length && pattern[_at] is '*' or '+') _target.Append(written);
        else _target.Append(PairOr).Append(others).Append(')');
    }

    private void Fail(string reason) => Error ??= reason;

    private void Open()
    {
        _outer.Push(_flags);
        bool behind = Begins("(?<=") || Begins("(?<!");
        if (!Begins("(?")) Numbered();
        else if (Begins("(?P<")) Named("(?P<".Length);
        else if (Begins("(?<") && !behind) Named("(?<".Length);
        else SetFlags();
    }

    private bool Begins(string text) => pattern.AsSpan(_at).StartsWith(text, StringComparison.Ordinal);

    /// <summary>The number is written out: .NET counts unnamed groups first, RE2 all groups from left to right.</summary>
    private void Numbered()
    {
        _groups++;
        _target.Append(CultureInfo.InvariantCulture, $"(?<{_groups}>");
        _at++;
    }

    private void Named(int prefix)
    {
        _groups++;
        int end = pattern.IndexOf('>', _at);
        string name = end < 0 ? "" : pattern[(_at + prefix)..end];
        string written = pattern[_at..(end < 0 ? pattern.Length : end + 1)];
        if (name.Length == 0 || !Identifiers.IsLabelName("_" + name)) Fail($"invalid named capture: {written}");
        else if (!_names.Add(name)) Fail($"duplicate capture group name: {name}");
        _target.Append("(?<").Append(name).Append('>');
        _at = end + 1;
    }

    /// <summary><c>(?i)</c> to the end of the group around it, <c>(?i:…)</c> for the group that it opens.</summary>
    private void SetFlags()
    {
        int end = _at + 2;
        while (end < pattern.Length && pattern[end] is not (':' or ')')) end++;
        string written = pattern[_at..Math.Min(end + 1, pattern.Length)];
        Flags flags = _flags;
        bool on = true;
        bool any = false;
        foreach (char c in pattern.AsSpan(_at + 2, end - _at - 2))
        {
            if (c == '-' && on) on = false;
            else if (!flags.TrySet(c, on)) Fail($"invalid or unsupported Perl syntax: {written}");
            else any = true;
        }

        bool opens = end < pattern.Length && pattern[end] == ':';
        if (end == pattern.Length) Fail("missing closing )");
        else if (!any && (!on || !opens)) Fail($"invalid or unsupported Perl syntax: {written}");
        _flags = flags;
        if (!opens) _outer.Pop();

        // .NET has no flag U: repetitions are swapped one by one instead.
        string kept = written.Replace("U", "", StringComparison.Ordinal)
            .Replace("-)", ")", StringComparison.Ordinal)
            .Replace("-:", ":", StringComparison.Ordinal);
        if (kept != "(?)") _target.Append(kept);
        _at = end + 1;
    }

    private void Close()
    {
        if (!_outer.TryPop(out _flags)) Fail("unexpected )");
        Copy(")");
    }

    private void Repeat(int length)
    {
        _target.Append(pattern, _at, length);
        _at += length;
        bool lazy = _at < pattern.Length && pattern[_at] == '?';
        if (lazy) _at++;
        if (lazy != _flags.Ungreedy) _target.Append('?');
    }

    /// <summary>A repeat count, or a literal brace where it is none.</summary>
    private void Braces()
    {
        int end = pattern.IndexOf('}', _at);
        string[] counts = end < 0 ? [] : pattern[(_at + 1)..end].Split(',');
        bool isRepeat = counts.Length is 1 or 2
            && IsCount(counts[0])
            && (counts.Length == 1 || counts[1].Length == 0 || IsCount(counts[1]));
        if (!isRepeat)
        {
            Copy(@"\{");
            return;
        }

        foreach (string count in counts)
        {
            if (count.Length > 4 || (count.Length > 0 && int.Parse(count, CultureInfo.InvariantCulture) > LargestRepeat))
            {
                Fail($"invalid repeat count: {pattern[_at..(end + 1)]}");
            }
        }

        Repeat(end + 1 - _at);
    }

    private static bool IsCount(string text) => text.Length > 0 && text.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0;

    private void Escape()
    {
        if (Begins(@"\Q"))
        {
            int end = pattern.IndexOf(@"\E", _at, StringComparison.Ordinal);
            int stop = end < 0 ? pattern.Length : end;
            for (int i = _at + 2; i < stop; i++) Re2Classes.AppendLiteral(_target, pattern[i]);
            _at = end < 0 ? pattern.Length : end + 2;
            return;
        }

        char kind = _at + 1 < pattern.Length ? pattern[_at + 1] : '\0';
        if (kind is 'A' or 'z' or 'b' or 'B')
        {
            _target.Append('\\').Append(kind);
            _at += 2;
            return;
        }

        Re2EscapeReader reader = new(pattern, _at);
        if (!reader.TryReadSet(out string? set) && !reader.TryReadLiteral(out set))
        {
            Fail(reader.Error ?? $"invalid escape sequence: {pattern[_at..Math.Min(_at + 2, pattern.Length)]}");
            return;
        }

        _target.Append(reader.IsSet ? "[" + set + "]" : set);
        _at = reader.End;
    }

    private void CharacterClass()
    {
        Re2ClassReader reader = new(pattern, _at);
        string? set = reader.Read();
        if (set is null)
        {
            Fail(reader.Error!);
            return;
        }

        if (set.StartsWith("[^", StringComparison.Ordinal))
        {
            Any(set, set[2..], reader.End - _at);
            return;
        }

        _target.Append(set);
        _at = reader.End;
    }

    /// <summary>The flags that a group inherits from the one around it.</summary>
    private struct Flags(bool dotStops)
    {
        public bool MultiLine { get; private set; }

        public bool Ungreedy { get; private set; }

        public bool DotStops { get; private set; } = dotStops;

        public bool TrySet(char flag, bool on)
        {
            if (flag == 'm') MultiLine = on;
            else if (flag == 'U') Ungreedy = on;
            else if (flag == 's') DotStops = !on;
            return flag is 'i' or 'm' or 's' or 'U';
        }
    }
}
