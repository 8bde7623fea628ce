using Heed.Monitoring.Monitors;
using Heed.Monitoring.Outcomes;
using Heed.Monitoring.Quality;
using Heed.Monitoring.Series;
using Heed.Monitoring.Windows;
using Heed.Statistics.Intervals;

namespace Heed.Monitoring.Versions;

/// <summary>
/// The quality of each version beside the others: over the quality window, by the time of the prediction, in the panes in which both have
/// labelled answers. Takes space only while several versions answer: predictions from before are in no figure, so that a label that changes
/// takes back what it gave and nothing else.
/// </summary>
internal sealed class VersionQualityMonitor : RecordMonitor, IOutcomeObserver
{
    private readonly ModelSeries _series;
    private readonly EventClock _clock;
    private readonly NameTable _versions;
    private readonly RollingQuality _quality;
    private readonly PaneWidth _width;
    private readonly VersionSlots _slots = new();
    private readonly VersionPanes<VersionOutcomes> _panes;
    private readonly VersionQualitySeries?[] _gauges = new VersionQualitySeries?[VersionSlots.Most];
    private readonly long[] _sincesMs = new long[VersionSlots.Most];

    /// <param name="versions">What <see cref="JoinedOutcome.Version"/> is a position in.</param>
    /// <param name="quality">Whose figures they are.</param>
    public VersionQualityMonitor(ModelSeries series, EventClock clock, NameTable versions, RollingQuality quality, TimeSpan window)
    {
        _series = series;
        _clock = clock;
        _versions = versions;
        _quality = quality;
        _width = PaneWidth.Of(window, OutcomePanes.MostPanes);
        _panes = new VersionPanes<VersionOutcomes>(_width.Count);
    }

    private long SinceMs => _clock.NewestMs - (_width.Count * _width.Milliseconds);

    /// <summary>Before the prediction can meet its label.</summary>
    public override void Observe(in PredictionView prediction)
    {
        if (!prediction.IsPresent || prediction.IsError) return;
        bool before = _slots.AreSeveralLive(SinceMs);
        int slot = _slots.FindOrAdd(_versions, prediction.Version, prediction.Record.TimeMs, SinceMs, out bool isNew);
        if (isNew) Restart(slot);
        if (before || !_slots.AreSeveralLive(SinceMs)) return;
        for (int each = 0; each < VersionSlots.Most; each++) Restart(each);
    }

    public void Joined(in JoinedOutcome outcome)
    {
        int slot = SlotOf(outcome);
        if (slot == VersionSlots.None) return;
        ref VersionOutcomes? pane = ref _panes.Open(_width.PaneOf(outcome.PredictionTimeMs), slot, out bool isGone);
        if (isGone) return;
        pane ??= new VersionOutcomes();
        LabelledAnswer answer = _quality.AnswerOf(outcome);
        pane.Add(_quality.Family.SumsOf(answer), _quality.Family.DetailOf(answer));
    }

    public void Withdrawn(in JoinedOutcome outcome)
    {
        int slot = SlotOf(outcome);
        if (slot == VersionSlots.None || _panes.Find(_width.PaneOf(outcome.PredictionTimeMs), slot) is not { } pane) return;
        LabelledAnswer answer = _quality.AnswerOf(outcome);
        pane.Remove(_quality.Family.SumsOf(answer), _quality.Family.DetailOf(answer));
    }

    public override void Collect(SeriesWriter writer)
    {
        bool compared = _slots.AreSeveralLive(SinceMs);
        for (int slot = 0; slot < VersionSlots.Most; slot++)
        {
            if (_gauges[slot] is { } former && former.Version != _slots[slot])
            {
                former.Collect(writer, null);
                _gauges[slot] = null;
            }

            IReadOnlyList<(Interval Own, Interval Others)>? figures = compared && _slots.IsLive(slot, SinceMs) ? FiguresOf(slot) : null;
            if (figures is not null) _gauges[slot] ??= new VersionQualitySeries(_series, _slots[slot]!, _quality.Family);
            _gauges[slot]?.Collect(writer, figures);
        }
    }

    public override void Save(BinaryWriter writer)
    {
        _slots.Save(writer);
        foreach (long sinceMs in _sincesMs) writer.Write(sinceMs);
        _panes.Save(writer, static (w, pane) => pane.Save(w));
    }

    public override void Load(BinaryReader reader)
    {
        _slots.Load(reader);
        for (int slot = 0; slot < _sincesMs.Length; slot++) _sincesMs[slot] = reader.ReadInt64();
        _panes.Load(reader, VersionOutcomes.Load);
        Array.Clear(_gauges);
    }

    /// <summary>The slot that counts an outcome; none where it is from before its version, or a second one, was there.</summary>
    private int SlotOf(in JoinedOutcome outcome)
    {
        if (!_slots.AreSeveralLive(SinceMs)) return VersionSlots.None;
        int slot = _slots.Find(_versions[outcome.Version]);
        return slot != VersionSlots.None && outcome.PredictionTimeMs > _sincesMs[slot] ? slot : VersionSlots.None;
    }

    /// <summary>Every prediction that was seen so far is from before.</summary>
    private void Restart(int slot)
    {
        _panes.Clear(slot);
        _sincesMs[slot] = _clock.NewestMs;
    }

    /// <summary>Of each metric the figure of the version in a slot and that of all others; null where no pane has both.</summary>
    private (Interval Own, Interval Others)[]? FiguresOf(int slot)
    {
        OutcomeTally ownTally = _quality.Family.NewTally();
        OutcomeTally otherTally = _quality.Family.NewTally();
        (QualitySums own, QualitySums others) = (default, default);
        long newest = _width.PaneOf(_clock.NewestMs);
        for (long number = newest - _width.Count + 1; number <= newest; number++)
        {
            if (_panes.Find(number, slot) is not { Labels: > 0 } mine) continue;
            long before = others.Mass.N;
            for (int other = 0; other < VersionSlots.Most; other++)
            {
                if (other != slot && _panes.Find(number, other) is { } pane) others += pane.AddTo(otherTally);
            }

            if (others.Mass.N > before) own += mine.AddTo(ownTally);
        }

        if (own.Mass.N == 0) return null;
        QualityFigures ownFigures = new(own, ownTally);
        QualityFigures otherFigures = new(others, otherTally);
        return
        [
            .. _quality.Family.Metrics.Select(m => (SegmentQuality.IntervalOf(m, ownFigures), SegmentQuality.IntervalOf(m, otherFigures))),
        ];
    }
}
