using Heed.Model.Labels;
using Heed.Model.Samples;

namespace Heed.Ingest.Tests.RemoteWrite;

/// <summary>Takes everything and keeps nothing: what is measured with it is the reading alone.</summary>
internal sealed class NullSink : IBatchSampleSink
{
    public long Samples { get; private set; }

    public AppendOutcome Append(LabelSet labels, long timeMs, double value)
    {
        Samples++;
        return AppendOutcome.Appended;
    }

    public void Append(ReadOnlySpan<SeriesSample> samples, Span<AppendOutcome> outcomes)
    {
        Samples += samples.Length;
        outcomes.Clear();
    }
}
