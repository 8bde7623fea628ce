namespace Heed.Ingest.Exposition;

/// <summary>
/// Finds where the text of a series ends, and that it is well formed: <c>name</c>, <c>name{a="b"}</c> or <c>{"name", a="b"}</c>. Ends of
/// lines stand in no quotes: the formats write them <c>\n</c>.
/// </summary>
internal ref struct SeriesScanner(ReadOnlySpan<byte> text, int position, bool allowsBlanks)
{
    private readonly ReadOnlySpan<byte> _text = text;
    private bool _hasName;

    /// <summary>Where the scanner stands: behind the series, or at what is wrong.</summary>
    public int Position { get; private set; } = position;

    /// <summary>What should stand at <see cref="Position"/>; null where nothing is wrong.</summary>
    public string? Expected { get; private set; }

    /// <summary>Passes over <c>name{…}</c>.</summary>
    public bool TryPassSeries()
    {
        if (IsNameStart(Current))
        {
            PassName(colons: true);
            _hasName = true;
            int end = Position;
            PassBlanks();
            if (Current != '{')
            {
                Position = end;
                return true;
            }
        }

        if (Current != '{') return Fail("a metric's name or '{'");
        int brace = Position;
        if (!TryPassLabels()) return false;
        if (_hasName) return true;
        Position = brace;
        return Fail("a metric's name among the labels");
    }

    /// <summary>Passes over the <c>{…}</c> of an exemplar, which has no name.</summary>
    public bool TryPassExemplarLabels()
    {
        _hasName = true;
        return TryPassLabels();
    }

    /// <summary>A quoted text alone is the metric's name.</summary>
    private bool TryPassLabels()
    {
        Position++;
        while (true)
        {
            PassBlanks();
            if (Current == '}')
            {
                Position++;
                return true;
            }

            if (!TryPassLabel()) return false;
            PassBlanks();
            if (Current == ',') Position++;
            else if (Current != '}') return Fail("',' or '}'");
        }
    }

    /// <summary>Passes over a metric's name that stands without quotes.</summary>
    public bool TryPassName()
    {
        if (!IsNameStart(Current)) return Fail("a metric's name");
        PassName(colons: true);
        return true;
    }


    private bool TryPassLabel()
    {
        int start = Position;
        if (Current == '"')
        {
            if (!TryPassQuoted()) return false;
            PassBlanks();
            if (Current is (byte)',' or (byte)'}')
            {
                if (!_hasName) return _hasName = true;
                Position = start;
                return Fail("a label: the metric has its name");
            }
        }
        else if (IsNameStart(Current) && Current != ':')
        {
            PassName(colons: false);
            PassBlanks();
        }
        else
        {
            return Fail("a label's name");
        }

        if (Current != '=') return Fail("'='");
        Position++;
        PassBlanks();
        return Current == '"' ? TryPassQuoted() : Fail("a label's value in quotes");
    }

    /// <summary>Passes over a text from its opening quote to its closing one.</summary>
    public bool TryPassQuoted()
    {
        int start = Position++;
        while (true)
        {
            int next = _text[Position..].IndexOfAny((byte)'"', (byte)'\\', (byte)'\n');
            if (next >= 0) Position += next;
            if (next >= 0 && _text[Position] == '"')
            {
                Position++;
                return true;
            }

            if (next < 0 || _text[Position] == '\n' || Position + 1 >= _text.Length || _text[Position + 1] == '\n')
            {
                Position = start;
                return Fail("a closing quote on this line");
            }

            Position += 2;
        }
    }

    private void PassName(bool colons)
    {
        int at = Position + 1;
        while (at < _text.Length && (IsNameStart(_text[at]) || _text[at] is >= (byte)'0' and <= (byte)'9') && (colons || _text[at] != ':')) at++;
        Position = at;
    }

    private void PassBlanks()
    {
        if (!allowsBlanks) return;
        while (Current is (byte)' ' or (byte)'\t') Position++;
    }

    private readonly byte Current => Position < _text.Length ? _text[Position] : (byte)'\n';

    private bool Fail(string expected)
    {
        Expected = expected;
        return false;
    }

    private static bool IsNameStart(byte c) => (uint)((c | 0x20) - 'a') <= 'z' - 'a' || c is (byte)'_' or (byte)':';
}
