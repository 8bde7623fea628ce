namespace Heed.Ingest.Events;

/// <summary>
/// Cuts a stream of bytes into events without parsing them: lines, the items of one array, or objects that span lines. What
/// it is shows in the first bytes: <c>[</c> is an array; an object whose first line ends inside of it, and not before another
/// object, spans lines; all else is lines. Memory is bounded by the limit of one event, whatever stands in the stream.
/// </summary>
internal sealed class EventFramer(int maxEventBytes)
{
    private const int FirstCapacity = 64 * 1024;
    private const int LeastRoom = 4 * 1024;

    private readonly FrameBuffer _bytes = new(FirstCapacity, LeastRoom);
    private FramingMode _mode;
    private BalanceScanner _balance;
    private int _scanned;
    private int _line;
    private int _itemLine;
    private bool _isDropping;
    private bool _afterComma;
    private bool _inItem;

    /// <summary>The last line or item that was begun.</summary>
    public int Line => Math.Max(1, _line);

    /// <summary>Whether the body ended inside an array.</summary>
    public bool IsArrayOpen => _mode is FramingMode.Array;

    /// <summary>Where the next bytes of the stream go; <see cref="Advance"/> says how many came.</summary>
    public Memory<byte> Room() => _bytes.Room();

    public void Advance(int count) => _bytes.Advance(count);

    public bool IsComplete { get; private set; }

    /// <summary>No more bytes come.</summary>
    public void Complete() => IsComplete = true;

    public void Reset()
    {
        _bytes.Clear();
        _mode = FramingMode.Undecided;
        _balance.Reset();
        _scanned = 0;
        _line = 0;
        _itemLine = 0;
        IsComplete = false;
        _isDropping = false;
        _afterComma = false;
        _inItem = false;
    }

    /// <summary>False where more bytes are needed or, when complete, where there is nothing more.</summary>
    public bool TryNext(out EventFrame frame)
    {
        if (_mode == FramingMode.Undecided && !Decide())
        {
            frame = default;
            return false;
        }

        return _mode switch
        {
            FramingMode.Lines => NextLine(out frame),
            FramingMode.Objects => NextObject(out frame),
            FramingMode.Array => NextItem(out frame),
            _ => NextBehindArray(out frame),
        };
    }

    private bool Decide()
    {
        FramingDecision decision = FramingDecision.Of(_bytes.Span, IsComplete, maxEventBytes);
        if (decision.Mode == FramingMode.Undecided) return false;
        _mode = decision.Mode;
        _line = decision.Mode == FramingMode.Objects ? 1 : 0;
        _bytes.Consume(decision.Skip);
        return true;
    }

    private bool NextLine(out EventFrame frame)
    {
        frame = default;
        while (true)
        {
            ReadOnlySpan<byte> bytes = _bytes.Span;
            int feed = bytes[_scanned..].IndexOf((byte)'\n');
            if (feed < 0) return LastLine(bytes, out frame);
            ReadOnlySpan<byte> line = bytes[..(_scanned + feed)];
            _bytes.Consume(line.Length + 1);
            _scanned = 0;
            _line++;
            if (_isDropping || line.Length > maxEventBytes)
            {
                _isDropping = false;
                frame = new EventFrame(FrameKind.TooLarge, default, _line);
                return true;
            }

            if (TrimBlanks(line).Length == 0) continue;
            frame = new EventFrame(FrameKind.Event, line, _line);
            return true;
        }
    }

    private bool LastLine(ReadOnlySpan<byte> bytes, out EventFrame frame)
    {
        frame = default;
        _scanned = bytes.Length;
        if (bytes.Length > maxEventBytes)
        {
            _isDropping = true;
            _bytes.Consume(bytes.Length);
            _scanned = 0;
            bytes = default;
        }

        if (!IsComplete || (!_isDropping && TrimBlanks(bytes).Length == 0)) return false;
        frame = new EventFrame(_isDropping ? FrameKind.TooLarge : FrameKind.Tail, bytes, ++_line);
        _bytes.Consume(bytes.Length);
        _isDropping = false;
        _scanned = 0;
        return true;
    }

    /// <summary>Objects with line breaks inside, one behind another.</summary>
    private bool NextObject(out EventFrame frame)
    {
        frame = default;
        if (!_inItem)
        {
            ConsumeBlanks();
            if (_bytes.Span.Length == 0) return false;
            _inItem = true;
            _itemLine = _line;
        }

        while (true)
        {
            int stop = _balance.Next(_bytes.Span[_scanned..]);
            if (stop < 0) return Unfinished(out frame);
            _scanned += stop + 1;
            if (_balance.Depth <= 0) return EndItem(_itemLine, delimiter: 0, out frame);
        }
    }

    private bool NextItem(out EventFrame frame)
    {
        frame = default;
        if (!_inItem)
        {
            ConsumeBlanks();
            if (_bytes.Span.Length == 0) return false;
            if (_bytes.Span[0] == ']' && !_afterComma)
            {
                _bytes.Consume(1);
                _mode = FramingMode.BehindArray;
                return NextBehindArray(out frame);
            }

            _inItem = true;
            _line++;
        }

        while (true)
        {
            int stop = _balance.Next(_bytes.Span[_scanned..]);
            if (stop < 0) return Unfinished(out frame);
            _scanned += stop + 1;
            byte found = _bytes.Span[_scanned - 1];
            bool closes = found == ']' && _balance.Depth < 0;
            if (!closes && (found != ',' || _balance.Depth > 0)) continue;
            _afterComma = !closes;
            if (closes) _mode = FramingMode.BehindArray;
            return EndItem(_line, delimiter: 1, out frame);
        }
    }

    /// <summary>Nothing may follow an array but blanks: what does is one frame, which is no event.</summary>
    private bool NextBehindArray(out EventFrame frame)
    {
        frame = default;
        ConsumeBlanks();
        ReadOnlySpan<byte> rest = _bytes.Span;
        _bytes.Consume(rest.Length);
        if (rest.Length == 0 || _isDropping) return false;
        _isDropping = true;
        frame = new EventFrame(FrameKind.Event, "]"u8, ++_line);
        return true;
    }

    private bool EndItem(int line, int delimiter, out EventFrame frame)
    {
        ReadOnlySpan<byte> item = _bytes.Span[..(_scanned - delimiter)];
        bool tooLarge = _isDropping || item.Length > maxEventBytes;
        CountLines(_bytes.Span[.._scanned]);
        frame = new EventFrame(tooLarge ? FrameKind.TooLarge : FrameKind.Event, tooLarge ? default : item, line);
        _bytes.Consume(_scanned);
        _scanned = 0;
        _isDropping = false;
        _inItem = false;
        _balance.Reset();
        return true;
    }

    private bool Unfinished(out EventFrame frame)
    {
        frame = default;
        ReadOnlySpan<byte> bytes = _bytes.Span;
        _scanned = bytes.Length;
        if (_isDropping || bytes.Length > maxEventBytes)
        {
            CountLines(bytes);
            _isDropping = true;
            _bytes.Consume(bytes.Length);
            _scanned = 0;
            bytes = default;
        }

        if (!IsComplete) return false;
        int line = _mode == FramingMode.Objects ? _itemLine : _line;
        frame = new EventFrame(_isDropping ? FrameKind.TooLarge : FrameKind.Tail, bytes, line);
        _bytes.Consume(bytes.Length);
        _scanned = 0;
        _isDropping = false;
        _inItem = false;
        _balance.Reset();
        return true;
    }

    private void ConsumeBlanks()
    {
        ReadOnlySpan<byte> bytes = _bytes.Span;
        int at = 0;
        while (at < bytes.Length && FramingDecision.IsBlank(bytes[at])) at++;
        CountLines(bytes[..at]);
        _bytes.Consume(at);
    }

    /// <summary>Items of an array are counted themselves.</summary>
    private void CountLines(ReadOnlySpan<byte> consumed)
    {
        if (_mode == FramingMode.Objects) _line += consumed.Count((byte)'\n');
    }

    private static ReadOnlySpan<byte> TrimBlanks(ReadOnlySpan<byte> line) => line.Trim(" \t\r"u8);
}
