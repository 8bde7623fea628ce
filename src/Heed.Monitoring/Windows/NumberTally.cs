using Heed.Model.Records;
using Heed.Monitoring.Baselines;
using Heed.Monitoring.Evidence;
using Heed.Statistics.Distances;
using Heed.Statistics.Histograms;
using Heed.Statistics.Hypothesis;

namespace Heed.Monitoring.Windows;

/// <summary>
/// A number feature in one window. Values wait in a small buffer and are counted together, so that a feature's bins are in the
/// processor's cache once a buffer and not once a record.
/// </summary>
internal sealed class NumberTally : FeatureTally
{
    private readonly NumberCounts _counts;
    private readonly bool _ownRange;
    private readonly int _lowInterval;
    private readonly int _highInterval;
    private double _last = double.NaN;
    private long _notFinite;
    private long _outOfRange;

    public NumberTally(FeatureBaseline baseline)
        : base(baseline)
    {
        NumberSummary summary = baseline.Numbers!;
        _counts = new NumberCounts(summary);

        // Where the configuration gives no range of its own, the outermost bins tell what lies outside.
        _ownRange = baseline.RangeMin != summary.Min || baseline.RangeMax != summary.Max;
        if (summary.Ecdf.Total == 0) return;
        _lowInterval = summary.Ecdf.IntervalOf(summary.Ecdf.Quantile(0.05));
        _highInterval = summary.Ecdf.IntervalOf(summary.Ecdf.Quantile(0.95));
    }

    private long OutOfRange => _ownRange ? _outOfRange : _counts.Bins[0] + _counts.Bins[^1];

    public override void Add(in FeatureValue value)
    {
        if (value.State != FeatureState.Number) AddUnusable(value.State);
        else if (double.IsFinite(value.Number)) AddFinite(value.Number);
        else _notFinite++;
    }

    public override void Fill(FeatureFigures figures, long records)
    {
        Flush();
        NumberSummary summary = Baseline.Numbers!;
        KsComparison ks = KolmogorovSmirnov.CompareCounted(summary.Ecdf, _counts.Intervals);
        figures.Values = ks.N2;
        figures.Score = ks.D;
        figures.PValue = KolmogorovSmirnov.PValueStephens(ks);
        figures.Psi = CompareBins();
        figures.SetRatios(records, Missing + _notFinite, OutOfRange, 0, Invalid);
        figures.SetRepeats(Repeats);
        figures.Median = summary.Ecdf.QuantileOfCounts(_counts.Intervals, 0.5);
        (figures.ShareBelowP05, figures.ShareAboveP95) = TailShares(ks.N2);
        _counts.Display.CopyTo(figures.Counts, 0);
    }

    public override void CopyTo(PaneCounts pane, int feature)
    {
        Flush();
        base.CopyTo(pane, feature);
        _counts.Bins.CopyTo(pane.Values(feature));
        pane.NotFinite(feature) = _notFinite;
        pane.OutOfRange(feature) = OutOfRange;
    }

    public override void MergeFrom(FeatureTally other)
    {
        NumberTally numbers = (NumberTally)other;
        base.MergeFrom(numbers);
        numbers.Flush();
        _counts.MergeFrom(numbers._counts);
        _notFinite += numbers._notFinite;
        _outOfRange += numbers._outOfRange;
    }

    public override void Clear()
    {
        base.Clear();
        _counts.Clear();
        _notFinite = 0;
        _outOfRange = 0;
        _last = double.NaN;
    }

    public override void Save(BinaryWriter writer)
    {
        Flush();
        base.Save(writer);
        _counts.Save(writer);
        writer.Write(_notFinite);
        writer.Write(_outOfRange);
        writer.Write(_last);
    }

    public override void Load(BinaryReader reader)
    {
        base.Load(reader);
        _counts.Load(reader);
        _notFinite = reader.ReadInt64();
        _outOfRange = reader.ReadInt64();
        _last = reader.ReadDouble();
    }

    /// <summary>What is no finite number has bins of its own behind the others.</summary>
    private PsiComparison CompareBins()
    {
        Span<long> before = stackalloc long[_counts.Bins.Length + 3];
        Span<long> now = stackalloc long[before.Length];
        Baseline.Numbers!.BinCounts.CopyTo(before);
        before[^3] = Baseline.MissingCount;
        before[^2] = Baseline.NotFiniteCount;
        before[^1] = Baseline.InvalidCount;
        _counts.Bins.CopyTo(now);
        now[^3] = Missing;
        now[^2] = _notFinite;
        now[^1] = Invalid;
        return PopulationStability.CompareOccupied(before, now);
    }

    private void AddFinite(double value)
    {
        if (_counts.Add(value)) Flush();
    }

    private void Flush()
    {
        ReadOnlySpan<double> pending = _counts.Pending;
        if (pending.IsEmpty) return;
        Repeats += (pending[0] == _last ? 1 : 0) + BinCounts.Repeats(pending);
        _last = pending[^1];
        if (_ownRange)
        {
            _outOfRange += pending.Length - BinCounts.AtLeast(pending, Baseline.RangeMin);
            _outOfRange += BinCounts.AtLeast(pending, Math.BitIncrement(Baseline.RangeMax));
        }

        _counts.Flush();
    }

    private (double Below, double Above) TailShares(long values)
    {
        if (values == 0) return (0, 0);
        long below = 0;
        long above = 0;
        for (int i = 0; i < _lowInterval; i++) below += _counts.Intervals[i];
        for (int i = _highInterval + 1; i < _counts.Intervals.Length; i++) above += _counts.Intervals[i];
        return (below / (double)values, above / (double)values);
    }
}
