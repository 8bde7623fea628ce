using Heed.Monitoring.Baselines;
using Heed.Monitoring.Series;
using Heed.Monitoring.Windows;

namespace Heed.Monitoring.Monitors;

/// <summary>Whether two features of the last closed window have traded places.</summary>
internal sealed class SwappedColumnsMonitor : RecordMonitor
{
    private readonly ModelSeries _series;
    private readonly Baseline _baseline;
    private readonly SlidingWindow _window;
    private readonly GaugeSeries _count;
    private readonly Dictionary<(int Feature, int Other), GaugeSeries> _pairs = [];
    private readonly int[] _partners;

    public SwappedColumnsMonitor(ModelSeries series, Baseline baseline, SlidingWindow window)
    {
        _series = series;
        _baseline = baseline;
        _window = window;
        _count = series.Gauge(MetricNames.SwappedPairs);
        _partners = new int[baseline.Features.Count];
    }

    public override long? AgeAt(long nowMs) => _window.AgeAt(nowMs);

    public override void Collect(SeriesWriter writer)
    {
        FeatureFigures[]? features = _window.ComparedAt(writer.NowMs)?.Features;
        _partners.AsSpan().Fill(-1);
        int pairs = features is null ? 0 : SwappedColumns.Find(features, _partners);
        _count.Collect(writer, features is null ? double.NaN : pairs);
        for (int i = 0; i < _partners.Length; i++)
        {
            if (_partners[i] >= 0 && !_pairs.ContainsKey((i, _partners[i]))) _pairs.Add((i, _partners[i]), SeriesOf(i, _partners[i]));
        }

        foreach (((int feature, int other), GaugeSeries pair) in _pairs) pair.Collect(writer, _partners[feature] == other ? 1 : double.NaN);
    }

    private GaugeSeries SeriesOf(int feature, int other) => _series.Gauge(
        MetricNames.FeatureSwapped, ("feature_name", _baseline.Features[feature].Name), ("other_feature", _baseline.Features[other].Name));
}
