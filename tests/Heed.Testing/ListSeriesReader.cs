using Heed.Model.Histograms;
using Heed.Model.Labels;
using Heed.Model.Samples;

namespace Heed.Testing;

/// <summary>A series reader and sink over plain lists: the obvious twin of a store, and like one safe to use from any thread.</summary>
public sealed class ListSeriesReader : ISeriesReader, IHistogramSink
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<LabelSet, ListSeries> _series = [];

    public AppendOutcome Append(LabelSet labels, long timeMs, double value)
    {
        lock (_lock)
        {
            if (!TryAdd_NeedsLock(labels, timeMs, value, out ListSeries series)) return AppendOutcome.OutOfOrder;
            series.Newest = null;
            return AppendOutcome.Appended;
        }
    }

    /// <summary>Says of the histogram what a store may say of resets behind the one before it.</summary>
    public AppendOutcome Append(LabelSet labels, long timeMs, NativeHistogram histogram)
    {
        lock (_lock)
        {
            if (!TryAdd_NeedsLock(labels, timeMs, double.NaN, out ListSeries series)) return AppendOutcome.OutOfOrder;
            NativeHistogram kept = histogram with { ResetHint = CounterResets.HintBehind(series.Newest, histogram) };
            series.Histograms[timeMs] = kept;
            series.Newest = kept;
            return AppendOutcome.Appended;
        }
    }

    private bool TryAdd_NeedsLock(LabelSet labels, long timeMs, double value, out ListSeries series)
    {
        if (!_series.TryGetValue(labels, out series!)) _series.Add(labels, series = new ListSeries(labels, _lock));
        if (series.Samples.Count > 0 && series.Samples[^1].TimeMs >= timeMs) return false;
        series.Samples.Add(new Sample(timeMs, value));
        return true;
    }

    /// <summary>Says when the counter of the newest sample of a series began.</summary>
    public void SetStartTime(LabelSet labels, long startMs)
    {
        lock (_lock)
        {
            ListSeries series = _series[labels];
            series.Starts[series.Samples[^1].TimeMs] = startMs;
        }
    }

    public IReadOnlyList<ISeries> Select(IReadOnlyList<LabelMatcher> matchers, long fromMs, long toMs, CancellationToken cancellation)
    {
        lock (_lock)
        {
            return [.. _series.Values.Where(s => matchers.All(m => m.Matches(s.Labels)) && s.Samples.Exists(p => p.TimeMs >= fromMs && p.TimeMs <= toMs))];
        }
    }

    public IReadOnlyList<string> LabelNames(IReadOnlyList<LabelMatcher> matchers, long fromMs, long toMs, CancellationToken cancellation) =>
        [.. Select(matchers, fromMs, toMs, cancellation).SelectMany(s => s.Labels.Labels.ToArray()).Select(l => l.Name).Distinct().Order(StringComparer.Ordinal)];

    public IReadOnlyList<string> LabelValues(
        string name, IReadOnlyList<LabelMatcher> matchers, long fromMs, long toMs, CancellationToken cancellation) =>
        [.. Select(matchers, fromMs, toMs, cancellation).Select(s => s.Labels.Get(name)).Where(v => v.Length > 0).Distinct().Order(StringComparer.Ordinal)];

    private sealed class ListSeries(LabelSet labels, Lock gate) : ISeries
    {
        public LabelSet Labels => labels;

        public List<Sample> Samples { get; } = [];

        public Dictionary<long, NativeHistogram> Histograms { get; } = [];

        /// <summary>The histogram that is the newest sample; null where that is a float.</summary>
        public NativeHistogram? Newest { get; set; }

        public Dictionary<long, long> Starts { get; } = [];

        public void Read(long fromMs, long toMs, SampleBuffer target)
        {
            lock (gate)
            {
                foreach (Sample sample in Samples)
                {
                    if (sample.TimeMs < fromMs || sample.TimeMs > toMs) continue;
                    if (Histograms.TryGetValue(sample.TimeMs, out NativeHistogram? histogram)) target.Add(sample.TimeMs, histogram);
                    else target.Add(sample.TimeMs, sample.Value);
                    if (Starts.Count > 0) target.SetStartTime(Starts.GetValueOrDefault(sample.TimeMs));
                }
            }
        }
    }
}
