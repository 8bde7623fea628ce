using Heed.Model.Labels;
using Heed.Monitoring.Outcomes;
using Heed.Monitoring.Quality;
using Heed.Monitoring.Series;
using Heed.Monitoring.Windows;

namespace Heed.Monitoring.Monitors;

/// <summary>Quality with labels: the rolling figures, how many predictions have a label, and how often people corrected one.</summary>
internal sealed class QualityMonitor(
    ModelSeries series, EventClock clock, RollingQuality quality, OutcomeJoin outcomes, OwnCounters counters) : RecordMonitor
{
    private readonly LabelSet _corrections = series.Of(MetricNames.Corrections);

    public override void Observe(in PredictionView prediction)
    {
        if (prediction.IsPresent && !prediction.IsError) outcomes.AddPrediction(prediction);
    }

    public override long? AgeAt(long nowMs)
    {
        // An outcome of a segment is one of the whole, and the panes of both are as wide.
        long endMs = clock.WindowEndAt(nowMs);
        return counters[OwnCounter.Corrections] + outcomes.AgeAt(endMs) + quality.AgeAt(endMs);
    }

    public override void Collect(SeriesWriter writer)
    {
        writer.Write(_corrections, counters[OwnCounter.Corrections]);
        long endMs = clock.WindowEndAt(writer.NowMs);
        outcomes.Collect(writer, endMs);
        quality.Collect(writer, endMs);
    }

    public override void Save(BinaryWriter writer)
    {
        quality.Save(writer);
        outcomes.Save(writer);
    }

    public override void Load(BinaryReader reader)
    {
        quality.Load(reader);
        outcomes.Load(reader);
    }
}
