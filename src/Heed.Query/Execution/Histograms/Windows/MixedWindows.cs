using Heed.Model.Samples;
using Heed.Query.Functions;
using Heed.Query.Syntax;

namespace Heed.Query.Execution.Histograms.Windows;

/// <summary>Evaluates a window function over a series that has histograms.</summary>
internal sealed class MixedWindows
{
    private readonly QueryContext _context;
    private readonly WindowSource _source;
    private readonly MixedWindowFunction _function;
    private readonly Column? _first;
    private readonly Column? _second;
    private readonly SampleSplit _split = new();

    /// <param name="floats">The function for floats; its state is used for series with histograms, too.</param>
    /// <param name="span">Where the range vector stands.</param>
    public MixedWindows(
        QueryContext context, WindowSource source, string name, SourceSpan span, WindowFunction floats, Column? first, Column? second)
    {
        _context = context;
        _source = source;
        _function = MixedWindowFunctions.Create(name, context.Annotations, span, floats);
        _first = first;
        _second = second;
    }

    public void Fill(SampleBuffer buffer, OutputSeries series, Column target)
    {
        long weight = HistogramWeight.Of(buffer);
        _context.Hold(weight);
        _function.Metric = series.Labels.MetricName;
        _split.Read(buffer);
        _function.Begin(_split);
        target.Clear();
        SampleRange floats = default;
        SampleRange histograms = default;
        bool closed = _context.Options.AsPrometheus2;
        for (int step = 0; step < target.Values.Length; step++)
        {
            long end = _source.EndOf(step);
            long start = end - _source.RangeMs;
            floats.MoveTo(_split.FloatTimesMs, start, end, closed);
            histograms.MoveTo(_split.TimesMs, start, end, closed);
            if (floats.IsEmpty && histograms.IsEmpty) continue;
            _function.Evaluate(WindowOf(floats, histograms, start, end, step), target, step);
        }

        _context.Release(weight);
    }

    private MixedWindow WindowOf(SampleRange floats, SampleRange histograms, long start, long end, int step) => new()
    {
        Floats = new WindowFrame
        {
            TimesMs = _split.FloatTimesMs[floats.From..floats.To],
            Values = _split.Values[floats.From..floats.To],
            From = floats.From,
            StartMs = start,
            EndMs = end,
            StepTimeMs = _source.Grid.TimeAt(step),
            First = _first is null ? double.NaN : _first.Values[step],
            Second = _second is null ? double.NaN : _second.Values[step],
        },
        From = histograms.From,
        TimesMs = _split.TimesMs[histograms.From..histograms.To],
        StartTimesMs = _split.StartTimesMs[histograms.From..histograms.To],
        Histograms = _split.Histograms[histograms.From..histograms.To],
    };
}
