using System.Numerics.Tensors;

using Heed.Model.Records;
using Heed.Monitoring.Baselines;
using Heed.Monitoring.Evidence;
using Heed.Statistics.Distances;
using Heed.Statistics.Hypothesis;

namespace Heed.Monitoring.Windows;

/// <summary>A category feature in one window.</summary>
internal sealed class CategoryTally : FeatureTally
{
    private readonly long[] _counts;
    private readonly long[] _baseline;
    private readonly long[] _baselineBins;
    private readonly long[] _currentBins;
    private int _last = -1;

    public CategoryTally(FeatureBaseline baseline)
        : base(baseline)
    {
        // The last count is what the schema does not know: unseen categories, and those beyond the baseline's limit.
        _counts = new long[baseline.Categories.Count + 1];
        _baseline = [.. baseline.CategoryCounts, baseline.OtherCount];
        _baselineBins = [.. _baseline, baseline.MissingCount + baseline.NotFiniteCount, baseline.InvalidCount];
        _currentBins = new long[_baselineBins.Length];
    }

    public override void Add(in FeatureValue value)
    {
        if (value.State == FeatureState.Category)
        {
            _counts[value.Category]++;
            if (value.Category == _last) Repeats++;
            _last = value.Category;
        }
        else if (value.State == FeatureState.Unseen) _counts[^1]++;
        else AddUnusable(value.State);
    }

    public override void Fill(FeatureFigures figures, long records)
    {
        _counts.CopyTo(_currentBins, 0);
        _currentBins[^2] = Missing;
        _currentBins[^1] = Invalid;
        figures.Values = Sum(_counts);
        figures.Score = TotalVariation.Compare(_baseline, _counts);
        figures.PValue = ChiSquareHomogeneity.ComparePooled(_baseline, _counts).PValue;
        figures.Psi = PopulationStability.CompareOccupied(_baselineBins, _currentBins);
        figures.SetRatios(records, Missing, 0, _counts[^1], Invalid);
        figures.SetRepeats(Repeats);
        _counts.CopyTo(figures.Counts, 0);
    }

    public override void CopyTo(PaneCounts pane, int feature)
    {
        base.CopyTo(pane, feature);
        _counts.CopyTo(pane.Values(feature));
    }

    public override void MergeFrom(FeatureTally other)
    {
        base.MergeFrom(other);
        TensorPrimitives.Add(_counts, ((CategoryTally)other)._counts, _counts);
    }

    public override void Clear()
    {
        base.Clear();
        Array.Clear(_counts);
        _last = -1;
    }

    public override void Save(BinaryWriter writer)
    {
        base.Save(writer);
        foreach (long count in _counts) writer.Write(count);
        writer.Write(_last);
    }

    public override void Load(BinaryReader reader)
    {
        base.Load(reader);
        for (int i = 0; i < _counts.Length; i++) _counts[i] = reader.ReadInt64();
        _last = reader.ReadInt32();
    }

    private static long Sum(long[] counts)
    {
        long sum = 0;
        foreach (long count in counts) sum += count;
        return sum;
    }
}
