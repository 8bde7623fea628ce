using Heed.Monitoring.Series;

namespace Heed.Monitoring.Versions;

/// <summary>The series of one version beside the others.</summary>
internal sealed class VersionDriftSeries
{
    private readonly GaugeSeries[] _features;
    private readonly GaugeSeries _answers;
    private readonly GaugeSeries _pValue;
    private readonly GaugeSeries _records;

    public VersionDriftSeries(ModelSeries series, string version, IReadOnlyList<string> features)
    {
        Version = version;
        (string, string) label = ("model_version", version);
        _features = [.. features.Select(f => series.Gauge(MetricNames.FeaturePsiByVersion, label, ("feature_name", f)))];
        _answers = series.Gauge(MetricNames.PredictionPsiByVersion, ("model_version", version));
        _pValue = series.Gauge(MetricNames.VersionPValue, ("model_version", version));
        _records = series.Gauge(MetricNames.VersionRecords, ("model_version", version));
    }

    public string Version { get; }

    /// <param name="difference">Null where there is none: the series end.</param>
    public void Collect(SeriesWriter writer, VersionDifference? difference)
    {
        for (int i = 0; i < _features.Length; i++) _features[i].Collect(writer, difference?.Features[i] ?? double.NaN);
        _answers.Collect(writer, difference?.Answers ?? double.NaN);
        _pValue.Collect(writer, difference?.PValue ?? double.NaN);
        _records.Collect(writer, difference?.Records ?? double.NaN);
    }
}
