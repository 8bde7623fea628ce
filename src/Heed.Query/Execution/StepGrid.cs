namespace Heed.Query.Execution;

/// <summary>The times at which an expression is evaluated.</summary>
/// <param name="StartMs">Unix milliseconds of the first step.</param>
/// <param name="StepMs">The distance of two steps; positive, also where there is only one step.</param>
/// <param name="Count">At least one, except for a subquery whose window holds no step.</param>
internal readonly record struct StepGrid(long StartMs, long StepMs, int Count)
{
    public long EndMs => StartMs + ((Count - 1) * StepMs);

    public long TimeAt(int step) => StartMs + (step * StepMs);

    public static StepGrid Single(long timeMs) => new(timeMs, 1, 1);
}
