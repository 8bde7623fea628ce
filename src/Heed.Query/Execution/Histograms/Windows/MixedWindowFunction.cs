using Heed.Query.Functions;
using Heed.Query.Syntax;

namespace Heed.Query.Execution.Histograms.Windows;

/// <summary>What a function of range vectors makes of the windows of a series that has histograms.</summary>
/// <param name="floats">What it makes of windows that have floats only.</param>
internal abstract class MixedWindowFunction(Annotations annotations, SourceSpan span, WindowFunction floats)
{
    /// <summary>Of the series whose windows come.</summary>
    public string Metric { get; set; } = "";

    protected Annotations Annotations => annotations;

    /// <summary>Where the range vector stands in the text.</summary>
    protected SourceSpan Span => span;

    /// <summary>A new series: all samples of all its windows.</summary>
    public virtual void Begin(SampleSplit series) => floats.Begin(series.FloatTimesMs, series.Values);

    /// <summary>Sets the sample of a step, which is <see cref="Column.Nothing"/> before.</summary>
    public abstract void Evaluate(in MixedWindow window, Column target, int step);

    protected double EvaluateFloats(in MixedWindow window) => floats.Evaluate(window.Floats);

}
