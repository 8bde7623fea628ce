namespace Heed.Model.Samples;

/// <summary>A gate for writers that know for how long a value stays what it is.</summary>
public interface ISampleRunSink
{
    /// <summary>
    /// Appends every sample of every run, as if they came one by one. What is refused is counted by the sink and keeps nothing else out.
    /// </summary>
    /// <param name="runs">Those of one series come in order of time.</param>
    void Append(ReadOnlySpan<SampleRun> runs);
}
