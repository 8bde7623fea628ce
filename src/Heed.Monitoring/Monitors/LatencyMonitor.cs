using System.Globalization;

using Heed.Monitoring.Series;
using Heed.Monitoring.Windows;
using Heed.Statistics.Quantiles;

namespace Heed.Monitoring.Monitors;

/// <summary>Quantiles of latency over the last requests, exact where a histogram is as coarse as its buckets.</summary>
/// <param name="recent">Filled, and kept over a restart, by its owner.</param>
internal sealed class LatencyMonitor(ModelSeries series, RecentRequests recent) : RecordMonitor
{
    private const int LeastRequests = 100;
    private const long KeptMs = 3_600_000;

    private static readonly int[] Percents = [50, 95, 99];

    private readonly GaugeSeries[] _quantiles =
    [
        .. Percents.Select(p => series.Gauge(MetricNames.LatencyQuantile, ("quantile", (p / 100.0).ToString("R", CultureInfo.InvariantCulture)))),
    ];

    private readonly double[] _values = new double[Percents.Length];
    private long _valuesOf = -1;
    private long _lastMs = long.MinValue;

    public override void Observe(in PredictionView prediction) => _lastMs = Math.Max(_lastMs, prediction.AcceptedAtMs);

    public override void ContinueFrom(RecordMonitor earlier) => CopyFrom(earlier);

    public override void Collect(SeriesWriter writer)
    {
        bool present = _lastMs != long.MinValue && writer.NowMs - _lastMs <= KeptMs;
        if (present && _valuesOf != recent.Count) Find();
        for (int i = 0; i < Percents.Length; i++) _quantiles[i].Collect(writer, present ? _values[i] : double.NaN);
    }

    public override void Save(BinaryWriter writer) => writer.Write(_lastMs);

    public override void Load(BinaryReader reader)
    {
        _lastMs = reader.ReadInt64();
        _valuesOf = -1;
    }

    private void Find()
    {
        ReadOnlySpan<double> latencies = recent.SortedLatencies();
        for (int i = 0; i < Percents.Length; i++)
        {
            _values[i] = latencies.Length < LeastRequests ? double.NaN : SortedQuantile.Of(latencies, Percents[i], 100);
        }

        _valuesOf = recent.Count;
    }
}
