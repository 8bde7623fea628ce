using System.Globalization;

using Heed.Monitoring.Series;

namespace Heed.Monitoring.Quality;

/// <summary>The series of a reliability diagram, by the upper edge of each bin.</summary>
internal sealed class ReliabilitySeries
{
    private readonly GaugeSeries[] _probabilities;
    private readonly QualitySeries[] _shares;
    private readonly GaugeSeries[] _records;

    public ReliabilitySeries(ModelSeries series)
    {
        string[] bins = [.. Enumerable.Range(1, ScoreBins.Tenths).Select(i => (i / 10.0).ToString("R", CultureInfo.InvariantCulture))];
        _probabilities = [.. bins.Select(b => series.Gauge(MetricNames.ReliabilityProbability, ("bin", b)))];
        _shares = [.. bins.Select(b => new QualitySeries(series, MetricNames.ReliabilityShare, ("bin", b)))];
        _records = [.. bins.Select(b => series.Gauge(MetricNames.ReliabilityRecords, ("bin", b)))];
    }

    /// <param name="reliability">Null where there is none. A bin without records has no series.</param>
    public void Collect(SeriesWriter writer, Reliability? reliability)
    {
        for (int i = 0; i < _probabilities.Length; i++)
        {
            Reliability.Bin bin = reliability is null ? default : reliability.Bins[i];
            _probabilities[i].Collect(writer, bin.MeanProbability);
            _shares[i].Collect(writer, QualityIntervals.Share(bin.Mass, bin.TrueWeight));
            _records[i].Collect(writer, bin.Mass.N > 0 ? bin.Mass.N : double.NaN);
        }
    }
}
