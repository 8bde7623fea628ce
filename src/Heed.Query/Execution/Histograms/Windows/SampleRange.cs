namespace Heed.Query.Execution.Histograms.Windows;

/// <summary>Which of a series' samples are in the window of a step; moves forward with the steps.</summary>
internal struct SampleRange
{
    public int From { get; private set; }

    public int To { get; private set; }

    public readonly bool IsEmpty => From == To;

    /// <param name="closed">A sample exactly at the start is in the window.</param>
    public void MoveTo(ReadOnlySpan<long> timesMs, long startMs, long endMs, bool closed)
    {
        while (To < timesMs.Length && timesMs[To] <= endMs) To++;
        while (From < To && (closed ? timesMs[From] < startMs : timesMs[From] <= startMs)) From++;
    }
}
