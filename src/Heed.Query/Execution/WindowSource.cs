using Heed.Model.Samples;
using Heed.Query.Planning;

namespace Heed.Query.Execution;

/// <summary>A range vector: the samples of each series, and the window of each step.</summary>
internal abstract class WindowSource(StepGrid grid, TimeShift shift, long rangeMs)
{
    public StepGrid Grid => grid;

    public long RangeMs => rangeMs;

    public TimeShift Shift => shift;

    public abstract OutputSeries[] Series { get; }

    /// <summary>Replaces the content of the buffer by every sample of a series that any window may hold, without stale markers.</summary>
    public abstract void Read(int series, SampleBuffer target);

    /// <summary>The right edge of the window of a step; edges never go back from one step to the next.</summary>
    public long EndOf(int step) => shift.Apply(grid.TimeAt(step));
}
