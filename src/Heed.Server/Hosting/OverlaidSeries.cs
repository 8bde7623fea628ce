using Heed.Model.Labels;
using Heed.Model.Samples;

namespace Heed.Server.Hosting;

/// <summary>
/// A remote store together with what was written lately: a rule sees at once what the rule before it recorded, though it is still
/// on its way. Where both have a sample of a time, the store's counts.
/// </summary>
/// <param name="store">The remote one.</param>
/// <param name="recent">What was written lately, in memory.</param>
internal sealed class OverlaidSeries(ISeriesReader store, ISeriesReader recent) : ISeriesReader
{
    public IReadOnlyList<ISeries> Select(IReadOnlyList<LabelMatcher> matchers, long fromMs, long toMs, CancellationToken cancellation)
    {
        // What leaves memory meanwhile has long arrived at the store, so the store is asked first.
        IReadOnlyList<ISeries> stored = store.Select(matchers, fromMs, toMs, cancellation);
        IReadOnlyList<ISeries> fresh = recent.Select(matchers, fromMs, toMs, cancellation);
        if (fresh.Count == 0) return stored;
        List<ISeries> merged = new(stored.Count + fresh.Count);
        int a = 0;
        int b = 0;
        while (a < stored.Count && b < fresh.Count)
        {
            int order = stored[a].Labels.CompareTo(fresh[b].Labels);
            merged.Add(order < 0 ? stored[a++] : order > 0 ? fresh[b++] : new Pair(stored[a++], fresh[b++]));
        }

        for (; a < stored.Count; a++) merged.Add(stored[a]);
        for (; b < fresh.Count; b++) merged.Add(fresh[b]);
        return merged;
    }

    public IReadOnlyList<string> LabelNames(IReadOnlyList<LabelMatcher> matchers, long fromMs, long toMs, CancellationToken cancellation) =>
        Union(store.LabelNames(matchers, fromMs, toMs, cancellation), recent.LabelNames(matchers, fromMs, toMs, cancellation));

    public IReadOnlyList<string> LabelValues(
        string name, IReadOnlyList<LabelMatcher> matchers, long fromMs, long toMs, CancellationToken cancellation) =>
        Union(store.LabelValues(name, matchers, fromMs, toMs, cancellation), recent.LabelValues(name, matchers, fromMs, toMs, cancellation));

    private static IReadOnlyList<string> Union(IReadOnlyList<string> one, IReadOnlyList<string> other) =>
        [.. new SortedSet<string>(one.Concat(other), StringComparer.Ordinal)];

    private sealed class Pair(ISeries stored, ISeries fresh) : ISeries
    {
        public LabelSet Labels => stored.Labels;

        public void Read(long fromMs, long toMs, SampleBuffer target)
        {
            SampleBuffer old = new();
            SampleBuffer young = new();
            stored.Read(fromMs, toMs, old);
            fresh.Read(fromMs, toMs, young);
            int a = 0;
            int b = 0;
            while (a < old.Count || b < young.Count)
            {
                bool takesOld = b == young.Count || (a < old.Count && old.TimesMs[a] <= young.TimesMs[b]);
                if (takesOld && b < young.Count && old.TimesMs[a] == young.TimesMs[b]) b++;
                if (takesOld) Copy(old, a++, target);
                else Copy(young, b++, target);
            }
        }

        private static void Copy(SampleBuffer source, int at, SampleBuffer target)
        {
            if (source.HasHistograms && source.Histograms[at] is { } histogram) target.Add(source.TimesMs[at], histogram);
            else target.Add(source.TimesMs[at], source.Values[at]);
        }
    }
}
