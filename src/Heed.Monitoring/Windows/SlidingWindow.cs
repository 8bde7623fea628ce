using Heed.Monitoring.Baselines;

namespace Heed.Monitoring.Windows;

/// <summary>
/// Windows of one length that follow each other by one slice. Where a window is one slice they do not overlap: tumbling ones. Each
/// record is counted into one slice, however many windows that is in.
/// </summary>
internal abstract class SlidingWindow
{
    private const long DayMs = 86_400_000;
    private const int KeptSpans = 3;

    private readonly Func<WindowFigures> _newFigures;
    private readonly WindowFigures _closed;
    private readonly int _length;
    private WindowFigures? _open;
    private long _closedEnd;
    private long _beforeMs = long.MinValue;
    private bool _isRevised;
    private long _changes;

    /// <param name="length">Slices of a window.</param>
    /// <param name="kept">Slices that are kept: of a window, and besides those that are ahead of it or may be revised.</param>
    protected SlidingWindow(Baseline baseline, ModelOptions options, int classes, long needed, int length, int kept)
    {
        Needed = needed;
        _length = length;
        Slices = new SliceRing(() => new WindowTally(baseline, classes, options.LowConfidence), kept);
        _newFigures = () => new WindowFigures(baseline, classes);
        _closed = _newFigures();
    }

    /// <summary>Records that a window needs before it says anything.</summary>
    public long Needed { get; }

    /// <summary>Windows closed so far, those with too few records included.</summary>
    public long ClosedCount { get; private set; }

    /// <summary>The last closed window where it has enough records; null where there is none.</summary>
    public WindowFigures? Closed => ClosedCount > 0 && Last.Records >= Needed ? Last : null;

    /// <summary>The event time that a window covers by its definition; 0 where it ends with its records.</summary>
    protected virtual long DurationMs => 0;

    public SliceRing Slices { get; }

    private WindowFigures Last
    {
        get
        {
            if (_isRevised) FillClosed();
            return _closed;
        }
    }

    /// <param name="classes">Positions that a class can have.</param>
    public static SlidingWindow Of(Baseline baseline, ModelOptions options, int classes) => options.Windows.DriftDuration is { } duration
        ? new EventTimeWindow(baseline, options, classes, duration)
        : new CountWindow(baseline, options, classes);

    /// <summary>
    /// The last closed window where it has enough records and still tells of the present: a day, or three times the event time
    /// that it covers where that is longer. Null where there is none.
    /// </summary>
    public WindowFigures? ComparedAt(long nowMs) => IsOutdated(nowMs) ? null : Closed;

    /// <summary>Whether a window has closed, but so long ago that it tells nothing of the present.</summary>
    public bool IsOutdated(long nowMs) =>
        ClosedCount > 0 && nowMs - Last.LastMs > Math.Max(DayMs, KeptSpans * Math.Max(Last.SpanMs, DurationMs));

    /// <summary>A number that only grows, and does when <see cref="ComparedAt"/> may give something else.</summary>
    public long AgeAt(long nowMs) => (2 * _changes) + (IsOutdated(nowMs) ? 1 : 0);

    /// <summary>The last closed window or, while none has closed, the records that have come so far.</summary>
    public WindowFigures Figures()
    {
        if (ClosedCount > 0) return Last;
        _open ??= _newFigures();
        Slices.Sum(long.MinValue, long.MaxValue).Fill(_open);
        return _open;
    }

    public abstract WindowPlace Add(in PredictionView prediction);

    /// <summary>Closes one window that is due; false when none is.</summary>
    public abstract bool TryClose(long watermarkMs);

    public virtual void Save(BinaryWriter writer)
    {
        writer.Write(ClosedCount);
        writer.Write(_closedEnd);
        writer.Write(_beforeMs);
        if (ClosedCount > 0) Last.Save(writer);
        Slices.Save(writer);
    }

    public virtual void Load(BinaryReader reader)
    {
        ClosedCount = reader.ReadInt64();
        _closedEnd = reader.ReadInt64();
        _beforeMs = reader.ReadInt64();
        if (ClosedCount > 0) _closed.Load(reader);
        Slices.Load(reader);
        _isRevised = false;
    }

    /// <summary>Closes the window whose last slice is the one before <paramref name="end"/>.</summary>
    protected void Close(long end)
    {
        if (ClosedCount > 0) _beforeMs = Last.LastMs;
        _closedEnd = end;
        FillClosed();
        ClosedCount++;
        _changes++;
    }

    /// <summary>A record came late into a slice: the last closed window is counted again when it is next read.</summary>
    protected void Revise(long slice)
    {
        if (ClosedCount == 0 || slice < _closedEnd - _length || slice >= _closedEnd) return;
        _isRevised = true;
        _changes++;
    }

    private void FillClosed()
    {
        _isRevised = false;
        Slices.Sum(_closedEnd - _length, _closedEnd).Fill(_closed);
        _closed.SpanMs = _length == 1 ? SpanOfOne() : SpanOfSeveral();
    }

    /// <summary>The shorter of two: one record with an old time stretches the one, a pause of all records the other.</summary>
    private long SpanOfOne() => _closed.LastMs - Math.Max(_closed.FirstMs, _beforeMs);

    /// <summary>From the end of the first slice, which no old record stretches, and as much again as one slice of the others.</summary>
    private long SpanOfSeveral()
    {
        long firstMs = Slices.Find(_closedEnd - _length) is { Records: > 0 } first ? first.LastMs : _closed.FirstMs;
        return (_closed.LastMs - firstMs) / (_length - 1) * _length;
    }
}
