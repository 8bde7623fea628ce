using Heed.Model.Labels;
using Heed.Query.Execution.Histograms.Windows;
using Heed.Query.Functions;
using Heed.Query.Syntax;

namespace Heed.Query.Execution;

/// <summary>A function over the windows of a range vector. Each series is read once, whatever the number of steps.</summary>
internal sealed class WindowOperator : Operator
{
    private readonly QueryContext _context;
    private readonly WindowSource _source;
    private readonly Column? _first;
    private readonly Column? _second;
    private readonly WindowLane _lane;
    private WindowsAhead? _ahead;
    private bool _isMeasured;

    public WindowOperator(QueryContext context, WindowSource source, WindowFunction function, Column? first = null, Column? second = null)
        : base(source.Grid)
    {
        _context = context;
        _source = source;
        _first = first;
        _second = second;
        _lane = new WindowLane(context, source, function, first, second);
        Series = new OutputSeries[source.Series.Length];
        for (int i = 0; i < Series.Length; i++)
        {
            context.Continue();
            Series[i] = source.Series[i] with { DropName = !function.KeepsName || source.Series[i].DropName };
        }
    }

    public override OutputSeries[] Series { get; }

    /// <summary>Makes the function of a further thread; null where one thread has to do.</summary>
    public Func<WindowFunction>? Another { get; init; }

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
        if (_ahead is not null && _ahead.TryTake(series, target.Values)) target.ClearHistograms();
        else if (_lane.TryFill(series, target.Values)) target.ClearHistograms();
        else FillFromBuffer(series, target);
        if (!_isMeasured) Measure();
        if (CounterCheck is not null && target.CountFloats() > 0) CounterCheck(Series[series].Labels);
    }

    /// <summary>The first series tells what the others will cost, and whether more than one thread is worth it.</summary>
    private void Measure()
    {
        _isMeasured = true;
        int most = Math.Min(_context.Options.MaxParallelism, Series.Length);
        if (most < 2 || Another is null || _context.Profile is not null || _source is not SelectorWindows { HasPlainSamples: true }) return;
        if (!WindowsAhead.IsWorthwhile(_lane.Work * Series.Length)) return;
        WindowLane[] lanes = new WindowLane[most];
        for (int i = 0; i < lanes.Length; i++) lanes[i] = new WindowLane(_context, _source, Another(), _first, _second);
        _ahead = new WindowsAhead(_context, lanes, Series.Length, Grid.Count);
    }

    private void FillFromBuffer(int series, Column target)
    {
        int count = _lane.Buffer.Count;
        target.ClearHistograms();
        if (Mixed is not null && _lane.Buffer.HasHistograms)
        {
            _context.Hold(count);
            Mixed.Fill(_lane.Buffer, Series[series], target);
            _context.Release(count);
        }
        else if (Started is not null && _lane.Buffer.HasStartTimes)
        {
            _context.Hold(count);
            FillStarted(Started, series, target.Values);
            _context.Release(count);
        }
        else
        {
            _lane.FillFromBuffer(target.Values);
        }
    }

    private void FillStarted(StartedCounter function, int series, Span<double> output)
    {
        ReadOnlySpan<long> times = _lane.Buffer.TimesMs;
        ReadOnlySpan<double> values = _lane.Buffer.Values;
        ReadOnlySpan<long> starts = _lane.Buffer.StartTimesMs;
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
                : function.Evaluate(times[from..to], values[from..to], starts[from..to], start, end);
            overlaps |= from < to && function.SawOverlap;
        }

        if (!overlaps || Argument is not { } argument) return;
        _context.Annotations.Warn(
            argument,
            "sample has start time that overlaps with previous sample timestamp for metric "
            + GoLabels.Quote(Series[series].Labels.MetricName));
    }
}
