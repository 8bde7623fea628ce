using Heed.Model.Histograms;
using Heed.Model.Samples;
using Heed.Query.Execution.Histograms;
using Heed.Query.Planning;

namespace Heed.Query.Execution;

/// <summary>The newest sample of each series within the lookback; a stale marker hides the series.</summary>
internal sealed class SelectOperator : Operator
{
    private readonly QueryContext _context;
    private readonly TimeShift _shift;
    private readonly bool _timestamps;
    private readonly IReadOnlyList<ISeries> _found;
    private readonly SampleBuffer _buffer = new();
    private readonly long _reachMs;
    private readonly StatisticsReader? _statistics;

    /// <param name="timestamps">Answers the times of the samples, in seconds, instead of their values.</param>
    public SelectOperator(QueryContext context, SelectPlan plan, bool timestamps = false)
        : base(plan.Grid)
    {
        _context = context;
        _shift = plan.Shift;
        _timestamps = timestamps;
        _reachMs = context.Options.AsPrometheus2 ? context.LookbackMs : context.LookbackMs - 1;
        _statistics = context.StatisticsOnly.Contains(plan.Selector) ? new StatisticsReader() : null;
        _found = context.Select(plan.Selector.Matchers, _shift.First(Grid) - _reachMs, _shift.Last(Grid));
        Series = new OutputSeries[_found.Count];
        for (int i = 0; i < Series.Length; i++)
        {
            context.Continue();
            Series[i] = new OutputSeries(_found[i].Labels, timestamps);
        }
    }

    public override OutputSeries[] Series { get; }

    /// <summary>The series have to be info metrics, which are floats.</summary>
    public bool IsInfo { get; init; }

    public override void Fill(int series, Column target)
    {
        _context.Continue();
        _buffer.Clear();
        _found[series].Read(_shift.First(Grid) - _reachMs, _shift.Last(Grid), _buffer);
        _context.Profile?.CountSamples(_buffer.Count);
        _context.Hold(_buffer.Count);
        if (IsInfo && _buffer.HasHistograms)
        {
            throw QueryAbortedException.Execution(
                $"this should be an info metric, with float samples: {GoLabels.Print(Series[series].Labels)}");
        }

        ReadOnlySpan<long> times = _buffer.TimesMs;
        ReadOnlySpan<double> values = _buffer.Values;
        Span<double> output = target.Values;
        int next = 0;
        for (int step = 0; step < output.Length; step++)
        {
            long at = _shift.Apply(Grid.TimeAt(step));
            next = TimeSearch.FirstFrom(times, next, at + 1);
            bool found = next > 0 && times[next - 1] >= at - _reachMs && !StaleMarker.IsStale(values[next - 1]);
            output[step] = !found ? Column.Nothing : _timestamps ? times[next - 1] / 1000.0 : values[next - 1];
        }

        if (!_timestamps)
        {
            target.ClearHistograms();
            if (_buffer.HasHistograms) FillHistograms(target);
        }

        _context.Release(_buffer.Count);
    }

    /// <summary>Sets the histograms where the newest sample is one; the floats are there already.</summary>
    private void FillHistograms(Column target)
    {
        ReadOnlySpan<long> times = _buffer.TimesMs;
        ReadOnlySpan<NativeHistogram?> histograms = _buffer.Histograms;
        NativeHistogram? newest = null;
        long weight = HistogramWeight.Of(_buffer);
        _context.Hold(weight);
        _statistics?.Begin();
        int next = 0;
        for (int step = 0; step < Grid.Count; step++)
        {
            long at = _shift.Apply(Grid.TimeAt(step));
            for (; next < times.Length && times[next] <= at; next++)
            {
                newest = histograms[next] is { } histogram && _statistics is not null ? _statistics.Read(histogram) : histograms[next];
            }

            if (newest is not null && !Column.IsNothing(target.Values[step])) target.SetHistogram(step, newest);
        }

        _context.Release(weight);
    }
}
