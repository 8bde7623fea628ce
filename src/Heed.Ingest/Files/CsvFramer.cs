namespace Heed.Ingest.Files;

/// <summary>
/// Cuts CSV into rows as RFC 4180 writes them: fields in double quotes may hold separators, line breaks and doubled quotes. Rows come over
/// any cut of the bytes.
/// </summary>
internal sealed class CsvFramer(int maxRowBytes)
{
    /// <summary>Less than −1, the place of the last byte that was dropped.</summary>
    private const int NoQuote = -2;

    private readonly Events.FrameBuffer _bytes = new(64 * 1024, 16 * 1024);
    private int _scanned;
    private int _closedAt = NoQuote;
    private bool _startsField = true;
    private bool _inQuotes;
    private bool _isDropping;
    private int _nextLine = 1;

    public byte Separator { get; set; } = (byte)',';

    /// <summary>Where the row starts, counted from one.</summary>
    public int Line { get; private set; }

    public bool IsComplete { get; private set; }

    /// <summary>Whether the row was longer than the limit; it is empty then.</summary>
    public bool IsTooLarge { get; private set; }

    /// <summary>Whether the file ends inside quotes.</summary>
    public bool EndsInQuotes { get; private set; }

    public Memory<byte> Room() => _bytes.Room();

    public void Advance(int count) => _bytes.Advance(count);

    public void Complete() => IsComplete = true;

    /// <summary>The bytes of the next row without its line break, for the header alone: nothing is taken.</summary>
    public bool TryPeekRow(out ReadOnlySpan<byte> row)
    {
        bool found = TryFindEnd(out int length, out _);
        row = found ? _bytes.Span[..length] : default;
        return found;
    }

    /// <summary>False where more bytes are needed or, when complete, where there is no further row. Blank lines are passed over.</summary>
    /// <param name="row">Without its line break; until the next <see cref="Advance"/>.</param>
    public bool TryNext(out ReadOnlySpan<byte> row)
    {
        while (TryFindEnd(out int length, out int consumed))
        {
            row = _bytes.Span[..length];
            if (!_isDropping) Line = _nextLine;
            _nextLine += _bytes.Span[..consumed].Count((byte)'\n');
            IsTooLarge = _isDropping || length > maxRowBytes;
            if (IsTooLarge) row = default;
            bool isBlank = !IsTooLarge && length == 0;
            _bytes.Consume(consumed);
            _scanned = 0;
            _closedAt = NoQuote;
            _startsField = true;
            _isDropping = false;
            if (!isBlank) return true;
        }

        row = default;
        return false;
    }

    private bool TryFindEnd(out int length, out int consumed)
    {
        ReadOnlySpan<byte> bytes = _bytes.Span;
        length = 0;
        consumed = 0;
        while (_scanned < bytes.Length)
        {
            int stop = _inQuotes ? bytes[_scanned..].IndexOf((byte)'"') : bytes[_scanned..].IndexOfAny((byte)'"', (byte)'\n');
            if (stop < 0) break;
            _scanned += stop;
            if (bytes[_scanned] == '\n')
            {
                consumed = _scanned + 1;
                length = _scanned > 0 && bytes[_scanned - 1] == '\r' ? _scanned - 1 : _scanned;
                return true;
            }

            ToggleQuotes(bytes);
            _scanned++;
        }

        _scanned = bytes.Length;

        // One byte more than the limit may be the first one of CR LF.
        if (bytes.Length > maxRowBytes + 1) Drop(bytes);
        if (!IsComplete || (_bytes.Span.Length == 0 && !_isDropping)) return false;
        EndsInQuotes |= _inQuotes;
        _inQuotes = false;
        length = consumed = _bytes.Span.Length;
        if (length > 0 && _bytes.Span[length - 1] == '\r') length--;
        return true;
    }

    /// <summary>A quote opens at the start of a field or right behind a closing one (a doubled quote); else it is plain text.</summary>
    private void ToggleQuotes(ReadOnlySpan<byte> bytes)
    {
        bool startsField = _scanned == 0 ? _startsField : bytes[_scanned - 1] == Separator;
        bool opens = startsField || _closedAt == _scanned - 1;
        if (_inQuotes) _closedAt = _scanned;
        _inQuotes = !_inQuotes && opens;
    }

    private void Drop(ReadOnlySpan<byte> bytes)
    {
        if (!_isDropping) Line = _nextLine;
        _isDropping = true;
        _nextLine += bytes.Count((byte)'\n');
        _startsField = bytes[^1] == Separator;
        _closedAt = _closedAt == bytes.Length - 1 ? -1 : NoQuote;
        _bytes.Consume(bytes.Length);
        _scanned = 0;
    }
}
