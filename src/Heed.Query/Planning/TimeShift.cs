using Heed.Query.Execution;

namespace Heed.Query.Planning;

/// <summary>How a selector moves the time of a step: <c>@</c> fixes it, the offset goes back from there.</summary>
internal readonly record struct TimeShift(long? AtMs, long OffsetMs)
{
    /// <summary>The time that the selector looks at for a step at <paramref name="timeMs"/>.</summary>
    public long Apply(long timeMs) => (AtMs ?? timeMs) - OffsetMs;

    public long First(StepGrid grid) => Apply(grid.StartMs);

    public long Last(StepGrid grid) => Apply(grid.EndMs);

    public override string ToString() => (AtMs is { } at ? $" at {at} ms" : "") + (OffsetMs != 0 ? $" offset {OffsetMs} ms" : "");
}
