using Heed.Ingest.Events;

namespace Heed.Ingest.Files;

/// <summary>
/// The events of a recorded file, one after another and unparsed: NDJSON, an array or objects that span lines, plain or gzip. For
/// order and skipping, <see cref="EventParser.TryReadTime"/> reads the time of one.
/// </summary>
public sealed class EventFile : IDisposable
{
    private readonly Stream _stream;
    private readonly BodySource _source;
    private readonly EventFramer _framer;
    private bool _isCutTold;

    public EventFile(Stream stream, int maxEventBytes = EventLimits.DefaultMaxLineBytes)
    {
        _stream = stream;
        _source = new BodySource(stream, BodyCompression.Detect);
        _framer = new EventFramer(maxEventBytes);
        TotalBytes = stream.CanSeek ? stream.Length : 0;
    }

    /// <summary>Of the event that was read last; counted from one.</summary>
    public int Line { get; private set; }

    /// <summary>Bytes of the file that were read, before decompression.</summary>
    public long BytesRead => _source.InputBytes;

    /// <summary>0 where it is not known.</summary>
    public long TotalBytes { get; }

    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static EventFile Open(string path) =>
        new(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan));

    /// <summary>Steps to the next event.</summary>
    /// <param name="json">Its bytes, until the next step.</param>
    public EventFileStep Next(out ReadOnlySpan<byte> json)
    {
        json = default;
        while (true)
        {
            if (_framer.TryNext(out EventFrame frame))
            {
                Line = frame.Line;
                json = frame.Bytes;
                if (frame.Kind == FrameKind.TooLarge) return EventFileStep.TooLarge;
                if (frame.Kind != FrameKind.Tail || _source.Problem is null) return EventFileStep.Event;
                _isCutTold = true;
                return EventFileStep.Truncated;
            }

            if (_framer.IsComplete) return End();
            int count = _source.Read(_framer.Room().Span);
            _framer.Advance(count);
            if (count == 0) _framer.Complete();
        }
    }

    public void Dispose()
    {
        _source.Dispose();
        _stream.Dispose();
    }

    private EventFileStep End()
    {
        if (_source.Problem is null || _isCutTold) return EventFileStep.End;
        _isCutTold = true;
        return EventFileStep.Truncated;
    }
}
