using Heed.Model.Histograms;

namespace Heed.Query.Histograms;

/// <summary>The sum or mean of any number of histograms, and what they disagree about.</summary>
internal sealed class HistogramAggregate(bool mean)
{
    private HistogramMean? _mean;
    private HistogramSum? _sum;
    private bool _sawReset;
    private bool _sawNoReset;
    private HistogramConflicts _conflicts;

    public bool IsEmpty => _mean is null && _sum is null;

    /// <summary>There are exponential and custom buckets: there is no result.</summary>
    public bool IsIncompatible { get; private set; }

    public HistogramConflicts Conflicts =>
        (_conflicts & HistogramConflicts.BoundsReconciled) | (_sawReset && _sawNoReset ? HistogramConflicts.Resets : HistogramConflicts.None);

    public void Add(NativeHistogram histogram)
    {
        if (IsIncompatible) return;
        _sawReset |= histogram.ResetHint == CounterResetHint.Reset;
        _sawNoReset |= histogram.ResetHint == CounterResetHint.NoReset;
        if (IsEmpty)
        {
            if (mean) _mean = new HistogramMean(histogram);
            else _sum = HistogramSum.Of(histogram);
            return;
        }

        HistogramConflicts conflicts = mean ? _mean!.Add(histogram) : _sum!.Add(histogram);
        IsIncompatible = conflicts.HasFlag(HistogramConflicts.Incompatible);
        _conflicts |= conflicts;
    }

    /// <summary>Ends the aggregate, which is not empty: nothing can be added afterwards.</summary>
    public NativeHistogram Finish() => mean ? _mean!.Finish() : _sum!.ToHistogram();
}
