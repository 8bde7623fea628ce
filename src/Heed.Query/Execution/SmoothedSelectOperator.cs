using Heed.Model.Histograms;
using Heed.Model.Samples;
using Heed.Query.Execution.Histograms;
using Heed.Query.Execution.Histograms.Windows;
using Heed.Query.Histograms;
using Heed.Query.Planning;
using Heed.Query.Syntax;

namespace Heed.Query.Execution;

/// <summary>
/// A <c>smoothed</c> instant selector: the value between the samples around each step, within the lookback on both sides.
/// </summary>
internal sealed class SmoothedSelectOperator : Operator
{
    private readonly QueryContext _context;
    private readonly TimeShift _shift;
    private readonly IReadOnlyList<ISeries> _found;
    private readonly SampleBuffer _buffer = new();
    private readonly long _reachMs;
    private readonly SourceSpan _span;
    private readonly SampleSplit _split = new();
    private readonly StatisticsReader? _statistics;

    public SmoothedSelectOperator(QueryContext context, SelectPlan plan)
        : base(plan.Grid)
    {
        _context = context;
        _shift = plan.Shift;
        _reachMs = context.LookbackMs - 1;
        _span = plan.Selector.Span;
        _statistics = context.StatisticsOnly.Contains(plan.Selector) ? new StatisticsReader() : null;
        _found = context.Select(plan.Selector.Matchers, _shift.First(Grid) - _reachMs, _shift.Last(Grid) + _reachMs);
        Series = new OutputSeries[_found.Count];
        for (int i = 0; i < Series.Length; i++) Series[i] = new OutputSeries(_found[i].Labels, false);
    }

    public override OutputSeries[] Series { get; }

    public override void Fill(int series, Column target)
    {
        _context.Continue();
        _buffer.Clear();
        _found[series].Read(_shift.First(Grid) - _reachMs, _shift.Last(Grid) + _reachMs, _buffer);
        _context.Profile?.CountSamples(_buffer.Count);
        _context.Hold(_buffer.Count);
        target.ClearHistograms();
        if (_buffer.HasHistograms) FillMixed(series, target);
        else FillFloats(target);
        _context.Release(_buffer.Count);
    }

    private void FillFloats(Column target)
    {
        Span<double> output = target.Values;
        int next = 0;
        for (int step = 0; step < output.Length; step++)
        {
            long at = _shift.Apply(Grid.TimeAt(step));
            while (next < _buffer.Count && _buffer.TimesMs[next] <= at) next++;
            output[step] = ValueAt(_buffer.TimesMs, _buffer.Values, next, at);
        }
    }

    /// <summary>A step with both kinds of samples within reach has no value.</summary>
    private void FillMixed(int series, Column target)
    {
        target.Clear();
        long weight = HistogramWeight.Of(_buffer);
        _context.Hold(weight);
        _statistics?.Begin();
        _split.Read(_buffer, _statistics);
        string metric = Series[series].Labels.MetricName;
        SampleRange floats = default;
        SampleRange histograms = default;
        for (int step = 0; step < target.Values.Length; step++)
        {
            long at = _shift.Apply(Grid.TimeAt(step));
            floats.MoveTo(_split.FloatTimesMs, at - _reachMs, at + _reachMs, closed: true);
            histograms.MoveTo(_split.TimesMs, at - _reachMs, at + _reachMs, closed: true);
            if (!floats.IsEmpty && !histograms.IsEmpty) HistogramRemarks.MixedWithFloats(_context.Annotations, _span, metric);
            else if (!histograms.IsEmpty && HistogramAt(histograms, at, metric) is { } found) target.SetHistogram(step, found);
            else if (!floats.IsEmpty) target.SetValue(step, FloatAt(floats, at));
        }

        _context.Release(weight);
    }

    private double FloatAt(SampleRange floats, long atMs)
    {
        int next = floats.From;
        while (next < floats.To && _split.FloatTimesMs[next] <= atMs) next++;
        return ValueAt(_split.FloatTimesMs[..floats.To], _split.Values[..floats.To], next, atMs);
    }

    private NativeHistogram? HistogramAt(SampleRange range, long atMs, string metric)
    {
        ReadOnlySpan<long> times = _split.TimesMs;
        int next = range.From;
        while (next < range.To && times[next] <= atMs) next++;
        if (next == range.From) return null;
        NativeHistogram before = _split.Histograms[next - 1];
        if (times[next - 1] == atMs) return before;
        if (next == range.To) return before with { ResetHint = CounterResetHint.Unknown };
        NativeHistogram after = _split.Histograms[next];
        bool isCounter = before.ResetHint != CounterResetHint.Gauge || after.ResetHint != CounterResetHint.Gauge;
        return HistogramInterpolation.At(
            _context.Annotations, _span, metric, before, times[next - 1], after, times[next], atMs, isCounter);
    }

    private double ValueAt(ReadOnlySpan<long> times, ReadOnlySpan<double> values, int next, long atMs)
    {
        if (next == 0 || times[next - 1] < atMs - _reachMs || StaleMarker.IsStale(values[next - 1])) return Column.Nothing;
        double before = values[next - 1];
        bool hasNext = next < times.Length && times[next] <= atMs + _reachMs && !StaleMarker.IsStale(values[next]);
        return hasNext ? before + ((values[next] - before) * (atMs - times[next - 1]) / (times[next] - times[next - 1])) : before;
    }
}
