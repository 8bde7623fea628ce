using Heed.Model.Histograms;
using Heed.Model.Labels;
using Heed.Model.Samples;
using Heed.Storage.Head;

namespace Heed.Storage.Tests.Blocks;

/// <summary>What a store should hold, as sorted lists, with the rules of lateness written out.</summary>
internal sealed class SampleTwin(long windowMs)
{
    private readonly SortedDictionary<LabelSet, SortedDictionary<long, (double Value, NativeHistogram? Histogram)>> _series = [];
    private long _newestMs = long.MinValue;

    public long Samples => _series.Values.Sum(s => s.Count);

    public AppendOutcome Append(LabelSet labels, long timeMs, double value, NativeHistogram? histogram)
    {
        if (!_series.TryGetValue(labels, out SortedDictionary<long, (double Value, NativeHistogram? Histogram)>? samples)) samples = [];
        bool isNewest = samples.Count == 0 || samples.Keys.Max() < timeMs;
        bool isInWindow = windowMs > 0 && _newestMs - timeMs <= windowMs;
        bool isLast = samples.Count > 0 && samples.Keys.Max() == timeMs;
        if (!isNewest && !isLast && !isInWindow) return AppendOutcome.OutOfOrder;
        if (samples.TryGetValue(timeMs, out (double Value, NativeHistogram? Histogram) there))
        {
            return LateSamples.AreSame(there.Value, there.Histogram, value, histogram) ? AppendOutcome.Duplicate : AppendOutcome.Conflict;
        }

        samples.Add(timeMs, (value, histogram));
        _series[labels] = samples;
        _newestMs = Math.Max(_newestMs, timeMs);
        return isNewest ? AppendOutcome.Appended : AppendOutcome.AppendedLate;
    }

    public void Delete(LabelMatcher[] matchers, long fromMs, long toMs)
    {
        foreach (LabelSet labels in _series.Keys.ToArray())
        {
            if (!Array.TrueForAll(matchers, m => m.Matches(labels))) continue;
            foreach (long time in _series[labels].Keys.Where(t => t >= fromMs && t <= toMs).ToArray()) _series[labels].Remove(time);
            if (_series[labels].Count == 0) _series.Remove(labels);
        }
    }

    public List<string> Dump(long fromMs, long toMs, params LabelMatcher[] matchers)
    {
        List<string> lines = [];
        foreach ((LabelSet labels, SortedDictionary<long, (double Value, NativeHistogram? Histogram)> samples) in _series)
        {
            if (!Array.TrueForAll(matchers, m => m.Matches(labels))) continue;
            string[] inRange = [.. samples.Where(s => s.Key >= fromMs && s.Key <= toMs).Select(s => StoreDump.Line(s.Key, s.Value.Value, s.Value.Histogram))];
            if (inRange.Length > 0) lines.Add(labels.ToString());
            lines.AddRange(inRange);
        }

        return lines;
    }

    public List<string> Values(string name) =>
        [.. _series.Keys.Select(l => l.Get(name)).Where(v => v.Length > 0).Distinct().Order(StringComparer.Ordinal)];
}
