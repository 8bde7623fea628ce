using Heed.Model.Labels;

namespace Heed.Model.Samples;

/// <summary>One selected series.</summary>
public interface ISeries
{
    LabelSet Labels { get; }

    /// <summary>
    /// Appends to <paramref name="target"/> the samples with <paramref name="fromMs"/> ≤ time ≤ <paramref name="toMs"/>, in
    /// order of time, stale markers included. Series of one selection may be read at the same time from several threads.
    /// </summary>
    void Read(long fromMs, long toMs, SampleBuffer target);
}
