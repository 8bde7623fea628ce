using System.Globalization;

using Heed.Model.Histograms;
using Heed.Model.Labels;
using Heed.Query.Notation;

namespace Heed.Conformance.Tests.Runner;

/// <summary>Native histograms with custom buckets made of the classic ones in a block, as <c>load_with_nhcb</c> asks for.</summary>
internal static class ClassicConversion
{
    /// <summary>One line for each classic histogram.</summary>
    public static IEnumerable<SeriesLine> Convert(IEnumerable<SeriesLine> block)
    {
        Dictionary<LabelSet, Parts> histograms = [];
        foreach (SeriesLine line in block)
        {
            string name = line.Labels.MetricName;
            int suffix = name.LastIndexOf('_');
            if (suffix < 0 || name[suffix..] is not ("_bucket" or "_count" or "_sum")) continue;
            LabelSet labels = line.Labels.With(LabelNames.MetricName, name[..suffix]).Without(LabelNames.BucketBound);
            if (!histograms.TryGetValue(labels, out Parts? parts)) histograms.Add(labels, parts = new Parts());
            if (name.EndsWith("_sum", StringComparison.Ordinal)) parts.Sum = line;
            else if (name.EndsWith("_count", StringComparison.Ordinal)) parts.Count = line;
            else if (TryParseBound(line.Labels.Get(LabelNames.BucketBound), out double bound)) parts.Buckets.TryAdd(bound, line);
        }

        foreach ((LabelSet labels, Parts parts) in histograms) yield return new SeriesLine(labels, [.. parts.Samples()]);
    }

    private static bool TryParseBound(string text, out double bound)
    {
        bound = double.PositiveInfinity;
        return text is "+Inf" or "Inf" or "inf" || double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out bound);
    }

    private sealed class Parts
    {
        public SortedDictionary<double, SeriesLine> Buckets { get; } = [];

        public SeriesLine? Sum { get; set; }

        public SeriesLine? Count { get; set; }

        public IEnumerable<NotedSample?> Samples()
        {
            int length = Buckets.Values.Append(Sum).Append(Count).Max(l => l?.Values.Count ?? 0);
            for (int i = 0; i < length; i++) yield return At(i);
        }

        private static double? ValueAt(SeriesLine? line, int index) =>
            line is not null && index < line.Values.Count ? line.Values[index]?.Value : null;

        private NotedSample? At(int index)
        {
            List<double> bounds = [];
            List<double> counts = [];
            double below = 0;
            foreach ((double bound, SeriesLine line) in Buckets)
            {
                if (ValueAt(line, index) is not { } cumulative) continue;
                counts.Add(cumulative - below);
                below = cumulative;
                if (!double.IsPositiveInfinity(bound)) bounds.Add(bound);
            }

            double? sum = ValueAt(Sum, index);
            double? count = ValueAt(Count, index);
            if (counts.Count == 0 && sum is null && count is null) return null;
            if (counts.Count == bounds.Count) counts.Add((count ?? below) - below);
            NativeHistogram histogram = new()
            {
                Schema = NativeHistogram.CustomBucketsSchema,
                Count = count ?? below,
                Sum = sum ?? 0,
                CustomBounds = bounds,
                PositiveSpans = [new BucketSpan(0, counts.Count)],
                PositiveCounts = counts,
            };
            return new NotedSample(double.NaN, histogram);
        }
    }
}
