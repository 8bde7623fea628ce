namespace Heed.Model.Samples;

/// <summary>A gate for writers that bring many samples at once.</summary>
public interface IBatchSampleSink : ISampleSink
{
    /// <summary>Appends in order; a refused sample does not keep the others out.</summary>
    /// <param name="samples">Samples of one series come in order of time.</param>
    /// <param name="outcomes">As long as <paramref name="samples"/>: what became of each.</param>
    void Append(ReadOnlySpan<SeriesSample> samples, Span<AppendOutcome> outcomes);
}
