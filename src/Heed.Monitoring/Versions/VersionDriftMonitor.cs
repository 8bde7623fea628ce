using Heed.Monitoring.Baselines;
using Heed.Monitoring.Monitors;
using Heed.Monitoring.Outcomes;
using Heed.Monitoring.Series;
using Heed.Monitoring.Windows;

namespace Heed.Monitoring.Versions;

/// <summary>
/// Whether a new version sees other inputs, or answers otherwise, than those beside it: over the last day of event time, in the hours in
/// which both answer. Costs nothing while one version answers alone.
/// </summary>
internal sealed class VersionDriftMonitor : RecordMonitor
{
    private const long HourMs = 3_600_000;
    private const int Hours = 24;

    private readonly ModelSeries _series;
    private readonly EventClock _clock;
    private readonly NameTable _versions;
    private readonly FeatureCells _cells;
    private readonly IReadOnlyList<string> _features;
    private readonly VersionLayout _layout;
    private readonly OwnCounters _counters;
    private readonly VersionSlots _slots = new();
    private readonly VersionPanes<VersionCounts> _panes = new(Hours);
    private readonly VersionDriftSeries?[] _gauges = new VersionDriftSeries?[VersionSlots.Most];
    private readonly byte[] _found;

    /// <param name="versions">The model's table of versions.</param>
    /// <param name="cells">Of the baseline.</param>
    public VersionDriftMonitor(
        ModelSeries series, EventClock clock, NameTable versions, FeatureCells cells, Baseline baseline, OwnCounters counters)
    {
        _series = series;
        _clock = clock;
        _versions = versions;
        _cells = cells;
        _features = [.. baseline.Features.Take(cells.Count).Select(f => f.Name)];
        _layout = new VersionLayout(baseline, cells.Count);
        _counters = counters;
        _found = new byte[cells.Count];
    }

    private long SinceMs => _clock.NewestMs - (Hours * HourMs);

    public override void Observe(in PredictionView prediction)
    {
        if (!prediction.IsPresent || prediction.IsError) return;
        long timeMs = prediction.Record.TimeMs;
        int slot = _slots.FindOrAdd(_versions, prediction.Version, timeMs, SinceMs, out bool isNew);
        if (isNew) _panes.Clear(slot);
        if (!_slots.AreSeveralLive(SinceMs) || timeMs <= SinceMs) return;
        ref VersionCounts? counts = ref _panes.Open(PaneOf(timeMs), slot, out bool isGone);
        if (isGone) return;
        counts ??= new VersionCounts(_layout);
        _cells.Find(prediction.Batch.FeaturesOf(prediction.Record), _found);
        counts.Add(_found, prediction);
    }

    public override void Collect(SeriesWriter writer)
    {
        _counters[OwnCounter.EvictedVersions] = _slots.Evicted;
        bool compared = _slots.AreSeveralLive(SinceMs);
        for (int slot = 0; slot < VersionSlots.Most; slot++)
        {
            if (_gauges[slot] is { } former && former.Version != _slots[slot])
            {
                former.Collect(writer, null);
                _gauges[slot] = null;
            }

            VersionDifference? difference = compared && _slots.IsLive(slot, SinceMs) ? DifferenceOf(slot) : null;
            if (difference is { IsKnown: true }) _gauges[slot] ??= new VersionDriftSeries(_series, _slots[slot]!, _features);
            _gauges[slot]?.Collect(writer, difference is { IsKnown: true } ? difference : null);
        }
    }

    public override void Save(BinaryWriter writer)
    {
        _slots.Save(writer);
        _panes.Save(writer, static (w, counts) => counts.Save(w));
    }

    public override void Load(BinaryReader reader)
    {
        _slots.Load(reader);
        _panes.Load(reader, r => VersionCounts.Load(r, _layout));
        Array.Clear(_gauges);
    }

    /// <summary>Of the version in a slot against all others, in the hours of the last day in which both have records.</summary>
    internal VersionDifference DifferenceOf(int slot)
    {
        long[] own = new long[_layout.Length];
        long[] others = new long[_layout.Length];
        (long records, long otherRecords) = (0, 0);
        long newest = PaneOf(_clock.NewestMs);
        for (long pane = newest - Hours + 1; pane <= newest; pane++)
        {
            if (_panes.Find(pane, slot) is not { Records: > 0 } mine) continue;
            long before = otherRecords;
            for (int other = 0; other < VersionSlots.Most; other++)
            {
                if (other == slot || _panes.Find(pane, other) is not { } counts) continue;
                otherRecords += counts.Records;
                Add(others, counts.Counts);
            }

            if (otherRecords == before) continue;
            records += mine.Records;
            Add(own, mine.Counts);
        }

        return VersionDifference.Of(_layout, own, others, records, otherRecords);
    }

    private static long PaneOf(long timeMs) => Math.DivRem(timeMs, HourMs, out long rest) - (rest < 0 ? 1 : 0);

    private static void Add(long[] sum, ReadOnlySpan<int> counts)
    {
        for (int i = 0; i < sum.Length; i++) sum[i] += counts[i];
    }
}
