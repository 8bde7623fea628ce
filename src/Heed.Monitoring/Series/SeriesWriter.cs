using Heed.Model.Labels;
using Heed.Model.Samples;

namespace Heed.Monitoring.Series;

/// <summary>Writes samples of one time.</summary>
internal readonly struct SeriesWriter(ISampleSink sink, long nowMs)
{
    public ISampleSink Sink => sink;

    public long NowMs => nowMs;

    public void Write(LabelSet labels, double value) => sink.Append(labels, nowMs, value);
}
