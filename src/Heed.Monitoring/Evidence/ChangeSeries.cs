using Heed.Monitoring.Series;

namespace Heed.Monitoring.Evidence;

/// <summary>
/// The series of one piece of evidence: how strong it is, and of a change that is shown its size and its beginning. Most never show any: the
/// labels of those are made with the first change.
/// </summary>
internal sealed class ChangeSeries
{
    private readonly ModelSeries _series;
    private readonly string _kind;

    // Requests fail and are slow one by one, as the bound assumes.
    private readonly bool _isOfRequests;
    private readonly string? _feature;
    private readonly string? _segment;
    private readonly GaugeSeries _strength;
    private GaugeSeries? _since;
    private GaugeSeries? _expected;
    private GaugeSeries? _current;
    private GaugeSeries? _least;
    private string _subject = "";

    /// <param name="series">Of the model.</param>
    /// <param name="kind">Of the evidence.</param>
    /// <param name="feature">Null where it is about none.</param>
    /// <param name="segment">As <c>region=north</c>; null where it is about all records.</param>
    public ChangeSeries(ModelSeries series, EvidenceKind kind, string? feature = null, string? segment = null)
    {
        _series = series;
        _kind = kind.Label();
        _isOfRequests = kind is EvidenceKind.Errors or EvidenceKind.Latency;
        _feature = feature;
        _segment = segment;
        _strength = Gauge(MetricNames.DriftEvidence);
    }

    public static ChangeSeries Of(ModelSeries series, EvidenceSubject subject) =>
        new(series, subject.Kind, subject.Feature, subject.SegmentKey.Length == 0 ? null : $"{subject.SegmentKey}={subject.SegmentValue}");

    /// <param name="strength">NaN without enough data.</param>
    /// <param name="change">Null unless a change is shown.</param>
    public void Collect(SeriesWriter writer, double strength, EvidenceFinding? change)
    {
        _strength.Collect(writer, strength);
        if (change is not null && (_expected is null || change.Subject != _subject)) Begin(writer, change.Subject);
        _since?.Collect(writer, change?.OnsetMs / 1000.0 ?? double.NaN);
        _expected?.Collect(writer, change?.ExpectedShare ?? double.NaN);
        _current?.Collect(writer, change?.CurrentShare ?? double.NaN);
        _least?.Collect(writer, change?.LeastShare ?? double.NaN);
    }

    /// <summary>What moved most may be another thing than before: the series of the former ends.</summary>
    private void Begin(SeriesWriter writer, string subject)
    {
        _expected?.Collect(writer, double.NaN);
        _current?.Collect(writer, double.NaN);
        _least?.Collect(writer, double.NaN);
        _subject = subject;
        _since ??= Gauge(MetricNames.ChangeSince);
        _expected = Gauge(MetricNames.ChangeExpected, subject);
        _current = Gauge(MetricNames.ChangeCurrent, subject);
        if (_isOfRequests) _least = Gauge(MetricNames.ChangeLeast, subject);
    }

    private GaugeSeries Gauge(string metric, string? subject = null)
    {
        List<(string, string)> labels = [("kind", _kind)];
        if (_feature is not null) labels.Add(("feature_name", _feature));
        if (_segment is not null) labels.Add(("segment", _segment));
        if (subject is not null) labels.Add(("subject", subject));
        return _series.Gauge(metric, [.. labels]);
    }
}
