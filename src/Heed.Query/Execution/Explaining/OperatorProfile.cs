using Heed.Query.Planning;
using Heed.Query.Results;

namespace Heed.Query.Execution.Explaining;

/// <summary>The figures of one operator while its query runs.</summary>
internal sealed class OperatorProfile(PlanNode plan)
{
    private (long Ticks, long Bytes, long Samples, long Summaries) _entered;
    private long _ticks;
    private long _bytes;
    private long _samples;
    private long _summaries;
    private int _depth;

    public int Series { get; set; }

    public List<OperatorProfile> Inputs { get; } = [];

    public void Enter(long ticks, long bytes, long samples, long summaries)
    {
        if (_depth++ == 0) _entered = (ticks, bytes, samples, summaries);
    }

    public void Leave(long ticks, long bytes, long samples, long summaries)
    {
        if (--_depth > 0) return;
        _ticks += ticks - _entered.Ticks;
        _bytes += bytes - _entered.Bytes;
        _samples += samples - _entered.Samples;
        _summaries += summaries - _entered.Summaries;
    }

    public OperatorReport ToReport(TimeProvider clock)
    {
        long own = _ticks;
        foreach (OperatorProfile input in Inputs) own -= input._ticks;
        return new OperatorReport(
            plan.ToString(),
            plan.Source.ToString(),
            plan.Grid.Count,
            Series,
            _samples,
            _summaries,
            clock.GetElapsedTime(0, _ticks),
            clock.GetElapsedTime(0, Math.Max(0, own)),
            _bytes,
            [.. Inputs.Select(i => i.ToReport(clock))]);
    }
}
