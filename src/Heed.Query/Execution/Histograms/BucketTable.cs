using System.Globalization;

using Heed.Model.Labels;
using Heed.Query.Syntax;

namespace Heed.Query.Execution.Histograms;

/// <summary>Which series are the buckets of which classic histogram.</summary>
internal sealed class BucketTable
{
    private readonly List<List<(double Bound, int Series)>> _buckets = [];

    public BucketTable(QueryContext context, OutputSeries[] input, SourceSpan at)
    {
        Dictionary<LabelSet, int> index = [];
        List<OutputSeries> histograms = [];
        for (int i = 0; i < input.Length; i++)
        {
            string written = input[i].Labels.Get(LabelNames.BucketBound);
            if (!TryParseBound(written, out double bound))
            {
                context.Annotations.Warn(
                    at,
                    $"bucket label \"le\" is missing or has a malformed value of {GoLabels.Quote(written)} "
                    + $"for metric name {GoLabels.Quote(input[i].Labels.MetricName)}");
                continue;
            }

            LabelSet labels = input[i].Labels.Without(LabelNames.BucketBound);
            if (index.TryAdd(labels, histograms.Count))
            {
                histograms.Add(new OutputSeries(labels, true));
                _buckets.Add([]);
            }

            _buckets[index[labels]].Add((bound, i));
        }

        foreach (List<(double Bound, int Series)> buckets in _buckets) buckets.Sort((a, b) => a.Bound.CompareTo(b.Bound));
        Histograms = [.. histograms];
    }

    public OutputSeries[] Histograms { get; }

    /// <summary>Ascending by bound.</summary>
    public IReadOnlyList<(double Bound, int Series)> BucketsOf(int histogram) => _buckets[histogram];

    private static bool TryParseBound(string text, out double bound)
    {
        bound = double.PositiveInfinity;
        if (text is "+Inf" or "Inf" or "inf" or "+inf") return true;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out bound) && !double.IsNaN(bound);
    }
}
