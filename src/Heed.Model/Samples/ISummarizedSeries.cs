namespace Heed.Model.Samples;

/// <summary>
/// A series that knows summaries of whole stretches of its time, so that a long window reads samples only at its two ends. What it
/// answers is what <see cref="SampleSummary.Of"/> and <see cref="SampleSummary.Then"/> make of its samples, to the last bit.
/// </summary>
public interface ISummarizedSeries : ISeries
{
    /// <summary>
    /// Sets those of the summaries of consecutive stretches that the series can tell without reading samples, also that there are none
    /// (<see cref="SampleSummary.Empty"/>), and leaves the others as they are. Stretches with native histograms are not summarized.
    /// </summary>
    /// <param name="level">The length of the stretches.</param>
    /// <param name="first">The number of the first stretch, by <see cref="SummaryGrid"/>.</param>
    /// <param name="target">One place a stretch.</param>
    void ReadSummaries(SummaryLevel level, long first, Span<SampleSummary> target);
}
