namespace Heed.Model.Samples;

/// <summary>A gate for writers whose samples come in sections, most of which say again what they said before.</summary>
public interface ISectionSink : ISampleSink
{
    /// <summary>Appends every sample of the section; of a version that it was given before all but the stale markers.</summary>
    /// <param name="section">May change before the next call.</param>
    /// <param name="timeMs">Milliseconds since the Unix epoch.</param>
    void Append(SampleSection section, long timeMs);
}
