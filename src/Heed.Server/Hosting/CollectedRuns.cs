using Heed.Model.Labels;
using Heed.Model.Samples;

namespace Heed.Server.Hosting;

/// <summary>
/// The samples of many collections on their way to a store that is read behind them: a value that stays is one run, however often it is
/// collected, and a section that stays costs nothing at all. Belongs to one thread.
/// </summary>
/// <param name="store">Takes what has changed soon after it has, and everything at <see cref="Flush"/>.</param>
/// <param name="interval">From one collection to the next.</param>
internal sealed class CollectedRuns(ISampleRunSink store, TimeSpan interval) : ISectionSink
{
    private const int BatchLength = 1024;

    private readonly long _stepMs = (long)interval.TotalMilliseconds;

    /// <summary>Of every series that was collected: a section may go on with one at any time. The monitors bound their number.</summary>
    private readonly Dictionary<LabelSet, OpenRun> _open = [];
    private readonly List<SectionPlace> _places = [];
    private readonly SampleRun[] _batch = new SampleRun[BatchLength];
    private int _count;

    /// <summary>The store answers later, and counts what it refuses.</summary>
    public AppendOutcome Append(LabelSet labels, long timeMs, double value)
    {
        Write(Find(labels), null, timeMs, value);
        return AppendOutcome.Appended;
    }

    public void Append(SampleSection section, long timeMs)
    {
        if (section.Place is not SectionPlace place || place.Owner != this)
        {
            section.Place = place = new SectionPlace(this);
            _places.Add(place);
        }

        if (place.Version == section.Version && place.LastMs == timeMs - _stepMs)
        {
            place.LastMs = timeMs;
            return;
        }

        Settle(place);
        Rewrite(place, section, timeMs);
    }

    /// <summary>Hands everything to the store. Runs begin anew behind it.</summary>
    public void Flush()
    {
        foreach (SectionPlace place in _places)
        {
            Settle(place);
            place.LastMs = long.MinValue;
        }

        foreach (OpenRun run in _open.Values) Close(run);
        Send();
    }

    /// <summary>What a section said again and again belongs to its runs.</summary>
    private static void Settle(SectionPlace place)
    {
        foreach (OpenRun run in place.Runs)
        {
            if (run.Place == place && !run.IsEmpty && !StaleMarker.IsStale(run.Value)) run.LastMs = place.LastMs;
        }
    }

    private void Rewrite(SectionPlace place, SampleSection section, long timeMs)
    {
        ReadOnlySpan<SectionSample> samples = section.Samples;
        bool isRepeated = place.Version == section.Version;
        for (int i = 0; i < samples.Length; i++)
        {
            ref readonly SectionSample sample = ref samples[i];
            if (i == place.Runs.Count) place.Runs.Add(Find(sample.Labels));
            else if (!ReferenceEquals(place.Runs[i].Labels, sample.Labels)) place.Runs[i] = Find(sample.Labels);
            if (!isRepeated || !StaleMarker.IsStale(sample.Value)) Write(place.Runs[i], place, timeMs, sample.Value);
        }

        place.Runs.RemoveRange(samples.Length, place.Runs.Count - samples.Length);
        place.Version = section.Version;
        place.LastMs = timeMs;
    }

    private void Write(OpenRun run, SectionPlace? place, long timeMs, double value)
    {
        if (run.Place != place)
        {
            // Another monitor of the same model goes on with the series.
            if (run.Place is { } former) Settle(former);
            run.Place = place;
        }

        if (!run.IsEmpty && run.LastMs == timeMs - _stepMs && run.Has(value))
        {
            run.LastMs = timeMs;
            return;
        }

        Close(run);
        run.FirstMs = timeMs;
        run.LastMs = timeMs;
        run.Value = value;
    }

    private void Close(OpenRun run)
    {
        if (run.IsEmpty) return;
        if (_count == BatchLength) Send();
        _batch[_count++] = new SampleRun(run.Handle, run.FirstMs, _stepMs, (int)((run.LastMs - run.FirstMs) / _stepMs) + 1, run.Value);
        run.FirstMs = long.MaxValue;
    }

    private void Send()
    {
        store.Append(_batch.AsSpan(0, _count));
        _count = 0;
    }

    private OpenRun Find(LabelSet labels)
    {
        if (!_open.TryGetValue(labels, out OpenRun? run)) _open.Add(labels, run = new OpenRun(labels));
        return run;
    }

    /// <summary>The value of one series and since when it has it.</summary>
    private sealed class OpenRun(LabelSet labels)
    {
        /// <summary>As the section has them: the handle's may be the store's.</summary>
        public LabelSet Labels { get; } = labels;

        public SeriesHandle Handle { get; } = new(labels);

        /// <summary>The section that says it; null where it came alone.</summary>
        public SectionPlace? Place { get; set; }

        public long FirstMs { get; set; } = long.MaxValue;

        public long LastMs { get; set; }

        public double Value { get; set; }

        public bool IsEmpty => FirstMs == long.MaxValue;

        public bool Has(double value) => BitConverter.DoubleToUInt64Bits(value) == BitConverter.DoubleToUInt64Bits(Value);
    }

    /// <summary>What is known of a section.</summary>
    private sealed class SectionPlace(CollectedRuns owner)
    {
        public CollectedRuns Owner => owner;

        /// <summary>Of its samples, in their order.</summary>
        public List<OpenRun> Runs { get; } = [];

        public long Version { get; set; } = -1;

        /// <summary>The last collection with this version.</summary>
        public long LastMs { get; set; } = long.MinValue;
    }
}
