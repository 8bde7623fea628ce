using Heed.Model.Samples;
using Heed.Query.Planning;

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

    public SmoothedSelectOperator(QueryContext context, SelectPlan plan)
        : base(plan.Grid)
    {
        _context = context;
        _shift = plan.Shift;
        _reachMs = context.LookbackMs - 1;
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
        _context.Hold(_buffer.Count);
        Span<double> output = target.Values;
        int next = 0;
        for (int step = 0; step < output.Length; step++)
        {
            long at = _shift.Apply(Grid.TimeAt(step));
            while (next < _buffer.Count && _buffer.TimesMs[next] <= at) next++;
            output[step] = ValueAt(next, at);
        }

        _context.Release(_buffer.Count);
    }

    private double ValueAt(int next, long atMs)
    {
        ReadOnlySpan<long> times = _buffer.TimesMs;
        ReadOnlySpan<double> values = _buffer.Values;
        if (next == 0 || times[next - 1] < atMs - _reachMs || StaleMarker.IsStale(values[next - 1])) return Column.Nothing;
        double before = values[next - 1];
        bool hasNext = next < times.Length && times[next] <= atMs + _reachMs && !StaleMarker.IsStale(values[next]);
        return hasNext ? before + ((values[next] - before) * (atMs - times[next - 1]) / (times[next] - times[next - 1])) : before;
    }
}
