namespace Heed.Ingest.Files;

/// <summary>The rows of a CSV file as they stand there; the first one names the columns and tells the separator.</summary>
internal sealed class CsvFile(FileBytes bytes, int maxRowBytes) : IFrameSource
{
    private readonly CsvFramer _framer = new(maxRowBytes);
    private bool _isBegun;
    private bool _isCutTold;

    public int Line => Math.Max(1, _framer.Line);

    public int Row { get; private set; } = -1;

    public long BytesRead => bytes.BytesRead;

    public long TotalBytes => bytes.TotalBytes;

    public byte Separator => _framer.Separator;

    public EventFileStep Next(out ReadOnlySpan<byte> frame)
    {
        if (!_isBegun) FindSeparator();
        while (!_framer.TryNext(out frame))
        {
            if (_framer.IsComplete) return End();
            ReadMore();
        }

        Row++;
        if (_framer.IsTooLarge) return EventFileStep.TooLarge;
        return _framer.EndsInQuotes ? EventFileStep.Unclosed : EventFileStep.Event;
    }

    public void Dispose() => bytes.Dispose();

    private void FindSeparator()
    {
        _isBegun = true;
        ReadOnlySpan<byte> first;
        while (!_framer.TryPeekRow(out first) && !_framer.IsComplete) ReadMore();
        _framer.Separator = CsvHeader.SeparatorOf(first);
    }

    private void ReadMore()
    {
        int count = bytes.Read(_framer.Room().Span);
        _framer.Advance(count);
        if (count == 0) _framer.Complete();
    }

    private EventFileStep End()
    {
        if (bytes.Problem is null || _isCutTold) return EventFileStep.End;
        _isCutTold = true;
        return EventFileStep.Truncated;
    }
}
