using Heed.Model.Labels;
using Heed.Model.Samples;
using Heed.Query.Execution.Histograms.Windows;
using Heed.Query.Functions;
using Heed.Query.Syntax;

namespace Heed.Query.Execution;

/// <summary>A function over the windows of a range vector. Each series is read once, whatever the number of steps.</summary>
internal sealed class WindowOperator : Operator
{
    private readonly QueryContext _context;
    private readonly WindowSource _source;
    private readonly WindowFunction _function;
    private readonly Column? _first;
    private readonly Column? _second;
    private readonly SampleBuffer _buffer = new();
    private readonly WindowSummaries? _summaries;

    public WindowOperator(QueryContext context, WindowSource source, WindowFunction function, Column? first = null, Column? second = null)
        : base(source.Grid)
    {
        _context = context;
        _source = source;
        _function = function;
        _first = first;
        _second = second;
        _summaries = WindowSummaries.Create(context, source, function);
        Series = new OutputSeries[source.Series.Length];
        for (int i = 0; i < Series.Length; i++)
        {
            Series[i] = source.Series[i] with { DropName = !function.KeepsName || source.Series[i].DropName };
        }
    }

    public override OutputSeries[] Series { get; }

    /// <summary>Told the labels of each series that has a result.</summary>
    public Action<LabelSet>? CounterCheck { get; init; }

    /// <summary>Takes the place of the function where a series has histograms.</summary>
    public MixedWindows? Mixed { get; init; }

    /// <summary>Takes over for series whose samples have start times.</summary>
    public StartedCounter? Started { get; init; }

    /// <summary>Where remarks on the samples point to.</summary>
    public SourceSpan? Argument { get; init; }

    public override void Fill(int series, Column target)
    {
        if (_summaries is not null && _summaries.TryFill(series, target.Values)) target.ClearHistograms();
        else FillFromSamples(series, target);
        if (CounterCheck is not null && target.CountFloats() > 0) CounterCheck(Series[series].Labels);
    }

    private void FillFromSamples(int series, Column target)
    {
        _source.Read(series, _buffer);
        _context.Hold(_buffer.Count);
        target.ClearHistograms();
        if (Mixed is not null && _buffer.HasHistograms) Mixed.Fill(_buffer, Series[series], target);
        else if (Started is not null && _buffer.HasStartTimes) FillStarted(Started, series, target.Values);
        else FillPlain(target.Values);
        _context.Release(_buffer.Count);
    }

    private void FillStarted(StartedCounter function, int series, Span<double> output)
    {
        ReadOnlySpan<long> times = _buffer.TimesMs;
        bool closed = _context.Options.AsPrometheus2;
        bool overlaps = false;
        int from = 0;
        int to = 0;
        for (int step = 0; step < output.Length; step++)
        {
            long end = _source.EndOf(step);
            long start = end - _source.RangeMs;
            to = TimeSearch.FirstFrom(times, to, end + 1);
            from = TimeSearch.FirstFrom(times, from, closed ? start : start + 1);
            output[step] = from == to
                ? Column.Nothing
                : function.Evaluate(times[from..to], _buffer.Values[from..to], _buffer.StartTimesMs[from..to], start, end);
            overlaps |= from < to && function.SawOverlap;
        }

        if (!overlaps || Argument is not { } argument) return;
        _context.Annotations.Warn(
            argument,
            "sample has start time that overlaps with previous sample timestamp for metric "
            + GoLabels.Quote(Series[series].Labels.MetricName));
    }

    private void FillPlain(Span<double> output)
    {
        ReadOnlySpan<long> times = _buffer.TimesMs;
        ReadOnlySpan<double> values = _buffer.Values;
        _function.Begin(times, values);
        bool closed = _context.Options.AsPrometheus2;
        int from = 0;
        int to = 0;
        for (int step = 0; step < output.Length; step++)
        {
            long end = _source.EndOf(step);
            long start = end - _source.RangeMs;
            to = TimeSearch.FirstFrom(times, to, end + 1);
            from = TimeSearch.FirstFrom(times, from, closed ? start : start + 1);
            if (from == to)
            {
                output[step] = Column.Nothing;
                continue;
            }

            output[step] = _function.Evaluate(new WindowFrame
            {
                TimesMs = times[from..to],
                Values = values[from..to],
                From = from,
                StartMs = start,
                EndMs = end,
                StepTimeMs = Grid.TimeAt(step),
                First = _first is null ? double.NaN : _first.Values[step],
                Second = _second is null ? double.NaN : _second.Values[step],
            });
        }
    }
}
