using Heed.Model.Samples;
using Heed.Query.Execution.Histograms;
using Heed.Query.Planning;
using Heed.Query.Syntax;

namespace Heed.Query.Execution;

/// <summary>Windows over stored samples.</summary>
internal sealed class SelectorWindows : WindowSource
{
    private readonly QueryContext _context;
    private readonly IReadOnlyList<ISeries> _found;
    private readonly SampleBuffer _raw = new();
    private readonly long _fromMs;
    private readonly long _toMs;
    private readonly StatisticsReader? _statistics;

    public SelectorWindows(QueryContext context, RangePlan plan)
        : base(plan.Grid, plan.Shift, plan.RangeMs)
    {
        _context = context;
        _statistics = context.StatisticsOnly.Contains(plan.Range.Selector) ? new StatisticsReader() : null;
        RangeEdges edges = plan.Range.Selector.Edges;
        HasPlainEdges = edges == RangeEdges.Plain;
        long before = edges == RangeEdges.Plain ? 0 : context.LookbackMs;
        long after = edges == RangeEdges.Smoothed ? context.LookbackMs : 0;
        long open = context.Options.AsPrometheus2 ? 0 : 1;
        _fromMs = plan.Shift.First(plan.Grid) - plan.RangeMs - before + open;
        _toMs = plan.Shift.Last(plan.Grid) + after;
        _found = context.Select(plan.Range.Selector.Matchers, _fromMs, _toMs);
        Series = new OutputSeries[_found.Count];
        for (int i = 0; i < Series.Length; i++)
        {
            context.Continue();
            Series[i] = new OutputSeries(_found[i].Labels, false);
        }
    }

    public override OutputSeries[] Series { get; }

    /// <summary>The first millisecond of the first window.</summary>
    public long FromMs => _fromMs;

    /// <summary>The last millisecond of the last window.</summary>
    public long ToMs => _toMs;

    /// <summary>No window reaches for samples beyond its ends.</summary>
    public bool HasPlainEdges { get; }

    /// <summary>Samples come as they are stored, so that several threads may read at once.</summary>
    public bool HasPlainSamples => _statistics is null;

    /// <summary>Replaces the content of the buffer by the samples of the windows of neighbouring steps.</summary>
    public void ReadWindows(int series, int firstStep, int lastStep, SampleBuffer target)
    {
        long open = _context.Options.AsPrometheus2 ? 0 : 1;
        ReadPlain(series, EndOf(firstStep) - RangeMs + open, EndOf(lastStep), target);
    }

    public override void Read(int series, SampleBuffer target)
    {
        if (_statistics is null)
        {
            ReadPlain(series, _fromMs, _toMs, target);
            return;
        }

        _context.Continue();
        target.Clear();
        _raw.Clear();
        _found[series].Read(_fromMs, _toMs, _raw);
        _context.Profile?.CountSamples(_raw.Count);
        ReadStatistics(_statistics, target);
    }

    public ISeries SeriesAt(int series) => _found[series];

    private void ReadPlain(int series, long fromMs, long toMs, SampleBuffer target)
    {
        _context.Continue();
        target.Clear();
        _found[series].Read(fromMs, toMs, target);
        _context.Profile?.CountSamples(target.Count);
        target.RemoveStaleMarkers();
        if (!_context.Options.UseStartTimes) target.ForgetStartTimes();
    }

    private void ReadStatistics(StatisticsReader statistics, SampleBuffer target)
    {
        statistics.Begin();
        for (int i = 0; i < _raw.Count; i++)
        {
            if (_raw.HasHistograms && _raw.Histograms[i] is { } histogram) target.Add(_raw.TimesMs[i], statistics.Read(histogram));
            else if (StaleMarker.IsStale(_raw.Values[i])) continue;
            else target.Add(_raw.TimesMs[i], _raw.Values[i]);
            if (_context.Options.UseStartTimes && _raw.HasStartTimes) target.SetStartTime(_raw.StartTimesMs[i]);
        }
    }
}
