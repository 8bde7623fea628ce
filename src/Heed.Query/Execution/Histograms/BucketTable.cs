using System.Globalization;

using Heed.Model.Labels;

namespace Heed.Query.Execution.Histograms;

/// <summary>
/// Which series belong to which histogram: the buckets of a classic one, and a native one of the same labels. A series that has a
/// bound and yet holds native histograms counts under its labels without the bound.
/// </summary>
internal sealed class BucketTable
{
    private readonly List<List<BucketSeries>> _members = [];

    public BucketTable(QueryContext context, OutputSeries[] input)
    {
        Dictionary<LabelSet, int> index = [];
        List<OutputSeries> histograms = [];
        for (int i = 0; i < input.Length; i++)
        {
            context.Continue();
            LabelSet labels = input[i].Labels;
            bool hasBound = TryParseBound(labels.Get(LabelNames.BucketBound), out double bound);
            if (hasBound) labels = labels.Without(LabelNames.BucketBound);
            if (index.TryAdd(labels, histograms.Count))
            {
                histograms.Add(new OutputSeries(labels, true));
                _members.Add([]);
            }

            _members[index[labels]].Add(new BucketSeries(i, hasBound ? bound : null));
        }

        foreach (List<BucketSeries> members in _members) context.Sort(members, static (a, b) => Nullable.Compare(a.Bound, b.Bound));
        Histograms = [.. histograms];
    }

    public OutputSeries[] Histograms { get; }

    /// <summary>Ascending by bound, those without one first.</summary>
    public IReadOnlyList<BucketSeries> MembersOf(int histogram) => _members[histogram];

    private static bool TryParseBound(string text, out double bound)
    {
        bound = double.PositiveInfinity;
        if (text is "+Inf" or "Inf" or "inf" or "+inf") return true;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out bound) && !double.IsNaN(bound);
    }
}
