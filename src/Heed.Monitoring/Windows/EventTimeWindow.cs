using Heed.Monitoring.Baselines;

namespace Heed.Monitoring.Windows;

/// <summary>
/// Windows of a fixed duration of event time, starting at its multiples since the Unix epoch. A window closes when the watermark
/// reaches its end; a record of a closed window is late. As the lateness is at most one duration, two windows are open at most.
/// </summary>
internal sealed class EventTimeWindow : TumblingWindow
{
    private const long NotStarted = long.MinValue;

    private readonly long _durationMs;
    private WindowTally _next;
    private long _startMs = NotStarted;
    private long _watermarkMs = NotStarted;

    public EventTimeWindow(Baseline baseline, ModelOptions options, int classes, long durationMs)
        : base(baseline, options, classes, options.Windows.MinimumRecords)
    {
        _durationMs = durationMs;
        _next = NewTally();
    }

    protected override long DurationMs => _durationMs;

    /// <summary>After <see cref="TryClose"/> with the watermark that this record made.</summary>
    public override bool TryAdd(in PredictionView prediction)
    {
        long start = StartOf(prediction.Record.TimeMs);
        if (_startMs == NotStarted) _startMs = start;

        // Before any window has closed, an older record may still open an earlier one.
        bool stillOpen = start + _durationMs > _watermarkMs && start >= _startMs - _durationMs;
        if (start < _startMs && ClosedCount == 0 && stillOpen && _next.Records == 0)
        {
            (Current, _next) = (_next, Current);
            _startMs = start;
        }

        if (start < _startMs) return false;
        (start == _startMs ? Current : _next).Add(prediction);
        return true;
    }

    public override bool TryClose(long watermarkMs)
    {
        _watermarkMs = watermarkMs;
        if (_startMs == NotStarted || watermarkMs < _startMs + _durationMs) return false;
        bool empty = Current.Records == 0;
        if (!empty) Close();
        (Current, _next) = (_next, Current);
        _startMs = Current.Records > 0 ? _startMs + _durationMs : StartOf(watermarkMs);
        return !empty || TryClose(watermarkMs);
    }

    public override void Save(BinaryWriter writer)
    {
        base.Save(writer);
        writer.Write(_startMs);
        _next.Save(writer);
    }

    public override void Load(BinaryReader reader)
    {
        base.Load(reader);
        _startMs = reader.ReadInt64();
        _next.Load(reader);
    }

    private long StartOf(long timeMs)
    {
        long rest = timeMs % _durationMs;
        return timeMs - (rest < 0 ? rest + _durationMs : rest);
    }
}
