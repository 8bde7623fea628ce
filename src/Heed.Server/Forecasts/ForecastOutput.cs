using Heed.Model.Labels;
using Heed.Model.Samples;

namespace Heed.Server.Forecasts;

/// <summary>The three series that tell of one forecast series.</summary>
internal sealed class ForecastOutput(LabelSet labels)
{
    private readonly LabelSet _time = Named(labels, ForecastSeries.TimeToExhaustion);
    private readonly LabelSet _error = Named(labels, ForecastSeries.Error);
    private readonly LabelSet _bound = Named(labels, ForecastSeries.ErrorBound);

    // Before a restart anything may have been shown: what is hidden at first is ended once.
    private bool _isTimeShown = true;
    private bool _isErrorShown = true;

    public long LastMs { get; private set; } = long.MinValue;

    public void Write(ISampleSink samples, long nowMs, ForecastFinding finding, double maxError)
    {
        LastMs = nowMs;
        samples.Append(_bound, nowMs, maxError);
        Show(samples, _error, nowMs, finding.ErrorRatio, !double.IsNaN(finding.ErrorRatio), ref _isErrorShown);
        Show(samples, _time, nowMs, finding.SecondsToLimit, finding.ErrorRatio <= maxError, ref _isTimeShown);
    }

    public void End(ISampleSink samples, long nowMs)
    {
        samples.Append(_bound, nowMs, StaleMarker.Value);
        Show(samples, _error, nowMs, double.NaN, isShown: false, ref _isErrorShown);
        Show(samples, _time, nowMs, double.NaN, isShown: false, ref _isTimeShown);
    }

    private static void Show(ISampleSink samples, LabelSet series, long nowMs, double value, bool isShown, ref bool wasShown)
    {
        if (isShown || wasShown) samples.Append(series, nowMs, isShown ? value : StaleMarker.Value);
        wasShown = isShown;
    }

    private static LabelSet Named(LabelSet labels, string metric) => new LabelSetBuilder(labels).Set(LabelNames.MetricName, metric).Build();
}
