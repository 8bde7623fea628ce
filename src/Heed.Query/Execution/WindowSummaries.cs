using Heed.Model.Samples;
using Heed.Query.Functions;

namespace Heed.Query.Execution;

/// <summary>
/// Evaluates long windows over summaries of the aligned stretches of time inside them and over the samples at their two ends. How a
/// window is cut up follows from its times alone, and the pieces are put together from left to right, so that an answer has the same
/// bits whoever made the summaries: a store long ago, or this class from samples.
/// </summary>
internal sealed class WindowSummaries
{
    /// <summary>Shorter windows are cheap to walk sample by sample.</summary>
    private const long LeastRangeMs = 12 * 60 * 60 * 1000;

    private const int StepsBetweenLooks = 256;

    private readonly QueryContext _context;
    private readonly SelectorWindows _source;
    private readonly WindowFunction _function;
    private readonly WindowCuts _cuts;
    private readonly StretchSummaries _stretches;

    private WindowSummaries(QueryContext context, SelectorWindows source, WindowFunction function, SummaryParts parts)
    {
        _context = context;
        _source = source;
        _function = function;
        _cuts = new WindowCuts(source, context.Options.AsPrometheus2);
        _stretches = new StretchSummaries(_cuts, parts);
    }

    /// <summary>Null where the windows are short or reach over decades, the function needs every sample, or start times count.</summary>
    public static WindowSummaries? Create(QueryContext context, WindowSource source, WindowFunction function)
    {
        if (context.Options.UseStartTimes) return null;
        if (source is not SelectorWindows { HasPlainEdges: true } windows || function.Parts is not { } parts) return null;
        bool isLong = source.Grid.Count > 0 && source.RangeMs >= LeastRangeMs && WindowCuts.AreFew(windows);
        return isLong ? new WindowSummaries(context, windows, function, parts) : null;
    }

    /// <summary>Samples and summaries that the last series took.</summary>
    public long Work => _stretches.SamplesRead + _stretches.SummariesUsed;

    /// <summary>Fills the column; false where the series has samples that no summary stands for, and must be walked.</summary>
    public bool TryFill(int series, Span<double> output)
    {
        _context.Continue();
        if (!_stretches.TryRead(_source.SeriesAt(series))) return false;
        _context.Profile?.CountSamples(_stretches.SamplesRead);
        _context.Profile?.CountSummaries(_stretches.SummariesUsed);
        _context.Hold(_stretches.SamplesRead);
        bool isFilled = true;
        for (int step = 0; step < output.Length && isFilled; step++)
        {
            if (step % StepsBetweenLooks == 0) _context.Continue();
            WindowCut cut = _cuts.Of(step);
            SampleSummary window = _stretches.Fold(cut);
            output[step] = Column.Nothing;
            if (window.Count > 0) isFilled = _function.TryEvaluate(window, cut.EndMs - _source.RangeMs, cut.EndMs, out output[step]);
        }

        _context.Release(_stretches.SamplesRead);
        return isFilled;
    }
}
