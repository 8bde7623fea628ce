using Heed.Monitoring.Series;

namespace Heed.Monitoring.Evidence;

/// <summary>The series of one piece of evidence: how strong it is, and of a change that is shown its size and its beginning.</summary>
internal sealed class ChangeSeries
{
    private readonly ModelSeries _series;
    private readonly (string Name, string Value)[] _labels;
    private readonly GaugeSeries _strength;
    private readonly GaugeSeries _since;
    private GaugeSeries? _expected;
    private GaugeSeries? _current;
    private string _subject = "";

    public ChangeSeries(ModelSeries series, params (string Name, string Value)[] labels)
    {
        _series = series;
        _labels = labels;
        _strength = series.Gauge(MetricNames.DriftEvidence, labels);
        _since = series.Gauge(MetricNames.ChangeSince, labels);
    }

    public static ChangeSeries Of(ModelSeries series, EvidenceSubject subject)
    {
        (string, string) kind = ("kind", subject.Kind.Label());
        if (subject.Feature is not null) return new ChangeSeries(series, ("feature_name", subject.Feature), kind);
        return subject.SegmentKey.Length == 0
            ? new ChangeSeries(series, kind)
            : new ChangeSeries(series, kind, ("segment", $"{subject.SegmentKey}={subject.SegmentValue}"));
    }

    /// <param name="strength">NaN without enough data.</param>
    /// <param name="change">Null unless a change is shown.</param>
    public void Collect(SeriesWriter writer, double strength, EvidenceFinding? change)
    {
        _strength.Collect(writer, strength);
        _since.Collect(writer, change?.OnsetMs / 1000.0 ?? double.NaN);
        if (change is not null && (_expected is null || change.Subject != _subject)) Begin(writer, change.Subject);
        _expected?.Collect(writer, change?.ExpectedShare ?? double.NaN);
        _current?.Collect(writer, change?.CurrentShare ?? double.NaN);
    }

    /// <summary>What moved most may be another thing than before: the series of the former ends.</summary>
    private void Begin(SeriesWriter writer, string subject)
    {
        _expected?.Collect(writer, double.NaN);
        _current?.Collect(writer, double.NaN);
        _subject = subject;
        (string, string)[] labels = [.. _labels, ("subject", subject)];
        _expected = _series.Gauge(MetricNames.ChangeExpected, labels);
        _current = _series.Gauge(MetricNames.ChangeCurrent, labels);
    }
}
