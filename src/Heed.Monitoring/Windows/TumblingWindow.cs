using Heed.Monitoring.Baselines;

namespace Heed.Monitoring.Windows;

/// <summary>Windows that follow each other without overlap. Each record is in one of them, or late.</summary>
internal abstract class TumblingWindow
{
    private const long DayMs = 86_400_000;
    private const int KeptSpans = 3;

    private readonly Func<WindowTally> _newTally;
    private readonly Func<WindowFigures> _newFigures;
    private readonly WindowFigures _closed;
    private WindowFigures? _open;

    protected TumblingWindow(Baseline baseline, ModelOptions options, int classes, long needed)
    {
        Needed = needed;
        _newTally = () => new WindowTally(baseline, classes, options.LowConfidence);
        _newFigures = () => new WindowFigures(baseline, classes);
        _closed = _newFigures();
        Current = _newTally();
    }

    /// <summary>Records that a window needs before it says anything.</summary>
    public long Needed { get; }

    /// <summary>Windows closed so far, those with too few records included.</summary>
    public long ClosedCount { get; private set; }

    /// <summary>The last closed window where it had enough records; null where there is none.</summary>
    public WindowFigures? Closed => ClosedCount > 0 && _closed.Records >= Needed ? _closed : null;

    /// <summary>The event time that a window covers by its definition; 0 where it ends with its records.</summary>
    protected virtual long DurationMs => 0;

    /// <summary>The window that records of the present go to.</summary>
    protected WindowTally Current { get; set; }

    /// <param name="classes">Positions that a class can have.</param>
    public static TumblingWindow Of(Baseline baseline, ModelOptions options, int classes) => options.Windows.DriftDuration is { } duration
        ? new EventTimeWindow(baseline, options, classes, (long)duration.TotalMilliseconds)
        : new CountWindow(baseline, options, classes);

    /// <summary>
    /// The last closed window where it has enough records and still tells of the present: a day, or three times the event time
    /// that it covers where that is longer. Null where there is none.
    /// </summary>
    public WindowFigures? ComparedAt(long nowMs) => IsOutdated(nowMs) ? null : Closed;

    /// <summary>Whether a window has closed, but so long ago that it tells nothing of the present.</summary>
    public bool IsOutdated(long nowMs) =>
        ClosedCount > 0 && nowMs - _closed.LastMs > Math.Max(DayMs, KeptSpans * Math.Max(_closed.SpanMs, DurationMs));

    /// <summary>The last closed window or, while none has closed, the open one as it is now.</summary>
    public WindowFigures Figures()
    {
        if (ClosedCount > 0) return _closed;
        _open ??= _newFigures();
        Current.Fill(_open);
        return _open;
    }

    /// <summary>False for a late record, whose window has closed.</summary>
    public abstract bool TryAdd(in PredictionView prediction);

    /// <summary>Closes one window that is due; false when none is.</summary>
    public abstract bool TryClose(long watermarkMs);

    public virtual void Save(BinaryWriter writer)
    {
        writer.Write(ClosedCount);
        if (ClosedCount > 0) _closed.Save(writer);
        Current.Save(writer);
    }

    public virtual void Load(BinaryReader reader)
    {
        ClosedCount = reader.ReadInt64();
        if (ClosedCount > 0) _closed.Load(reader);
        Current.Load(reader);
    }

    protected WindowTally NewTally() => _newTally();

    protected void Close()
    {
        // The shorter of two: one record with an old time stretches the one, a pause of all records the other.
        long previousMs = ClosedCount > 0 ? _closed.LastMs : long.MinValue;
        Current.Fill(_closed);
        _closed.SpanMs = _closed.LastMs - Math.Max(_closed.FirstMs, previousMs);
        Current.Clear();
        ClosedCount++;
    }
}
