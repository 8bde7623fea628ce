using Heed.Model.Samples;

namespace Heed.Query.Functions;

/// <summary>
/// A function of a range vector. One instance serves one operator, series after series; within a series, windows come in
/// order of time, so that an instance may carry over what two windows share.
/// </summary>
internal abstract class WindowFunction
{
    /// <summary>The result is a sample of the series itself and keeps its name.</summary>
    public virtual bool KeepsName => false;

    /// <summary>
    /// A result depends, to the last bit, on its own window alone, so that a series may come in pieces, each begun anew.
    /// </summary>
    public virtual bool NeedsWindowsOnly => false;

    /// <summary>A new series: all samples of all windows. The spans are valid until the next call.</summary>
    public virtual void Begin(ReadOnlySpan<long> timesMs, ReadOnlySpan<double> values)
    {
    }

    /// <summary>What the function needs of a long window's summary; null where it needs the samples themselves.</summary>
    public virtual SummaryParts? Parts => null;

    /// <summary>The result over a window that is summarized; false where only its samples tell.</summary>
    public virtual bool TryEvaluate(in SampleSummary window, long startMs, long endMs, out double result)
    {
        result = double.NaN;
        return false;
    }

    /// <summary>The result, or <see cref="Execution.Column.Nothing"/> for none.</summary>
    public abstract double Evaluate(in WindowFrame frame);
}
