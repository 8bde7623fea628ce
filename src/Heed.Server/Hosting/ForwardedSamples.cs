using Heed.Model.Histograms;
using Heed.Model.Labels;
using Heed.Model.Samples;
using Heed.Remote.Writing;

namespace Heed.Server.Hosting;

/// <summary>Writes to the store in force and gives what it takes to the targets of <c>remote_write</c> as well.</summary>
internal sealed class ForwardedSamples(IBatchSampleSink store, IHistogramSink histograms, RemoteWriteTarget[] targets)
    : IBatchSampleSink, IHistogramSink
{
    public AppendOutcome Append(LabelSet labels, long timeMs, double value)
    {
        AppendOutcome outcome = store.Append(labels, timeMs, value);
        Forward(outcome, labels, timeMs, value);
        return outcome;
    }

    public AppendOutcome Append(LabelSet labels, long timeMs, NativeHistogram histogram)
    {
        AppendOutcome outcome = histograms.Append(labels, timeMs, histogram);
        foreach (RemoteWriteTarget target in targets)
        {
            if (outcome == AppendOutcome.Appended) target.Append(labels, timeMs, histogram);
            else if (outcome == AppendOutcome.AppendedLate) target.LeaveOutLate();
        }

        return outcome;
    }

    public void Append(ReadOnlySpan<SeriesSample> samples, Span<AppendOutcome> outcomes)
    {
        store.Append(samples, outcomes);
        for (int i = 0; i < samples.Length; i++) Forward(outcomes[i], samples[i].Series.Labels, samples[i].TimeMs, samples[i].Value);
    }

    /// <summary>A late sample would make most stores refuse the request that it stands in.</summary>
    private void Forward(AppendOutcome outcome, LabelSet labels, long timeMs, double value)
    {
        foreach (RemoteWriteTarget target in targets)
        {
            if (outcome == AppendOutcome.Appended) target.Append(labels, timeMs, value);
            else if (outcome == AppendOutcome.AppendedLate) target.LeaveOutLate();
        }
    }
}
