using Heed.Monitoring.Monitors;
using Heed.Monitoring.Series;

namespace Heed.Monitoring.Evidence;

/// <summary>Writes <c>ml_drift_evidence</c>: from 1 on a change is shown, without enough data there is no figure.</summary>
internal sealed class EvidenceMonitor : RecordMonitor
{
    private readonly ModelEvidence _evidence;
    private readonly GaugeSeries[] _shares;
    private readonly GaugeSeries _volume;

    public EvidenceMonitor(ModelSeries series, ModelEvidence evidence)
    {
        _evidence = evidence;
        _shares = [.. evidence.Shares.Select(e => SeriesOf(series, e.Subject))];
        _volume = series.Gauge(MetricNames.DriftEvidence, ("kind", EvidenceKind.Volume.Label()));
    }

    public override void Collect(SeriesWriter writer)
    {
        for (int i = 0; i < _shares.Length; i++) _shares[i].Collect(writer, _evidence.Shares[i].Alarm.Strength);
        _volume.Collect(writer, _evidence.Volume.Alarm.Strength);
    }

    public override void Save(BinaryWriter writer) => _evidence.Save(writer);

    public override void Load(BinaryReader reader) => _evidence.Load(reader);

    private static GaugeSeries SeriesOf(ModelSeries series, EvidenceSubject subject)
    {
        string kind = subject.Kind.Label();
        if (subject.Feature is not null) return series.Gauge(MetricNames.DriftEvidence, ("feature_name", subject.Feature), ("kind", kind));
        return subject.SegmentKey.Length == 0
            ? series.Gauge(MetricNames.DriftEvidence, ("kind", kind))
            : series.Gauge(MetricNames.DriftEvidence, ("kind", kind), ("segment", $"{subject.SegmentKey}={subject.SegmentValue}"));
    }
}
