using System.Globalization;
using System.Text;

namespace Heed.Storage.Index;

/// <summary>
/// What every text that a regular expression matches looks like: one of a few literals, or a beginning with one of a few. Knows the plain
/// parts of the syntax; of anything else it says nothing, which is always true.
/// </summary>
/// <param name="Literals">The expression matches exactly these; null where that is not known.</param>
/// <param name="Prefixes">Each match begins with one of these, none of which begins with another; null where that is not known.</param>
internal readonly record struct RegexShape(string[]? Literals, string[]? Prefixes)
{
    public static RegexShape Of(string expression)
    {
        Reader reader = new(expression);
        Heads heads = reader.ReadAlternatives();
        if (reader.Failed || !reader.AtEnd) return default;
        if (heads.AreWhole) return new RegexShape([.. heads.Texts.Distinct()], null);
        return heads.Texts.Contains("") ? default : new RegexShape(null, Shortest(heads.Texts));
    }

    private static string[] Shortest(IEnumerable<string> texts)
    {
        List<string> kept = [];
        foreach (string text in texts.Distinct().Order(StringComparer.Ordinal))
        {
            if (kept.Count == 0 || !text.StartsWith(kept[^1], StringComparison.Ordinal)) kept.Add(text);
        }

        return [.. kept];
    }

    /// <param name="Texts">Each match begins with one of these.</param>
    /// <param name="AreWhole">And is one of these.</param>
    private readonly record struct Heads(IReadOnlyList<string> Texts, bool AreWhole)
    {
        public const int MostTexts = 1024;

        public static readonly Heads Anything = new([""], false);

        public static readonly Heads Nothing = new([""], true);

        public Heads Then(Heads next)
        {
            if (!AreWhole) return this;
            if ((long)Texts.Count * next.Texts.Count > MostTexts) return this with { AreWhole = false };
            return new Heads([.. Texts.SelectMany(_ => next.Texts, (a, b) => a + b)], next.AreWhole);
        }

        public Heads OrNothing() => Texts.Count == MostTexts ? Anything : new Heads([.. Texts, ""], AreWhole);
    }

    private ref struct Reader(ReadOnlySpan<char> text)
    {
        /// <summary>A class with more members than this is taken as "any character".</summary>
        private const int MostMembers = 16;

        private const int MostDepth = 50;

        private readonly ReadOnlySpan<char> _text = text;
        private int _at;
        private int _depth;

        public bool Failed { get; private set; }

        public readonly bool AtEnd => _at == _text.Length;

        public Heads ReadAlternatives()
        {
            if (++_depth > MostDepth) Failed = true;
            Heads heads = ReadSequence();
            if (!AtEnd && _text[_at] == '|')
            {
                List<string> texts = [.. heads.Texts];
                bool areWhole = heads.AreWhole;
                while (!Failed && texts.Count <= Heads.MostTexts && TryTake('|'))
                {
                    Heads next = ReadSequence();
                    texts.AddRange(next.Texts);
                    areWhole &= next.AreWhole;
                }

                // Of more than these nothing is known, and a rest is left that nobody reads.
                heads = new Heads(texts, areWhole);
            }

            _depth--;
            return heads;
        }

        private Heads ReadSequence()
        {
            Heads heads = Heads.Nothing;
            while (!Failed && !AtEnd && _text[_at] is not ('|' or ')')) heads = heads.Then(ReadRepetition(ReadAtom()));
            return heads;
        }

        private Heads ReadAtom()
        {
            char next = _text[_at];
            switch (next)
            {
                case '(':
                    return ReadGroup();
                case '[':
                    return ReadClass();
                case '\\':
                    return ReadEscape();
                case '.':
                    _at++;
                    return Heads.Anything;
                case '*' or '+' or '?' or '{' or '^' or '$':
                    Failed = true;
                    return Heads.Anything;
                default:
                    return ReadLiteral();
            }
        }

        /// <summary>A whole code point: what a repetition behind it repeats.</summary>
        private Heads ReadLiteral()
        {
            Rune.DecodeFromUtf16(_text[_at..], out _, out int length);
            string literal = _text.Slice(_at, length).ToString();
            _at += length;
            return new Heads([literal], true);
        }

        private Heads ReadGroup()
        {
            _at++;
            if (TryTake('?') && !TryTake(':')) Failed = true;
            if (Failed) return Heads.Anything;
            Heads heads = ReadAlternatives();
            if (!TryTake(')')) Failed = true;
            return heads;
        }

        private Heads ReadEscape()
        {
            _at++;
            if (AtEnd || _text[_at] > 127) Failed = true;
            if (Failed) return Heads.Anything;
            char escaped = _text[_at++];
            if (!char.IsAsciiLetterOrDigit(escaped)) return new Heads([escaped.ToString()], true);
            Failed = escaped is not ('d' or 'D' or 'w' or 'W' or 's' or 'S');
            return Heads.Anything;
        }

        private Heads ReadClass()
        {
            _at++;
            bool isSimple = !TryTake('^');
            List<string> members = [];
            for (bool first = true; first || AtEnd || _text[_at] != ']'; first = false)
            {
                if (AtEnd || _text[_at] is '[' or '\\') Failed = true;
                if (Failed) return Heads.Anything;
                isSimple &= !char.IsSurrogate(_text[_at]) && members.Count < MostMembers;
                isSimple &= _at + 2 >= _text.Length || _text[_at + 1] != '-' || _text[_at + 2] == ']';
                members.Add(_text[_at++].ToString());
            }

            _at++;
            return isSimple ? new Heads(members, true) : Heads.Anything;
        }

        private Heads ReadRepetition(Heads atom)
        {
            if (Failed || AtEnd) return atom;
            Heads heads = atom;
            switch (_text[_at])
            {
                case '*':
                    heads = Heads.Anything;
                    break;
                case '+':
                    heads = atom with { AreWhole = false };
                    break;
                case '?':
                    heads = atom.OrNothing();
                    break;
                case '{':
                    return ReadCount(atom);
                default:
                    return atom;
            }

            _at++;
            TryTake('?');
            if (!AtEnd && _text[_at] is '*' or '+' or '?' or '{') Failed = true;
            return heads;
        }

        private Heads ReadCount(Heads atom)
        {
            int end = _text[_at..].IndexOf('}');
            int digits = end < 0 ? 0 : _text[(_at + 1)..(_at + end)].IndexOfAnyExceptInRange('0', '9');
            ReadOnlySpan<char> least = end < 0 ? default : _text.Slice(_at + 1, digits < 0 ? end - 1 : digits);
            if (!int.TryParse(least, NumberStyles.None, CultureInfo.InvariantCulture, out int count)) Failed = true;
            if (Failed) return Heads.Anything;
            _at += end + 1;
            TryTake('?');
            return count == 0 ? Heads.Anything : atom with { AreWhole = false };
        }

        private bool TryTake(char wanted)
        {
            if (AtEnd || _text[_at] != wanted) return false;
            _at++;
            return true;
        }
    }
}
