using Heed.Model.Samples;
using Heed.Query.Planning;

namespace Heed.Query.Execution;

/// <summary><c>start_timestamp()</c> of a selector: when the counter of each step's sample began, in seconds; 0 where nobody says.</summary>
internal sealed class StartTimestampOperator : Operator
{
    private readonly QueryContext _context;
    private readonly TimeShift _shift;
    private readonly IReadOnlyList<ISeries> _found;
    private readonly SampleBuffer _buffer = new();
    private readonly long _reachMs;

    public StartTimestampOperator(QueryContext context, SelectPlan plan)
        : base(plan.Grid)
    {
        _context = context;
        _shift = plan.Shift;
        _reachMs = context.ReachMs;
        _found = context.Select(plan.Selector.Matchers, _shift.First(Grid) - _reachMs, _shift.Last(Grid));
        Series = new OutputSeries[_found.Count];
        for (int i = 0; i < Series.Length; i++) Series[i] = new OutputSeries(_found[i].Labels, DropName: true);
    }

    public override OutputSeries[] Series { get; }

    public override void Fill(int series, Column target)
    {
        _context.Continue();
        _buffer.Clear();
        _found[series].Read(_shift.First(Grid) - _reachMs, _shift.Last(Grid), _buffer);
        _context.Profile?.CountSamples(_buffer.Count);
        _context.Hold(_buffer.Count);
        ReadOnlySpan<long> times = _buffer.TimesMs;
        ReadOnlySpan<double> values = _buffer.Values;
        ReadOnlySpan<long> starts = _buffer.StartTimesMs;
        Span<double> output = target.Values;
        int next = 0;
        for (int step = 0; step < output.Length; step++)
        {
            long at = _shift.Apply(Grid.TimeAt(step));
            while (next < times.Length && times[next] <= at) next++;
            bool found = next > 0 && times[next - 1] >= at - _reachMs && !StaleMarker.IsStale(values[next - 1]);
            output[step] = !found ? Column.Nothing : starts.IsEmpty ? 0 : starts[next - 1] / 1000.0;
        }

        _context.Release(_buffer.Count);
    }
}
