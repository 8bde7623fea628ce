using Heed.Monitoring.Baselines;

namespace Heed.Monitoring.Windows;

/// <summary>
/// Windows of a fixed duration of event time. Slices start at multiples of their duration since the Unix epoch; a window closes when the
/// watermark reaches its end, the first one, and the first after a pause, when it is whole; an empty one never. A record whose slice lies before the watermark is late:
/// it revises what has closed, and nothing once its slice has been over for longer than windows are revised.
/// </summary>
internal sealed class EventTimeWindow : SlidingWindow
{
    private const long NotStarted = long.MinValue;

    private readonly long _durationMs;
    private readonly long _sliceMs;
    private readonly long _revisedMs;
    private readonly int _length;

    // The window that closes next consists of the slices before this one.
    private long _nextEnd = NotStarted;
    private long _watermarkMs = NotStarted;

    public EventTimeWindow(Baseline baseline, ModelOptions options, int classes, TimeSpan duration)
        : base(baseline, options, classes, options.Windows.MinimumRecords, LengthOf(options.Windows), KeptOf(options.Windows))
    {
        _durationMs = (long)duration.TotalMilliseconds;
        _sliceMs = (long)options.Windows.SliceDuration.TotalMilliseconds;
        _revisedMs = (long)options.Windows.Revised.TotalMilliseconds;
        _length = LengthOf(options.Windows);
    }

    protected override long DurationMs => _durationMs;

    /// <summary>After <see cref="TryClose"/> with the watermark that this record made.</summary>
    public override WindowPlace Add(in PredictionView prediction)
    {
        long slice = SliceOf(prediction.Record.TimeMs);
        bool late = (slice + 1) * _sliceMs <= _watermarkMs;
        if (late && slice < SliceOf(_watermarkMs - _revisedMs)) return WindowPlace.Expired;
        if (_nextEnd == NotStarted) _nextEnd = slice + _length;

        // Before any window has closed, an older record may still open an earlier one.
        if (!late && ClosedCount == 0) _nextEnd = Math.Min(_nextEnd, slice + _length);
        Slices.Open(slice).Add(prediction);
        if (!late) return WindowPlace.Open;
        Revise(slice);
        return WindowPlace.Late;
    }

    public override bool TryClose(long watermarkMs)
    {
        _watermarkMs = watermarkMs;
        if (_nextEnd == NotStarted || watermarkMs < _nextEnd * _sliceMs) return false;
        long? first = Slices.FirstIn(_nextEnd - _length);
        if (first is null)
        {
            _nextEnd = SliceOf(watermarkMs) + 1;
            return false;
        }

        // After an empty window the next one has to be whole again.
        if (first >= _nextEnd) _nextEnd = first.Value + _length;
        if (watermarkMs < _nextEnd * _sliceMs) return false;
        Close(_nextEnd++);
        return true;
    }

    public override void Save(BinaryWriter writer)
    {
        base.Save(writer);
        writer.Write(_nextEnd);
        writer.Write(_watermarkMs);
    }

    public override void Load(BinaryReader reader)
    {
        base.Load(reader);
        _nextEnd = reader.ReadInt64();
        _watermarkMs = reader.ReadInt64();
    }

    private static int LengthOf(WindowOptions windows) => (int)(windows.DriftDuration!.Value.Ticks / windows.SliceDuration.Ticks);

    /// <summary>Of a window, of those that may be revised, between watermark and newest record, and one more for each rounding.</summary>
    private static int KeptOf(WindowOptions windows) =>
        LengthOf(windows) + (int)((windows.Revised.Ticks + windows.Lateness.Ticks) / windows.SliceDuration.Ticks) + 3;

    private long SliceOf(long timeMs)
    {
        long slice = timeMs / _sliceMs;
        return timeMs % _sliceMs < 0 ? slice - 1 : slice;
    }
}
