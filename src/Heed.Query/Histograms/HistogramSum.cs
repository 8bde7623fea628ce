using Heed.Model.Histograms;
using Heed.Query.Functions;

namespace Heed.Query.Histograms;

/// <summary>
/// A histogram that others are added to and subtracted from, every figure with compensation. Of two exponential schemas the coarser
/// one remains, of two zero buckets the wider one (and wider still where it would end within a populated bucket), of two sets of
/// custom bounds what both have.
/// </summary>
public sealed class HistogramSum
{
    private readonly BucketSums _positive = new();
    private readonly BucketSums _negative = new();
    private CompensatedSum _count;
    private CompensatedSum _sum;
    private CompensatedSum _zeroCount;
    private double _zeroThreshold;
    private int _schema;
    private IReadOnlyList<double> _bounds = [];
    private CounterResetHint _hint;
    private HistogramSum? _operand;

    public double Count => _count.Value;

    private bool HasCustomBuckets => _schema == NativeHistogram.CustomBucketsSchema;

    public static HistogramSum Of(NativeHistogram histogram)
    {
        HistogramSum sum = new();
        sum.Load(histogram);
        return sum;
    }

    /// <summary>Forgets what it holds and becomes a copy.</summary>
    public void Load(NativeHistogram histogram)
    {
        _schema = histogram.Schema;
        _bounds = histogram.CustomBounds;
        _hint = histogram.ResetHint;
        _zeroThreshold = histogram.ZeroThreshold;
        _zeroCount = new CompensatedSum(histogram.ZeroCount, 0);
        _count = new CompensatedSum(histogram.Count, 0);
        _sum = new CompensatedSum(histogram.Sum, 0);
        _positive.Load(histogram.PositiveSpans, histogram.PositiveCounts);
        _negative.Load(histogram.NegativeSpans, histogram.NegativeCounts);
    }

    public HistogramConflicts Add(NativeHistogram histogram) => Combine(Operand(histogram), subtract: false);

    /// <summary>The other one is used up.</summary>
    public HistogramConflicts Add(HistogramSum other) => Combine(other, subtract: false);

    public HistogramConflicts Subtract(NativeHistogram histogram) => Combine(Operand(histogram), subtract: true);

    /// <summary>A negative factor makes a gauge of a counter.</summary>
    public void Multiply(double factor)
    {
        _zeroCount = new CompensatedSum(_zeroCount.Sum * factor, _zeroCount.Carry * factor);
        _count = new CompensatedSum(_count.Sum * factor, _count.Carry * factor);
        _sum = new CompensatedSum(_sum.Sum * factor, _sum.Carry * factor);
        _positive.Multiply(factor);
        _negative.Multiply(factor);
        if (factor < 0) _hint = CounterResetHint.Gauge;
    }

    /// <summary>Zero leaves no bucket but the zero bucket: the others would all be infinite or NaN, whatever their number.</summary>
    public void Divide(double divisor)
    {
        _zeroCount = new CompensatedSum(_zeroCount.Sum / divisor, _zeroCount.Carry / divisor);
        _count = new CompensatedSum(_count.Sum / divisor, _count.Carry / divisor);
        _sum = new CompensatedSum(_sum.Sum / divisor, _sum.Carry / divisor);
        if (divisor == 0)
        {
            _positive.Clear();
            _negative.Clear();
        }

        _positive.Divide(divisor);
        _negative.Divide(divisor);
        if (divisor < 0) _hint = CounterResetHint.Gauge;
    }

    /// <summary>Merges buckets down to a schema that is no finer than the present one.</summary>
    public void CoarsenTo(int schema)
    {
        if (HasCustomBuckets) return;
        _positive.Coarsen(_schema - schema);
        _negative.Coarsen(_schema - schema);
        _schema = schema;
    }

    /// <summary>No figure is larger than the limit, whatever its sign; NaN is not.</summary>
    public bool IsWithin(double limit) =>
        !(Math.Abs(_count.Sum) > limit) && !(Math.Abs(_sum.Sum) > limit) && !(Math.Abs(_zeroCount.Sum) > limit)
        && _positive.IsWithin(limit) && _negative.IsWithin(limit);

    /// <summary>What it holds now, without empty buckets.</summary>
    public NativeHistogram ToHistogram(CounterResetHint? hint = null)
    {
        (BucketSpan[] positiveSpans, double[] positiveCounts) = _positive.Pack();
        (BucketSpan[] negativeSpans, double[] negativeCounts) = _negative.Pack();
        return new NativeHistogram
        {
            Schema = _schema,
            Count = _count.Value,
            Sum = _sum.Value,
            ZeroThreshold = _zeroThreshold,
            ZeroCount = _zeroCount.Value,
            PositiveSpans = positiveSpans,
            PositiveCounts = positiveCounts,
            NegativeSpans = negativeSpans,
            NegativeCounts = negativeCounts,
            CustomBounds = _bounds,
            ResetHint = hint ?? _hint,
        };
    }

    private HistogramSum Operand(NativeHistogram histogram)
    {
        _operand ??= new HistogramSum();
        _operand.Load(histogram);
        return _operand;
    }

    /// <summary>The operand is used up.</summary>
    private HistogramConflicts Combine(HistogramSum other, bool subtract)
    {
        if (HasCustomBuckets != other.HasCustomBuckets) return HistogramConflicts.Incompatible;
        HistogramConflicts conflicts = CombineHints(other._hint);
        if (HasCustomBuckets) conflicts |= ShareBounds(other);
        else ShareSchema(other);
        Include(ref _zeroCount, other._zeroCount, subtract);
        Include(ref _count, other._count, subtract);
        Include(ref _sum, other._sum, subtract);
        _positive.Add(other._positive, subtract);
        _negative.Add(other._negative, subtract);
        return conflicts;
    }

    /// <summary>A gauge makes a gauge of the result; "unknown" makes it unknown, as does a contradiction.</summary>
    private HistogramConflicts CombineHints(CounterResetHint other)
    {
        if (other == _hint || _hint == CounterResetHint.Gauge) return HistogramConflicts.None;
        bool contradiction = IsCertain(_hint) && IsCertain(other);
        _hint = other == CounterResetHint.Gauge ? CounterResetHint.Gauge : CounterResetHint.Unknown;
        return contradiction ? HistogramConflicts.Resets : HistogramConflicts.None;
    }

    private static bool IsCertain(CounterResetHint hint) => hint is CounterResetHint.Reset or CounterResetHint.NoReset;

    private HistogramConflicts ShareBounds(HistogramSum other)
    {
        if (BucketBounds.AreSame(_bounds, other._bounds)) return HistogramConflicts.None;
        IReadOnlyList<double> shared = Intersection(_bounds, other._bounds);
        _positive.Rebound(_bounds, shared);
        other._positive.Rebound(other._bounds, shared);
        _bounds = shared;
        return HistogramConflicts.BoundsReconciled;
    }

    private void ShareSchema(HistogramSum other)
    {
        while (_zeroThreshold < other._zeroThreshold || _zeroThreshold > other._zeroThreshold)
        {
            if (_zeroThreshold < other._zeroThreshold) Widen(other._zeroThreshold);
            else other.Widen(_zeroThreshold);
        }

        int coarser = Math.Min(_schema, other._schema);
        CoarsenTo(coarser);
        other.CoarsenTo(coarser);
    }

    /// <summary>Takes into the zero bucket what begins below the threshold, which moves to the end of a bucket that it would cut.</summary>
    private void Widen(double threshold)
    {
        double raised = threshold;
        do
        {
            threshold = raised;
            raised = _negative.RaiseThreshold(_positive.RaiseThreshold(threshold, _schema), _schema);
        }
        while (raised > threshold);

        _positive.MoveBelow(threshold, _schema, ref _zeroCount);
        _negative.MoveBelow(threshold, _schema, ref _zeroCount);
        _zeroThreshold = threshold;
    }

    private static void Include(ref CompensatedSum sum, CompensatedSum other, bool subtract)
    {
        sum.Add(subtract ? -other.Sum : other.Sum);
        if (other.Carry != 0) sum.Add(subtract ? -other.Carry : other.Carry);
    }

    private static double[] Intersection(IReadOnlyList<double> a, IReadOnlyList<double> b)
    {
        List<double> shared = [];
        int j = 0;
        for (int i = 0; i < a.Count; i++)
        {
            while (j < b.Count && b[j] < a[i]) j++;
            if (j < b.Count && b[j] == a[i]) shared.Add(a[i]);
        }

        return [.. shared];
    }
}
