using Heed.Query.Planning;
using Heed.Query.Results;

namespace Heed.Query.Execution.Explaining;

/// <summary>
/// Measures the operators of one query. Operators nest as calls do: what one measures while another one runs belongs to both, and only
/// to the inner one as its own.
/// </summary>
internal sealed class QueryProfile(TimeProvider clock)
{
    private readonly Stack<OperatorProfile> _running = new();
    private readonly long _startedAt = clock.GetTimestamp();
    private readonly long _allocatedBefore = GC.GetAllocatedBytesForCurrentThread();

    private OperatorProfile? _root;

    /// <summary>Stored samples decoded so far.</summary>
    public long SamplesRead { get; private set; }

    private long SummariesUsed { get; set; }

    public void CountSamples(int count) => SamplesRead += count;

    public void CountSummaries(int count) => SummariesUsed += count;

    /// <summary>Measures the building of an operator, and from then on the operator.</summary>
    public Operator Measure(PlanNode plan, Func<Operator> build)
    {
        OperatorProfile profile = Add(plan);
        Enter(profile);
        try
        {
            Operator built = build();
            profile.Series = built.Series.Length;
            return new ProfiledOperator(built, profile, this);
        }
        finally
        {
            Leave(profile);
        }
    }

    /// <summary>Windows are read by the function that they are for: its figures have theirs.</summary>
    public WindowSource Note(PlanNode plan, Func<WindowSource> build)
    {
        OperatorProfile profile = Add(plan);
        Enter(profile);
        try
        {
            WindowSource built = build();
            profile.Series = built.Series.Length;
            return built;
        }
        finally
        {
            Leave(profile);
        }
    }

    public void Enter(OperatorProfile profile)
    {
        profile.Enter(clock.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread(), SamplesRead, SummariesUsed);
        _running.Push(profile);
    }

    public void Leave(OperatorProfile profile)
    {
        _running.Pop();
        profile.Leave(clock.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread(), SamplesRead, SummariesUsed);
    }

    public QueryExplanation Explain(int seriesSelected, long peakSamples) => new(
        clock.GetElapsedTime(_startedAt),
        seriesSelected,
        SamplesRead,
        peakSamples,
        GC.GetAllocatedBytesForCurrentThread() - _allocatedBefore,
        _root?.ToReport(clock));

    private OperatorProfile Add(PlanNode plan)
    {
        OperatorProfile profile = new(plan);
        if (_running.TryPeek(out OperatorProfile? parent)) parent.Inputs.Add(profile);
        else _root ??= profile;
        return profile;
    }
}
