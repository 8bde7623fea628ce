using Heed.Ingest.Events;

namespace Heed.Ingest.Files;

/// <summary>
/// The events of a recorded file, one after another and unparsed: NDJSON, an array or objects that span lines, plain or gzip. For
/// order and skipping, <see cref="EventParser.TryReadTime"/> reads the time of one.
/// </summary>
public sealed class EventFile : IFrameSource
{
    private readonly FileBytes _bytes;
    private readonly EventFramer _framer;
    private bool _isCutTold;

    public EventFile(Stream stream, int maxEventBytes = EventLimits.DefaultMaxLineBytes)
        : this(new FileBytes(stream), maxEventBytes)
    {
    }

    internal EventFile(FileBytes bytes, int maxEventBytes)
    {
        _bytes = bytes;
        _framer = new EventFramer(maxEventBytes);
    }

    /// <summary>Of the event that was read last; counted from one.</summary>
    public int Line { get; private set; }

    int IFrameSource.Row => 0;

    /// <summary>Bytes of the file that were read, before decompression.</summary>
    public long BytesRead => _bytes.BytesRead;

    /// <summary>0 where it is not known.</summary>
    public long TotalBytes => _bytes.TotalBytes;

    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static EventFile Open(string path) => new(FileBytes.Open(path), EventLimits.DefaultMaxLineBytes);

    /// <summary>Steps to the next event.</summary>
    /// <param name="frame">Its bytes, until the next step.</param>
    public EventFileStep Next(out ReadOnlySpan<byte> frame)
    {
        frame = default;
        while (true)
        {
            if (_framer.TryNext(out EventFrame next))
            {
                Line = next.Line;
                frame = next.Bytes;
                if (next.Kind == FrameKind.TooLarge) return EventFileStep.TooLarge;
                if (next.Kind != FrameKind.Tail || _bytes.Problem is null) return EventFileStep.Event;
                _isCutTold = true;
                return EventFileStep.Truncated;
            }

            if (_framer.IsComplete) return End();
            int count = _bytes.Read(_framer.Room().Span);
            _framer.Advance(count);
            if (count == 0) _framer.Complete();
        }
    }

    public void Dispose() => _bytes.Dispose();

    private EventFileStep End()
    {
        if (_bytes.Problem is null || _isCutTold) return EventFileStep.End;
        _isCutTold = true;
        return EventFileStep.Truncated;
    }
}
